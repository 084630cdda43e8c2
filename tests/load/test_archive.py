from __future__ import annotations

from pathlib import Path

from miniconf import names
from miniconf.load import load
from miniconf.load.archive import Plain, archived, plain_rooms
from miniconf.problems import Problems
from miniconf.threads import Header, asked

HEADER = '{"key": "papers/1", "room": "paper-1", "names": "shown", "cursor": ""}\n'
QUESTION = '{"id": "a", "at": "2031-03-28T09:00:00.000Z", "text": "Why?"}\n'


def read(site: Path, **files: str) -> tuple[dict[str, list[str]], list[str]]:
    """`(record key -> questions, problems)` of a site with these archive files."""
    folder = site / "questions"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.jsonl").write_bytes(text.encode("latin-1"))
    problems = Problems()
    found = archived(site, {"papers/1"}, problems)
    shown = {key: [thread.question.text for thread in threads] for key, threads in found.items()}
    return shown, [str(problem) for problem in problems]


def test_no_folder_is_no_archive(tmp_path: Path) -> None:
    assert archived(tmp_path, (), Problems()) == {}


def test_threads_come_by_record(tmp_path: Path) -> None:
    assert read(tmp_path, room=HEADER + QUESTION) == ({"papers/1": ["Why?"]}, [])


def test_broken_lines_cost_only_themselves(tmp_path: Path) -> None:
    found, problems = read(tmp_path, room=HEADER + '{"id": 1}\n' + QUESTION + '{"id"')
    assert found == {"papers/1": ["Why?"]}
    assert problems == [
        "questions/room.jsonl:2: warning: not a line of an archive: expected a message with `id`"
        " and `text`",
        "questions/room.jsonl:4: warning: not a line of an archive: Expecting ':' delimiter: line"
        " 1 column 6 (char 5)",
    ]


def test_lines_that_are_objects_only_together_are_broken_each(tmp_path: Path) -> None:
    two = '{"id": "a", "at": "2031-03-28T09:00:00Z", "text": "A"}, ' + QUESTION
    half = '{"id": "b", "at": "2031-03-28T09:00:00Z"\n"text": "B"}\n'
    found, problems = read(tmp_path, room=HEADER + two + half + "[1]\n" + QUESTION)
    assert found == {"papers/1": ["Why?"]}
    assert [problem.partition(": ")[0] for problem in problems] == [
        f"questions/room.jsonl:{line}" for line in (2, 3, 4, 5)
    ]


def test_file_without_its_first_line_is_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, room=QUESTION, latin="\xff") == (
        {},
        [
            "questions/latin.jsonl: warning: expected UTF-8 text",
            "questions/room.jsonl:1: warning: not a line of an archive: expected the line about"
            " the room, with `key` and `room` (hint: run `miniconf chat archive` again)",
        ],
    )


def test_room_of_no_record_is_kept_and_told(tmp_path: Path) -> None:
    other = HEADER.replace("papers/1", "papers/9") + QUESTION
    general = HEADER.replace("papers/1", "general/help") + QUESTION
    assert read(tmp_path, other=other, help=general) == (
        {"general/help": ["Why?"], "papers/9": ["Why?"]},
        ["questions/other.jsonl:1: warning: key: no record has the key papers/9"],
    )


def test_files_as_they_are_written_are_read_with_what_they_ask(tmp_path: Path) -> None:
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "b.jsonl").write_text(HEADER + QUESTION)
    (folder / "a.jsonl").write_text(HEADER + QUESTION[:20])
    asked = [(0, names.thread_anchor("a"), "Why?")]
    header = Header(key="papers/1", room="paper-1")
    assert plain_rooms(tmp_path) == [
        Plain("a.jsonl"), Plain("b.jsonl", header, QUESTION.encode(), asked)
    ]  # fmt: skip


def test_of_two_files_of_a_room_the_last_one_tells_its_questions(tmp_path: Path) -> None:
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "a.jsonl").write_text(HEADER + QUESTION)
    (folder / "b.jsonl").write_text(HEADER + "torn")
    assert asked(archived(tmp_path, {"papers/1"}, Problems()), "papers/1") == []


def test_loading_a_site_reads_its_archive(site: Path) -> None:
    folder = site / "questions"
    folder.mkdir()
    (folder / "room.jsonl").write_text(HEADER.replace("papers/1", "papers/main.1") + QUESTION)
    loaded = load(site)
    assert loaded.conference is not None
    assert [str(problem) for problem in loaded.problems] == []
    threads = loaded.conference.questions["papers/main.1"]
    assert [thread.anchor for thread in threads] == ["q-ca978112"]
