"""Says in a few words why a notice came: "Hörde, 14 Monate, Türkisch"."""

from functools import cache
from gettext import NullTranslations

from babel import Locale

from services.notifications.domain.mail import Reason

TOLD_IN_MONTHS_BELOW = 36
A_KILOMETRE = 1000


def told_reason(reason: Reason, texts: NullTranslations, *, locale: str = "de") -> str:
    """Return quarter or radius, age, and the languages asked for that are spoken, in the words of one language."""
    told = (_told_place(reason, texts), _told_age(reason, texts), *(_name(tag, locale) for tag in reason.languages))
    return ", ".join(part for part in told if part)


def _told_place(reason: Reason, texts: NullTranslations) -> str:
    if reason.metres is None:
        return reason.network_label
    kilometres = f"{reason.metres / A_KILOMETRE:g}"
    return texts.gettext("{place}, im Umkreis von {kilometres} km").format(
        place=reason.network_label, kilometres=kilometres
    )


def _told_age(reason: Reason, texts: NullTranslations) -> str:
    months = reason.age_months
    if months is None:
        return reason.phase_label or ""
    if months < 0:
        return texts.gettext("Schwangerschaft")
    if months < TOLD_IN_MONTHS_BELOW:
        return texts.ngettext("%(num)s Monat", "%(num)s Monate", months) % {"num": months}
    return texts.ngettext("%(num)s Jahr", "%(num)s Jahre", months // 12) % {"num": months // 12}


@cache
def _name(tag: str, locale: str) -> str:
    names = Locale.parse(locale).languages
    return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag)
