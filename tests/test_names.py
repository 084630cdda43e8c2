from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf import names


@pytest.mark.parametrize(
    ("identifier", "stem"),
    [
        ("main.12", "main.12"),
        ("B1xSperKvH", "B1xSperKvH"),
        ("WS 3, paper (7) ", "WS-3-paper-7"),
        ("Café", "Cafe"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/../b", "a-.-b"),
        ("con", f"con-{names.digest('con')}"),
        ("nul.txt", f"nul.txt-{names.digest('nul.txt')}"),
        ("论文1", f"1-{names.digest('论文1')}"),
        ("…", names.digest("…")),
        ("x" * 200, f"{'x' * 80}-{names.digest('x' * 200)}"),
    ],
)
def test_file_stem(identifier: str, stem: str) -> None:
    assert names.file_stem(identifier) == stem


@given(st.text(min_size=1))
def test_file_stem_is_safe_on_every_file_system(identifier: str) -> None:
    stem = names.file_stem(identifier)
    assert re.fullmatch(r"[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?", stem)
    assert ".." not in stem
    assert len(stem) <= 89


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("José Pérez-García", "jose-perez-garcia"),
        ("Łukasz Ørsted", "lukasz-orsted"),
        ("Nguyễn Thị Minh", "nguyen-thi-minh"),
        ("王伟", names.digest("王伟")),
        ("王伟 (Wei Wang)", f"wei-wang-{names.digest('王伟 (wei wang)')}"),
        ("O’Neil, Ann", "o-neil-ann"),
    ],
)
def test_slug(name: str, slug: str) -> None:
    assert names.slug(name) == slug


def test_page_path_by_collection() -> None:
    assert names.page_path("papers", "main.12") == "papers/main.12.html"
    assert names.page_path("mentorships", "m 1") == "mentorship/m-1.html"


def test_room_name_is_stable_and_keeps_case_apart() -> None:
    assert names.room_name("papers", "main.12") == "paper-main.12"
    upper, lower = names.room_name("papers", "Ab"), names.room_name("papers", "aB")
    assert upper == f"paper-ab-{names.digest('Ab')}"
    assert lower == f"paper-ab-{names.digest('aB')}"


@given(st.text(min_size=1), st.text(min_size=1))
def test_room_names_never_collide(one: str, other: str) -> None:
    if one != other:
        assert names.room_name("papers", one) != names.room_name("papers", other)


@given(st.text(min_size=1))
def test_room_name_is_valid_on_every_server(identifier: str) -> None:
    assert re.fullmatch(r"[0-9a-z._-]{1,120}", names.room_name("mentorships", identifier))


def test_event_uid_hangs_on_ids_alone() -> None:
    uid = names.event_uid("sessions", "s1", "conf.example")
    assert uid == names.event_uid("sessions", "s1", "conf.example")
    assert uid.endswith("@conf.example")
    assert uid != names.event_uid("papers", "s1", "conf.example")


def test_anchor_begins_with_a_letter() -> None:
    assert names.anchor("2 Results") == "a-2-results"
    assert names.anchor("Travel & Visa") == "travel-visa"


def test_collision_key_ignores_case_and_composition() -> None:
    assert names.collision_key("papers/A\u0308.html") == names.collision_key("papers/ä.html")


def test_general_room_is_a_slug_of_its_title() -> None:
    assert names.general_room("Help desk!") == "help-desk"


def test_thread_anchor_depends_on_the_message_alone() -> None:
    assert names.thread_anchor("$Ev:example.org") == "q-8899aec1"


def test_sort_key_passes_over_accents_case_and_signs() -> None:
    found = ["Zoe", "Øystein", "adam", "Çağla", "Łucja", "“Bo”", "Ωmega", "Oz", "Ángel", "Ćwik"]
    assert sorted(found, key=names.sort_key) == [
        "adam", "Ángel", "“Bo”", "Çağla", "Ćwik", "Łucja", "Øystein", "Oz", "Zoe", "Ωmega",
    ]  # fmt: skip
