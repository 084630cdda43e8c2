import pytest

from miniconf.text.macros import accented, sign


@pytest.mark.parametrize(
    ("accent", "letter", "braced", "expected"),
    [
        ("'", "e", False, "é"),
        ('"', "u", False, "ü"),
        ('"', "\\i", True, "ï"),
        ("v", "c", True, "č"),
        ("H", "o", True, "ő"),
        ("c", "c", True, "ç"),
        ("k", "a", True, "ą"),
        ("'", "t", False, None),
        ("'", "q", True, None),
        ("=", "x", False, None),
        ("'", "", True, None),
    ],
)
def test_accented(accent, letter, braced, expected) -> None:
    assert accented(accent, letter, braced=braced) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("textemdash", "—"),
        ("ss", "ß"),
        ("delta", "δ"),
        ("times", "×"),
        ("textless", "&lt;"),
        ("yoruba", None),
        ("ampersand", None),
    ],
)
def test_sign(name, expected) -> None:
    assert sign(name) == expected
