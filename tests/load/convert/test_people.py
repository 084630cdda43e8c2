from __future__ import annotations

import pytest

from miniconf.load.convert import MISSING, Faults, Reading
from miniconf.load.convert.people import apart, people_from, person_from, split_people
from miniconf.model import Person


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ana Vo|Bo Li", ["Ana Vo", "Bo Li"]),
        (" Ana Vo | | Bo Li ", ["Ana Vo", "Bo Li"]),
        ("Ana Vo; Bo Li", ["Ana Vo", "Bo Li"]),
        ("Vo, Ana; Li, Bo", ["Vo, Ana", "Li, Bo"]),
        ("Ana Vo\nBo Li, Cy Do", ["Ana Vo", "Bo Li", "Cy Do"]),
        ("Ana Vo, Bo Li and Cy Do", ["Ana Vo", "Bo Li", "Cy Do"]),
        ("Ana Vo, Bo Li, and Cy Do", ["Ana Vo", "Bo Li", "Cy Do"]),
        ("Ana Vo & Bo Li", ["Ana Vo", "Bo Li"]),
        (
            "Ana Vo (Sand, Salt and Sea), Bo Li (Reef)",
            ["Ana Vo (Sand, Salt and Sea)", "Bo Li (Reef)"],
        ),
        ("Ana Vo, Mononym, Bo Li", ["Ana Vo", "Mononym", "Bo Li"]),
        ("Vo, Ana", ["Vo, Ana"]),
        ("Ana Vo, PhD", ["Ana Vo, PhD"]),
        ("Ana Vo, Bo Li, Jr.", ["Ana Vo, Bo Li, Jr."]),
        ("Ana Vo, Shore", ["Ana Vo, Shore"]),
        ("The Band and Friends", ["The Band and Friends"]),
        ("○川原一郎, 石垣二郎 (東大/理研)", ["○川原一郎", "石垣二郎 (東大/理研)"]),
        ("李明、王芳（北京大学，中国）", ["李明", "王芳（北京大学，中国）"]),
        ("张三；李四", ["张三", "李四"]),
        ("김철수, 이영희", ["김철수", "이영희"]),
        ("○Youyuan Vo (京大), Bo Li (NTT), 鄭九", ["○Youyuan Vo (京大)", "Bo Li (NTT)", "鄭九"]),
        ("Ana Vo and Suharto", ["Ana Vo", "Suharto"]),
        ("Ana Vo & Suharto (Reef)", ["Ana Vo", "Suharto (Reef)"]),
        ("Ana Vo and friends", ["Ana Vo and friends"]),
        ("Salt and Sea", ["Salt and Sea"]),
        ("أحمد علي، سارة حسن", ["أحمد علي", "سارة حسن"]),
        ("أحمد علي؛ سارة حسن", ["أحمد علي", "سارة حسن"]),
        ("Ana Vo (Shore | Reef)", ["Ana Vo (Shore | Reef)"]),
        ("Ana Vo (Shore | Reef (North)) | Bo Li", ["Ana Vo (Shore | Reef (North))", "Bo Li"]),
        ("Ana Vo (Shore, Reef (North)), Bo Li", ["Ana Vo (Shore, Reef (North))", "Bo Li"]),
        ("Ana Vo (Shore; Reef); Bo Li", ["Ana Vo (Shore; Reef)", "Bo Li"]),
        ("Ana Vo (Shore\nReef)\nBo Li", ["Ana Vo (Shore\nReef)", "Bo Li"]),
        ("Ana Vo (Shore | Bo Li (Reef)", ["Ana Vo (Shore", "Bo Li (Reef)"]),
        ("", []),
    ],
)
def test_split_people(text: str, parts: list[str]) -> None:
    assert split_people(text) == parts


def test_split_people_by_a_declared_separator() -> None:
    assert split_people("Vo, Ana / Li, Bo", "/") == ["Vo, Ana", "Li, Bo"]
    assert split_people("Ana Vo, Bo Li", "/") == ["Ana Vo, Bo Li"]
    assert split_people("Vo, Ana (A/B) / Li, Bo", "/") == ["Vo, Ana (A/B)", "Li, Bo"]


