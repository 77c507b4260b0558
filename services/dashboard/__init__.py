"""The prevention office's picture of all quarters side by side, made of published facts.

Owns nothing but its projections and the list of what happened; publishes nothing.
Listens to everything public: areas, networks, partners, members, anchor sites, life phases, offers and announcements.
"""
