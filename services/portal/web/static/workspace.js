// An invitation's secret stands behind the # of its link, which browsers send to no server: it is put into the field of the page.
"use strict";

const invitation = document.querySelector("[data-from-fragment]");
if (invitation && location.hash.length > 20) {
  invitation.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
}
