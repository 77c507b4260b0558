"""The offer catalogue: what partners give to families in the quarters.

Owns offers; publishes offer-drafted, offer-published, offer-changed, offer-withdrawn.
Listens to the registry: networks, partners, memberships and life phases.
"""
