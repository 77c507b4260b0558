"""Documents to print and to hand on: tagged PDF that screen readers read (ISO 14289-1, PDF/UA-1)."""

from shared.documents.typesetting import Document, DocumentBroken, Typesetter

__all__ = ["Document", "DocumentBroken", "Typesetter"]
