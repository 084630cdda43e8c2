import pytest

from miniconf.chat.server.nicknames import LONGEST, displayed, skeleton, username, without_titles


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  Ada \n Okafor ", "Ada Okafor"),
        ("Ada\u202eOkafor\u2066", "AdaOkafor"),
        ("A\u200bda\u00ad", "Ada"),
        ("Ada\0\x07", "Ada"),
        ("A" + 6 * "\u0301", "\u00c1" + 3 * "\u0301"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Ada\u200d", "Ada"),
        ("Ada\u3164Okafor\u115f\u2800", "Ada Okafor"),
        ("x" * 200, "x" * LONGEST),
    ],
)
def test_displayed_keeps_names_and_drops_tricks(written: str, shown: str) -> None:
    assert displayed(written) == shown


@pytest.mark.parametrize(
    "imitation",
    ["Аdа Оkаfоr", "Ａｄａ Ｏｋａｆｏｒ", "Ada 0kafor", "Ádá Ọkàfọ̀r", "ada okafor", "A.d.a  Okafor",
     "Ada\u2066Okafor", "αda Okafor"],
)  # fmt: skip
def test_skeleton_of_an_imitation_is_the_same(imitation: str) -> None:
    assert skeleton(imitation) == skeleton("Ada Okafor")


@pytest.mark.parametrize("other", ["Ada Okafo", "Adam Okafor", "王伟", "Нина"])
def test_skeleton_of_another_name_differs(other: str) -> None:
    assert skeleton(other) != skeleton("Ada Okafor")


def test_skeleton_of_no_letters_is_empty() -> None:
    assert skeleton("🙂 !!") == ""


@pytest.mark.parametrize(
    "name",
    ["Dr. Ada", "Prof. Dr. Ada", "Author: Ada", "moderator Ada", "[author] Ada", "PhD Ada",
     "Ada (author)", "Ada, PhD", "Ada - Organizer", "Dr Ada [Moderator]", "Ada Ph.D."],
)  # fmt: skip
def test_without_titles_leaves_the_name(name: str) -> None:
    assert without_titles(name) == "ada"


@pytest.mark.parametrize("name", ["Adamina", "Chairman Mo", "Mo Organ", "王伟", "Mdina"])
def test_without_titles_keeps_names_that_begin_alike(name: str) -> None:
    assert without_titles(name) == name.lower()


@pytest.mark.parametrize(
    ("name", "made"),
    [("Ada Okafor", "ada.okafor"), ("Tomáš  Dvořák", "tomas.dvorak"), ("王伟", "guest")],
)
def test_username_is_plain(name: str, made: str) -> None:
    assert username(name) == made
