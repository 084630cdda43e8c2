"""`miniconf schedule`: the programme seen by organisers."""

from __future__ import annotations

from miniconf.cli.lazy import lazy_group

schedule = lazy_group(
    "schedule",
    "Releases of the programme, and how its hours fall around the world.",
    {
        "release": ("schedule_release:release", "Say that the programme is published as it is."),
        "changes": ("schedule_release:changes", "Show what changed since the last release."),
        "report": ("schedule_report:report", "Show at what local hours sessions fall for whom."),
    },
)
