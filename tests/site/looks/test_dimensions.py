from __future__ import annotations

from pathlib import Path

import pytest

from miniconf.model import Theme
from miniconf.site.looks.assets import Assets
from miniconf.site.looks.dimensions import logo_widths, proportion

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4, "big") + (100).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (PNG, 3),
        (PNG[:18], None),
        (b'<?xml version="1.0"?><svg viewBox="0 0 84 28" width="56px" height=\'28\'>', 2),
        (b'<svg xmlns="x" width="100%" height="100%" viewBox="-1,-1 84.0 28">', 3),
        (b'<svg viewBox="0 0 84 0">', None),
        (b'<svg viewBox="0 0 8.4.2 1">', None),
        (b'<svg viewBox="0 0 9000 1">', None),
        (b'<svg stroke-width="3" height="1"><rect width="9"/>', None),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_the_proportion_of_a_picture(data: bytes, found: float | None) -> None:
    assert proportion(data) == found


def test_the_widths_of_logos(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b'<svg viewBox="0 0 84 28">')
    (tmp_path / "b.webp").write_bytes(b"RIFF")
    files = {name: tmp_path / name for name in ("a.svg", "b.webp")}
    theme = Theme(logo="static/a.svg", logo_dark="b.webp")  # type: ignore[arg-type]
    assert logo_widths(theme, Assets(files)) == {"static/a.svg": 84}
    away = Theme(logo="https://pics.example/a.svg", logo_dark="none.svg")  # type: ignore[arg-type]
    assert logo_widths(away, Assets(files)) == {}
