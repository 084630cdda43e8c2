"""Instants and days as the pages show them: in the conference's zone, which is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from markupsafe import Markup

from miniconf.site.words import Words

_MONTH_LONG = 26
"""From so many days on, a short date names its month, since day numbers may come twice."""


class Clock:
    """How one conference writes its times.

    Every `<time>` holds the instant in UTC; script rewrites its text for another zone by
    `data-f` (`t` time, `d` day, `full` long day and time; without it short day and time) and
    `data-end`.
    """

    def __init__(self, zone: str, words: Words, start: date, end: date) -> None:
        self.zone = zone
        self.info = ZoneInfo(zone)
        self._words = words
        self._start = start
        self._days = [words(f"date.days.{n}") for n in range(7)]
        self._days_short = [words(f"date.days_short.{n}") for n in range(7)]
        self._months = [words(f"date.months.{n}") for n in range(1, 13)]
        self._with_month = (end - start).days >= _MONTH_LONG
        self._short = "date.short_month" if self._with_month else "date.short"
        self.city = words.get(f"zones.{zone}", zone.rsplit("/", 1)[-1].replace("_", " "))
        # the same few hundred instants stand on all pages
        self.moment = cache(self.moment)  # type: ignore[method-assign]

    def local(self, instant: datetime) -> datetime:
        """`instant` on the conference's clock."""
        return instant.astimezone(self.info)

    def day_of(self, instant: datetime) -> date:
        """The day on which `instant` falls for the conference."""
        return instant.astimezone(self.info).date()

    def short_day(self, day: date) -> str:
        """`Tue 15`, with the month where the conference is long or the day lies outside it."""
        weekday = self._days_short[day.weekday()]
        outside = abs((day - self._start).days) >= _MONTH_LONG
        key = "date.short_month" if outside else self._short
        return self._words(
            key, weekday=weekday, day=str(day.day), month=self._months[day.month - 1]
        )

    def weekday(self, day: date) -> str:
        """`Tue`, where there is no room for more."""
        return self._days_short[day.weekday()]

    def script(self) -> Mapping[str, object]:
        """How scripts write days as these pages do; empty where they know it, in plain English."""
        if self._words.language == "en" and not self._with_month:
            return {}
        forms = {"short": self._short, "full": "date.long", "date": "date.day_month"}
        return {
            **{name: self._words.raw(key) for name, key in forms.items()},
            "days": self._days, "days_short": self._days_short, "months": self._months,
        }  # fmt: skip

    def long_day(self, day: date) -> str:
        """`Tuesday 15 June`."""
        return self._words(
            "date.long", weekday=self._days[day.weekday()], day=str(day.day),
            month=self._months[day.month - 1],
        )  # fmt: skip

    def plain_date(self, day: date) -> str:
        """`15 June 2027`."""
        return self._words(
            "date.plain", day=str(day.day), month=self._months[day.month - 1], year=str(day.year)
        )

    def dates(self, start: date, end: date) -> str:
        """A span of days: `14–18 June 2027`, `28 June – 2 July 2027`."""
        if start == end:
            return self.plain_date(start)
        same = (start.year, start.month) == (end.year, end.month)
        key = "date.span" if same else "date.span_months"
        return self._words(
            key, first=str(start.day), last=str(end.day),
            first_month=self._months[start.month - 1], month=self._months[end.month - 1],
            year=str(end.year),
        )  # fmt: skip

    def hm(self, instant: datetime) -> str:
        """`18:30`."""
        return instant.astimezone(self.info).strftime("%H:%M")

    def time(self, instant: datetime, end: datetime | None = None) -> Markup:
        """`<time>` with `18:30`, or `18:30–19:45`."""
        text = self.hm(instant) if end is None else self._until(instant, end)
        return _tag(instant, end, text, ' data-f="t"')

    def moment(self, instant: datetime, end: datetime | None = None) -> Markup:
        """`<time>` with `Tue 15, 18:30`, or `Tue 15, 18:30–19:45`."""
        local = instant.astimezone(self.info)
        text = local.strftime("%H:%M") if end is None else self._until(instant, end)
        return _tag(instant, end, f"{self.short_day(local.date())}, {text}", "")

    def full(self, instant: datetime, end: datetime | None = None) -> Markup:
        """`<time>` with `Tuesday 15 June, 18:30–19:45`."""
        local = instant.astimezone(self.info)
        text = local.strftime("%H:%M") if end is None else self._until(instant, end)
        return _tag(instant, end, f"{self.long_day(local.date())}, {text}", ' data-f="full"')

    def dated(self, instant: datetime) -> Markup:
        """`<time>` with `15 June`, for news."""
        day = self.day_of(instant)
        text = self._words("date.day_month", day=str(day.day), month=self._months[day.month - 1])
        return _tag(instant, None, text, ' data-f="date"')

    def offset(self, instant: datetime) -> str:
        """The zone's distance from UTC at `instant`: `UTC+3`, `UTC−3:30`, `UTC`."""
        delta = instant.astimezone(self.info).utcoffset() or timedelta()
        minutes = round(delta.total_seconds() / 60)
        if not minutes:
            return "UTC"
        hours, rest = divmod(abs(minutes), 60)
        return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"

    def zone_name(self, instants: Iterable[datetime] = ()) -> str:
        """The zone in words: `Lisbon (WEST, UTC+1)`; both offsets where it changes between."""
        moments = list(instants) or [
            datetime(self._start.year, self._start.month, self._start.day, 12, tzinfo=UTC)
        ]
        names = dict.fromkeys(self._named(moment) for moment in (min(moments), max(moments)))
        text = self._words("zone.change").join(names)
        return text if text == self.city else f"{self.city} ({text})"

    def _named(self, moment: datetime) -> str:
        short = moment.astimezone(self.info).strftime("%Z")
        offset = self.offset(moment)
        return offset if short[:1] in "+-" or short in (offset, "GMT") else f"{short}, {offset}"

    def _until(self, start: datetime, end: datetime) -> str:
        first, last = self.local(start), self.local(end)
        text = f"{first.hour:02}:{first.minute:02}–{last.hour:02}:{last.minute:02}"
        if first.date() == last.date() or (last - first) < timedelta(hours=24):
            return text
        return f"{first:%H:%M} – {self.short_day(last.date())}, {last:%H:%M}"


def utc(instant: datetime) -> str:
    """`instant` as machines read it: `2027-06-15T18:30:00Z`."""
    return instant.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def _tag(instant: datetime, end: datetime | None, text: str, form: str) -> Markup:
    until = f' data-end="{utc(end)}"' if end else ""
    # nothing in here comes from data but instants
    return Markup(f'<time datetime="{utc(instant)}"{until}{form}>{text}</time>')  # noqa: S704
