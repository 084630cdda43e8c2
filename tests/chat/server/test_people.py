import os
from pathlib import Path

import pytest

from miniconf.chat.server.nicknames import skeleton
from miniconf.chat.server.people import People, guarded
from miniconf.problems import MiniconfError
from tests.chat.server.conftest import ATTENDEES, SECRET


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(ATTENDEES, "utf-8-sig")
    return path


def by_name(people: People) -> dict:
    return {person.name: person for person in people.all().values()}


def test_all_reads_roles_and_papers_and_leaves_out_the_revoked(file: Path) -> None:
    found = by_name(People(SECRET, file))
    assert {name: (p.role, sorted(p.papers), p.affiliation) for name, p in found.items()} == {
        "Ada Okafor": ("user", ["412"], "Lagoon Institute"),
        "Bo Lindqvist": ("moderator", [], ""),
        "Cy Moreau": ("user", [], ""),
        "Eri Tanaka": ("user", ["413", "workshops/w1"], ""),
    }


def test_all_of_no_file_is_nobody() -> None:
    assert People(SECRET, None).all() == {}


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MiniconfError, match=r"^cannot read the attendees .*people.csv"):
        People(SECRET, tmp_path / "people.csv").all()


def test_unknown_role_is_told_with_its_line(file: Path) -> None:
    file.write_text("name,role\nAda,wizard\n", "utf-8")
    with pytest.raises(MiniconfError) as told:
        People(SECRET, file).all()
    assert str(told.value) == (
        "people.csv:2: role: expected one of attendee, user, author, speaker, moderator, chair,"
        ' volunteer, organizer, organiser, admin, got "wizard"'
    )


def test_token_opens_for_its_person_only(file: Path) -> None:
    people = People(SECRET, file)
    ada = by_name(people)["Ada Okafor"]
    assert people.behind(people.token(ada)) == ada


@pytest.mark.parametrize("token", ["", "x", "WyJhIiwiIl0.forged", "x" * 500])
def test_forged_token_opens_nothing(file: Path, token: str) -> None:
    assert People(SECRET, file).behind(token) is None


def test_token_of_another_secret_opens_nothing(file: Path) -> None:
    other = People(b"another secret of thirty-two bytes", file)
    assert People(SECRET, file).behind(other.token(by_name(other)["Ada Okafor"])) is None


def test_token_ends_with_the_row_and_with_a_new_word(file: Path) -> None:
    people = People(SECRET, file)
    ada, cy = by_name(people)["Ada Okafor"], by_name(people)["Cy Moreau"]
    tokens = people.token(ada), people.token(cy)
    file.write_text("id,name,link\n1,Ada Okafor,second\n", "utf-8")
    os.utime(file, ns=(1, 1))
    assert [people.behind(token) for token in tokens] == [None, None]
    assert people.behind(people.token(by_name(people)["Ada Okafor"])).name == "Ada Okafor"


def test_links_hold_no_address_and_stand_behind_the_hash(file: Path) -> None:
    person, link = People(SECRET, file).links("https://chat.example.org/")[0]
    assert person.email == "ada@example.org"
    assert link.startswith("https://chat.example.org/enter#")
    assert "ada" not in link.lower()


def test_guarded_names_are_those_of_authors_staff_and_the_reserved(file: Path) -> None:
    people = People(SECRET, file).all().values()
    wanted = {"Ada Okafor", "Bo Lindqvist", "Eri Tanaka", "Meridian"}
    assert guarded(people, ["Meridian"]) == {skeleton(name) for name in wanted}