@pytest.mark.parametrize(
    ("part", "people"),
    [
        ("Ana Vo, Bo Li, and Cy Do (Shore, Isle)", ["Ana Vo (Shore, Isle)", "Bo Li (Shore, Isle)",
                                                   "Cy Do (Shore, Isle)"]),
        ("Ana Vo and Bo Li (Sand and Sea)", ["Ana Vo (Sand and Sea)", "Bo Li (Sand and Sea)"]),
        ("Ana Vo & Bo Li", ["Ana Vo", "Bo Li"]),
        ("Ana Vo (Sand and Sea)", ["Ana Vo (Sand and Sea)"]),
        ("Vo Bo, Ana Li", ["Vo Bo, Ana Li"]),
        ("The Band and Friends", ["The Band and Friends"]),
    ],
)  # fmt: skip
def test_apart(part: str, people: list[str]) -> None:
    assert apart(part) == people


def test_people_of_one_institution() -> None:
    convert = people_from(Reading(), lambda raw, faults: MISSING)
    found = convert("Ana Vo and Bo Li (Shore) | Cy Do (Reef)", [])
    assert [(one.name, one.affiliation) for one in found] == [
        ("Ana Vo", "Shore"), ("Bo Li", "Shore"), ("Cy Do", "Reef"),
    ]  # fmt: skip


def person(text: str, **options: object) -> tuple[object, list[str]]:
    faults: Faults = []
    found = person_from(Reading(**options))(text, faults)  # type: ignore[arg-type]
    return found, [fault.message for fault in faults]


@pytest.mark.parametrize(
    ("text", "name", "affiliation"),
    [
        ("Ana Vo", "Ana Vo", ""),
        ("Ana Vo (Shore (North), Isle)", "Ana Vo", "Shore (North), Isle"),
        ("Ana Vo (Shore)*", "Ana Vo", "Shore"),
        ("Ana Vo†", "Ana Vo", ""),
        ("○◊Ana Vo (京大)", "Ana Vo", "京大"),
        ("王芳（北京大学）", "王芳", "北京大学"),
        ("Ana Vo <a.vo@x.example>", "Ana Vo", ""),
        ("Ana Vo (a.vo@x.example)", "Ana Vo", ""),
        ("Jos\\'{e} P\\'erez", "José Pérez", ""),
        ("Jos&eacute; P&eacute;rez", "José Pérez", ""),
        ("Ana  Vo\n", "Ana Vo", ""),
        ("王 小明 (清华大学)", "王 小明", "清华大学"),
    ],
)
def test_person(text: str, name: str, affiliation: str) -> None:
    assert person(text) == (Person(name=name, affiliation=affiliation), [])


def test_person_surname_first() -> None:
    assert person("Vo, Ana (Shore)", surname_first=True)[0] == Person(
        name="Ana Vo", affiliation="Shore"
    )
    assert person("Ana Vo", surname_first=True)[0] == Person(name="Ana Vo")


@pytest.mark.parametrize("text", ["TBD", "n/a", "nan"])
def test_person_not_yet_known(text: str) -> None:
    assert person(text) == (MISSING, [])


def test_person_refused() -> None:
    assert person("42") == (MISSING, ['expected a name, got "42"'])
    assert person("x" * 201) == (
        MISSING, [f'expected a name of at most 200 characters, got "{"x" * 59}…"'],
    )  # fmt: skip


def test_person_refused_again() -> None:
    convert = person_from(Reading())
    for _ in range(2):
        faults: Faults = []
        assert convert("42", faults) is MISSING
        assert len(faults) == 1


def test_person_that_looks_like_several() -> None:
    found, told = person("Ana, Bo, Cy, Di")
    assert found == Person(name="Ana, Bo, Cy, Di")
    assert told == ['expected one person\'s name, got "Ana, Bo, Cy, Di"']
    _, told = person("Vo (Shore), Li (Reef)")
    assert told == ['expected one person\'s name, got "Vo (Shore), Li (Reef)"']


@pytest.mark.parametrize("text", ["Ana Vo (Shore", "Ana Vo Shore)", "王芳（北京大学"])
def test_person_with_a_bracket_left_open(text: str) -> None:
    assert person(text) == (Person(name=text), [f'expected brackets in pairs, got "{text}"'])


def test_people_in_a_printed_list() -> None:
    convert = people_from(Reading(), person_from(Reading()))
    for text in ("['Ana Vo', None]", '["Ana Vo", null]', "['Ana Vo', nan]"):
        assert convert(text, []) == (Person(name="Ana Vo"),)


def test_people_of_one_institution_beside_a_faulty_one() -> None:
    faults: Faults = []
    convert = people_from(Reading(), person_from(Reading()))
    found = convert("Ana Vo and Bo Li (Shore) | 42", faults)
    assert [one.name for one in found] == ["Ana Vo", "Bo Li"]
    assert [(f.path, f.message) for f in faults] == [("[3]", 'expected a name, got "42"')]
