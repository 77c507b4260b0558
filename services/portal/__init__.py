"""The portal: the face for families without an account and the workspace of partners, coordinators and the office.

Owns sessions and names of the registry's things; reads offers and brings wishes by HTTP. Publishes nothing.
Listens to: network-defined, life-phase-defined, partner-defined, membership-changed, anchor-site-defined, grants.
"""
