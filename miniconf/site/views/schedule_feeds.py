"""The programme for apps: schedule.xml and schedule.json in the frab formats."""

from __future__ import annotations

from miniconf.frab.plan import Schedule, plan
from miniconf.frab.write import to_json, to_xml
from miniconf.schedule.blocks import lanes
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.prose import plain
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


def _keys(snapshot: Snapshot) -> tuple[str, ...]:
    """Both formats ask for a day at least."""
    return ("",) if snapshot.agenda.events else ()


def _plan(snapshot: Snapshot) -> Schedule:
    agenda = snapshot.agenda
    return plan(snapshot.conference, agenda.domain, agenda.state.version, lanes, plain)


def _inputs(schedule: Schedule, _: str) -> Inputs:
    return (schedule,)


def _xml(shared: Shared, schedule: Schedule) -> bytes:
    return to_xml(schedule)


def _json(shared: Shared, schedule: Schedule) -> bytes:
    return to_json(schedule)


KINDS = (
    Kind(
        endpoint="schedule_xml",
        rule="/schedule.xml",
        keys=_keys,
        common=_plan,
        inputs=_inputs,
        render=_xml,
        mimetype="application/xml",
    ),
    Kind(
        endpoint="schedule_json",
        rule="/schedule.json",
        keys=_keys,
        common=_plan,
        inputs=_inputs,
        render=_json,
        mimetype="application/json",
    ),
)
