"""Governance bodies: Koordinierungsstelle, Steuerungsgruppe, Beirat, Fachforum, and the conference of § 78 SGB VIII."""
