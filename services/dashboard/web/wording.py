"""Ages, times and languages in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale, dates

from shared.web.pages.view import View
from shared.web.problems import mark

ZONE = ZoneInfo("Europe/Berlin")
YEAR_MONTHS = 12

ANY_AGE = mark("jedes Alter")
PREGNANCY = mark("Schwangerschaft")
FROM_PREGNANCY = mark("ab der Schwangerschaft")
PREGNANCY_TO = mark("Schwangerschaft bis {age}")
UP_TO = mark("bis {age}")
BETWEEN = mark("{first} bis {last}")


@dataclass(frozen=True)
class Wording:
    """The words of one page; templates call its methods."""

    view: View
    now: datetime

    def ages(self, min_months: int | None, max_months: int | None) -> str:
        """`6 Monate bis 3 Jahre`, `ab 3 Jahre`, `Schwangerschaft`; months, half-open, a missing bound is open."""
        say = self.view.translate
        begins_before_birth = min_months is not None and min_months < 0
        if max_months is None:
            return self._open(min_months)
        if max_months <= 0:
            return say(PREGNANCY)
        if begins_before_birth:
            return say(PREGNANCY_TO).format(age=self.age(max_months))
        if min_months is None:
            return say(UP_TO).format(age=self.age(max_months))
        return say(BETWEEN).format(first=self._first(min_months, max_months), last=self.age(max_months))

    def _open(self, min_months: int | None) -> str:
        ngettext = self.view.texts.ngettext
        if min_months is None:
            return self.view.translate(ANY_AGE)
        if min_months < 0:
            return self.view.translate(FROM_PREGNANCY)
        if min_months % YEAR_MONTHS == 0 and min_months > 0:
            years = min_months // YEAR_MONTHS
            return ngettext("ab %(num)d Jahr", "ab %(num)d Jahren", years) % {"num": years}
        return ngettext("ab %(num)d Monat", "ab %(num)d Monaten", min_months) % {"num": min_months}

    def age(self, months: int) -> str:
        """`3 Jahre` or `18 Monate`."""
        ngettext = self.view.texts.ngettext
        if months % YEAR_MONTHS == 0 and months > 0:
            years = months // YEAR_MONTHS
            return ngettext("%(num)d Jahr", "%(num)d Jahre", years) % {"num": years}
        return ngettext("%(num)d Monat", "%(num)d Monate", months) % {"num": months}

    def _first(self, months: int, last: int) -> str:
        """The unit is said once where both bounds share it: `2 bis 4 Jahre`."""
        both_years = months % YEAR_MONTHS == 0 and last % YEAR_MONTHS == 0
        both_months = last % YEAR_MONTHS != 0 and (months % YEAR_MONTHS != 0 or months == 0)
        if months == 0 or both_months:
            return str(months)
        return str(months // YEAR_MONTHS) if both_years else self.age(months)

    def ago(self, moment: datetime) -> str:
        """`vor 5 Minuten`"""
        passed = min(moment - self.now, moment - moment)
        return dates.format_timedelta(passed, add_direction=True, locale=self.view.language.locale)

    def when(self, moment: datetime) -> str:
        """`14:05` on the same day, `21. Nov., 14:05` else."""
        local, today = moment.astimezone(ZONE), self.now.astimezone(ZONE).date()
        locale = self.view.language.locale
        clock = dates.format_time(local, "short", locale=locale)
        return clock if local.date() == today else f"{dates.format_skeleton('MMMd', local, locale=locale)}, {clock}"

    def languages(self, tags: Sequence[str]) -> list[str]:
        """`Deutsch`, `Türkisch`; a language without a name in the reader's language keeps its tag."""
        names = Locale.parse(self.view.language.locale).languages
        return [str(names.get(tag.partition("-")[0], tag)) for tag in tags]
