// An invitation's secret stands behind the # of its link, which browsers send to no server. It waits in this tab while its owner
// signs in, and is put into the field of the page; closing the tab forgets it.
"use strict";

const WAITING = "invitation";
const inLink = location.hash.length > 20 ? location.hash.slice(1) : "";
const field = document.querySelector("[data-from-fragment]");

if (document.querySelector("[data-keeps-invitation]") && inLink) sessionStorage.setItem(WAITING, inLink);
if (field) {
  const code = inLink || sessionStorage.getItem(WAITING);
  if (code) field.value = code;
  sessionStorage.removeItem(WAITING);
  if (inLink) history.replaceState(null, "", location.pathname + location.search);
}
