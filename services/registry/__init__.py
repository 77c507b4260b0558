"""The partner registry owns life phases, action areas, networks, partners and their memberships, anchor sites, grants and sources.

It publishes what `shared.contracts.registry` lists, one event for each new version of each of them.
It listens to nobody: it is the first service to stand, and the feed that names all others.
"""
