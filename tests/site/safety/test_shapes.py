"""What addresses, meeting links, passwords and tokens look like."""

from __future__ import annotations

import pytest

from miniconf.site.safety.shapes import Span, may_tell, meets, spans, stretches


def test_spans_of_all_kinds() -> None:
    line = "a@x.example https://zoom.us/j/1?pwd=a1. Passcode: 421337 sk-" + "x" * 24
    assert list(spans(line)) == [
        Span("e-mail address", 0, 11),
        Span("meeting link", 12, 38),
        Span("meeting password", 12, 39),
        Span("meeting password", 40, 56),
        Span("token", 57, 84),
    ]


def test_a_word_is_a_password_beside_a_meeting_alone() -> None:
    assert list(spans("Passcode: heron")) == []
    assert list(spans("Passcode: heron", beside=True)) == [Span("meeting password", 0, 15)]


@pytest.mark.parametrize(
    ("text", "tells"),
    [("**Passcode**: x", True), ("密码：x", True), ("the passcode x", False), ("code: x", False)],
)
def test_what_may_tell_a_password(text: str, tells: bool) -> None:
    assert may_tell(text) is tells


def test_what_leads_to_a_meeting() -> None:
    lines = ("zoom.us/j/1", "Meeting ID 876 5000 1122", "zoom.us/download", "Meeting ID")
    assert [meets(line) for line in lines] == [True, True, False, False]


def test_a_label_reaches_to_its_value() -> None:
    text = "Tea\nMeeting ID:\n\n876 5000 1122\n- Passcode\n421337\na password\nx"
    assert list(stretches(text)) == [
        (0, "Tea"),
        (4, "Meeting ID:\n\n876 5000 1122"),
        (31, "- Passcode\n421337"),
        (49, "a password"),
        (60, "x"),
    ]
