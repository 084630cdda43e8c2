"""schedule.xml and schedule.json of the example and of two real conferences."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import xmlschema

from miniconf.frab.read import rows
from miniconf.frab.xml import read_xml
from miniconf.load import load
from miniconf.problems import Problems
from miniconf.site.safety.privacy import published
from miniconf.site.shared import shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.schedule_feeds import KINDS

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
SITES = {
    "example": ROOT / "sitedata",
    "iclr2020": ROOT / "tests" / "declarations" / "iclr2020",
    "emnlp2020": ROOT / "tests" / "declarations" / "emnlp2020",
}


@pytest.mark.parametrize("name", SITES)
def test_both_pass_their_schemas_and_give_the_programme_back(name: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("schemas and real data are not beside the project")
    conference = load(SITES[name]).conference
    assert conference is not None
    public, _ = published(conference)
    snapshot = Snapshot(conference=public)
    as_xml, as_json = (
        kind.render(
            shared(snapshot), *kind.inputs(kind.common(snapshot) if kind.common else snapshot, "")
        )  # type: ignore[misc]
        for kind in KINDS
    )
    contracts = SHARED / "contracts" / "schedule"
    xmlschema.validate(as_xml.decode("utf-8"), str(contracts / "schedule.xml.xsd"))
    schema = json.loads((contracts / "schema.json").read_text("utf-8"))
    jsonschema.Draft6Validator(schema).validate(json.loads(as_json))
    problems = Problems()
    tree = read_xml(as_xml.decode("utf-8"), "schedule.xml", problems)
    assert tree is not None
    wanted = sorted(
        (e.id, e.start.timestamp(), e.kind, " ".join(e.room.split()), tuple(e.papers))
        for e in snapshot.agenda.events.values()
    )
    for found in (rows(tree, "x", problems), rows(json.loads(as_json), "j", problems)):
        assert (
            sorted(
                (row["id"], _timestamp(row["start"]), row["kind"],
                 " ".join(row.get("room", "").split()), tuple(row.get("papers", ())))
                for _, row in found
            )
            == wanted
        )  # fmt: skip
    assert [*problems] == []


def _timestamp(text: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(text).timestamp()
