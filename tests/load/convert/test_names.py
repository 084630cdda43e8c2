from __future__ import annotations

import pytest

from miniconf.load.convert.names import (
    accepted,
    field_of,
    input_fields,
    is_mail,
    normal,
    ranked,
    required_fields,
    spelling,
)
from miniconf.model import Paper, Session, Sponsor


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("id", "id"), ("UID", "id"), ("uid", "id"), ("Paper ID", "id"), ("forum", "id"),
        ("Title", "title"), ("TL;DR", "tldr"), ("pdf_url", "pdf"), ("PDF URL", "pdf"),
        ("presentation_id", "video"), ("area", "track"), ("nonsense", None),
    ],
)  # fmt: skip
def test_field_of(name: str, field: str | None) -> None:
    found = field_of(Paper, name)
    assert (found[0] if found else None) == field


def test_a_fields_own_name_wins_over_an_alias() -> None:
    assert accepted(Sponsor)["sessions"] == ("sessions", 0)
    assert accepted(Session)["type"][0] == "kind"
    assert accepted(Paper)["type"] == ("type", 0)


def test_ranked_puts_own_names_first() -> None:
    names = ["long_name", "x", "name", "title", "start_time"]
    assert ranked(Session, names) == [
        ("title", "title"), ("name", "title"), ("start_time", "start"), ("long_name", "title"),
    ]  # fmt: skip


def test_derived_fields_are_not_read() -> None:
    assert "owner" not in input_fields(Session)
    assert field_of(Session, "owner") is None


def test_required_fields() -> None:
    assert required_fields(Paper) == ("id", "title", "authors")
    assert required_fields(Session) == ("id", "title", "start", "end")


@pytest.mark.parametrize(
    ("name", "mail"),
    [("email", True), ("E-mail", True), ("1: Email", True), ("Author Emails", True),
     ("contact_email_address", True), ("mailing", False), ("name", False)],
)  # fmt: skip
def test_is_mail(name: str, mail: bool) -> None:
    assert is_mail(name) is mail


def test_normal_and_spelling() -> None:
    assert normal(" Paper-ID: ") == "paper_id"
    assert spelling(Paper, "Abstrct") == 'did you mean "abstract"?'
    assert spelling(Paper, "zzz") == ""
