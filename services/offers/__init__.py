"""The offer catalogue: what partners give to families in the quarters.

Owns offers; publishes offer-drafted, offer-published, offer-changed, offer-paused, offer-withdrawn.
Publishes recheck-due and network-freshness-counted: what nobody confirmed in time.
Publishes synonyms-defined, synonyms-removed, search-without-hit for the search.
Publishes chain-changed: where the prevention chain of a quarter has holes and thin spots.
Publishes double-structure-changed: offers that are one, or meet the same need, until somebody has decided.
Listens to the registry: networks, partners, memberships, life phases, anchor sites, projects, agreements and figures of areas.
Speaks Open Referral HSDS 3.1: read by everybody without a key, and brought in from others as drafts.
"""
