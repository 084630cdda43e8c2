from __future__ import annotations

import re

from miniconf import resources
from miniconf.site.roomwords import room_words
from miniconf.site.words import words

ROOM = resources.folder("static") / "js" / "room"
_USED = re.compile(r"\bwords\.(\w+)")


def test_every_word_that_the_scripts_say_is_handed_to_them_and_no_other() -> None:
    used = {word for path in ROOM.glob("*.js") for word in _USED.findall(path.read_text("utf-8"))}
    assert set(room_words(words("en"))) == used


def test_scripts_hold_no_html_of_their_own() -> None:
    for path in ROOM.glob("*.js"):
        assert not re.search(
            r"innerHTML|insertAdjacentHTML|document\.write", path.read_text("utf-8")
        )
