from typing import Any

import pytest

from miniconf.chat.server import ChatSettings, Limits


def refused(server: Any, **body: Any) -> tuple[int, str]:
    status, answer = server.nobody.posted("miniconf.enter", **body)
    return status, answer["errorType"]


def test_guest_gets_a_name_and_a_session(server: Any) -> None:
    answer = server.nobody.post("miniconf.enter", name="  Tomáš\u202e Dvořák ")
    me = {key: value for key, value in answer["me"].items() if key != "id"}
    assert me == {
        "username": "tomas.dvorak", "name": "Tomáš Dvořák", "affiliation": "", "papers": [],
        "verified": False, "moderates": False,
    }  # fmt: skip


def test_second_guest_of_a_name_is_numbered(server: Any) -> None:
    server.guest("Wei Wang")
    answer = server.nobody.post("miniconf.enter", name="Wеi Wаng")
    assert (answer["me"]["name"], answer["me"]["username"]) == ("Wеi Wаng (2)", "wi.wng")


@pytest.mark.parametrize(
    "name",
    ["Ada Okafor", "Adа Оkafor", "ADA OKAFOR", "Dr. Ada Okafor", "Author: Ada Okafor",
     "A\u200bda Okafor", "Bo Lindqvist", "admin", "Meridian", "Ada\u3164Okafor",
     "[author] Ada Okafor", "Ada Okafor, PhD", "Ada Okafor (author)", "Moderator", "organizer"],
)  # fmt: skip
def test_names_of_people_known_here_are_refused(server: Any, name: str) -> None:
    assert refused(server, name=name) == (400, "error-name-reserved")


@pytest.mark.parametrize("name", ["", " ", "x", "!!!", "\u202e\u2066", "🙂🙂"])
def test_names_that_are_none_are_refused(server: Any, name: str) -> None:
    assert refused(server, name=name) == (400, "error-invalid-name")


def test_link_brings_name_role_and_papers(server: Any) -> None:
    answer = server.nobody.post("miniconf.enter", link=server.link("Ada Okafor"))
    me = {key: value for key, value in answer["me"].items() if key != "id"}
    assert me == {
        "username": "ada.okafor", "name": "Ada Okafor", "affiliation": "Lagoon Institute",
        "papers": ["412"], "verified": True, "moderates": False,
    }  # fmt: skip


def test_link_opens_the_same_account_on_every_device(server: Any) -> None:
    assert server.person("Ada Okafor").id == server.person("Ada Okafor").id


def test_author_leads_the_rooms_of_their_papers(server: Any) -> None:
    room = server.room()
    ada = server.person("Ada Okafor")
    roles = server.admin.get("channels.roles", roomId=room)["roles"]
    assert {entry["u"]["_id"]: entry["roles"] for entry in roles}[ada.id] == ["leader"]


def test_role_follows_the_file(server: Any, settings: ChatSettings) -> None:
    assert settings.attendees is not None
    before = server.nobody.post("miniconf.enter", link=server.link("Cy Moreau"))["me"]["moderates"]
    text = settings.attendees.read_text("utf-8")
    settings.attendees.write_text(
        text.replace("3,Cy Moreau,,,", "3,Cy Moreau,,moderator,"), "utf-8"
    )
    after = server.nobody.post("miniconf.enter", link=server.link("Cy Moreau"))["me"]["moderates"]
    assert (before, after) == (False, True)


@pytest.mark.parametrize("link", ["x", "WyJhIiwiIl0.forged"])
def test_forged_links_are_refused(server: Any, link: str) -> None:
    assert refused(server, link=link) == (403, "error-invalid-link")


def test_code_is_asked_for_and_forgives_case_and_spaces(make: Any) -> None:
    server = make(writing="code", code="Tern 31")
    assert refused(server, name="Nia", code="tern32") == (403, "error-invalid-code")
    assert server.nobody.post("miniconf.enter", name="Nia", code=" tern31 ")["success"]


def test_guessing_codes_is_slowed_down(make: Any, few: Limits) -> None:
    server = make(writing="code", code="tern31", limits=few)
    tries = [refused(server, name="Nia", code=f"{n}") for n in range(3)]
    assert tries == [(403, "error-invalid-code")] * 2 + [(429, "error-too-many-requests")]


def test_guessing_passwords_is_slowed_down(make: Any, few: Limits) -> None:
    server = make(limits=few)
    tries = [server.nobody.posted("login", user="admin", password=f"{n}")[0] for n in range(3)]
    assert tries == [401, 401, 429]


def test_personal_links_only_where_the_settings_say_so(make: Any) -> None:
    server = make(writing="personal")
    assert refused(server, name="Nia") == (403, "error-link-required")
    assert server.person("Cy Moreau").got("me")[0] == 200


def test_one_address_takes_only_so_many_names(make: Any, few: Limits) -> None:
    server = make(limits=few)
    statuses = [server.nobody.posted("miniconf.enter", name=f"Guest {n}")[0] for n in "abc"]
    assert statuses == [200, 200, 429]
