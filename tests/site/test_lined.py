from __future__ import annotations

import json

from markupsafe import Markup

from miniconf.site.lined import lined


def test_each_entry_has_a_line_of_its_own() -> None:
    entries = [("a\nb", 1, None), ["é\u2028", Markup("<b>")]]
    text = lined(entries)
    assert text == '[["a\\nb",1,null],\n["é\u2028","<b>"]]'
    assert json.loads(text) == [["a\nb", 1, None], ["é\u2028", "<b>"]]
    assert lined([]) == "[]"
