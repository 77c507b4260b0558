"""Language tags in their one customary form, so that `DE` and `de` are the same language (RFC 5646, section 2.1.1)."""


def canonical_tag(tag: str) -> str:
    """Return the tag with a lower-case language, a Title-case script and an upper-case region; private parts lower-case."""
    language, *rest = tag.split("-")
    parts = [language.lower()]
    for part in rest:
        is_after_singleton = any(len(earlier) == 1 for earlier in parts)
        parts.append(part.lower() if is_after_singleton else _cased(part))
    return "-".join(parts)


def _cased(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()
