"""Signs of something private."""

from __future__ import annotations

import pytest

from miniconf.site.safety.hints import HINTS, Of, hinted, is_hinted, kinds


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("plain words", Of(0)),
        ("see zOOm.us", Of.MEETING),
        ("PassCode", Of.PASSWORD),
        ("Meeting ID", Of.PASSWORD),
        ("risk-free", Of.TOKEN),
        ('<a data-key="x">', Of(0)),
        ('<a data-key="x" href=?key=1>', Of.QUERY),
        ("zoom%2Eus", Of.ENCODED),
        ("密码 at WEBEX", Of.PASSWORD | Of.MEETING),
    ],
)
def test_kinds(text: str, of: Of) -> None:
    assert kinds(text) == of


def test_where_signs_are() -> None:
    assert hinted(b"at Zoom. or a PWD") == [3, 14]
    assert (is_hinted(b"at Zoom."), is_hinted(b"at Zoom")) == (True, False)


@pytest.mark.parametrize("name", ["Webex", "WEBEX", "WebEx", "webex", "wEbEx"])
def test_a_host_has_a_sign_in_any_case(name: str) -> None:
    assert name.encode() in HINTS
