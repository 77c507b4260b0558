"""Says in a few words why a notice came: "Hörde, 14 Monate"."""

from gettext import NullTranslations

from services.notifications.domain.mail import Reason

TOLD_IN_MONTHS_BELOW = 36


def told_reason(reason: Reason, texts: NullTranslations) -> str:
    """Return quarter and age, in the words of one language."""
    age = _told_age(reason, texts)
    return f"{reason.network_label}, {age}" if age else reason.network_label


def _told_age(reason: Reason, texts: NullTranslations) -> str:
    months = reason.age_months
    if months is None:
        return reason.phase_label or ""
    if months < 0:
        return texts.gettext("Schwangerschaft")
    if months < TOLD_IN_MONTHS_BELOW:
        return texts.ngettext("%(num)s Monat", "%(num)s Monate", months) % {"num": months}
    return texts.ngettext("%(num)s Jahr", "%(num)s Jahre", months // 12) % {"num": months // 12}
