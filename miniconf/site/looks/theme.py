"""A conference's two colours -> every colour of both themes, with contrast kept.

Hue is kept and lightness gives way. What is read as text keeps at least 4.5 to 1 on every surface
it stands on, what is drawn at least 3 to 1; the tests try 1,500 pairs of colours.
"""

from __future__ import annotations

from collections.abc import Mapping

from miniconf.site.looks.colour import Lch, contrast, to_hex, to_lch

Palette = dict[str, str]
"""Token without dashes -> hex: `accent` -> `#0b5d4b`."""

_NEUTRALS: Mapping[str, tuple[tuple[float, float], tuple[float, float]]] = {
    "paper": ((0.989, 0.0025), (0.195, 0.0134)),
    "sheet": ((1.0, 0.0), (0.228, 0.0155)),
    "wash": ((0.963, 0.0059), (0.264, 0.0182)),
    "rule": ((0.888, 0.0095), (0.351, 0.0184)),
    "edge": ((0.610, 0.0174), (0.561, 0.0215)),
    "ink": ((0.204, 0.0201), (0.946, 0.0084)),
    "ink-2": ((0.411, 0.0178), (0.813, 0.0149)),
    "ink-3": ((0.508, 0.0166), (0.676, 0.0149)),
}
"""Token -> lightness and chroma, light and dark; the hue is the first colour's."""

_FIXED: Mapping[str, tuple[str, str]] = {
    "night": ("#e3ebf3", "#070d16"),
    "live": ("#c62700", "#f77c56"), "live-wash": ("#ffe7e1", "#3d2219"),
    "ok": ("#1a763f", "#51b67a"), "ok-wash": ("#dcf4e2", "#163120"),
    "warn": ("#8e5b00", "#ce9733"), "warn-wash": ("#fcead4", "#36270e"),
    "bad": ("#c3273c", "#ef7e7c"), "bad-wash": ("#ffe6e5", "#3e2120"),
    "star": ("#bd7800", "#f9bb51"), "hit": ("#f9e390", "#5a4c14"),
}  # fmt: skip

_TRACKS_LIGHT = (
    "#88002e #7d5502 #8b8900 #0e7d5c #00515d #108bca #633495 #bc5697 "
    "#7a390b #807530 #53906b #176962 #33809c #6b6bc9 #76559e #9d607a "
    "#6d5753 #734c2d #586d41 #375346 #4f7679 #535f80 #6e738c #524150"
)
_TRACKS_DARK = (
    "#d96f51 #ffce8e #a6bd50 #4fa086 #67f1e6 #63aeff #9878c8 #eb9dbe "
    "#d29c7f #a8851f #6e9350 #75b29c #95c0db #c9c8ff #ab8fc1 #ffb5bf "
    "#ba8872 #c8bba4 #cdddca #9bb5af #adced0 #afdfff #8e88b7 #a87f9d"
)

_GREY = 0.02
"""Below this chroma a first colour counts as grey, and the neutrals are grey too."""
_STEP = 0.004


def palette(brand: str, second: str, *, dark: bool) -> Palette:
    """Every colour of one theme, from the conference's two hex colours."""
    colours: Palette = {name: pair[dark] for name, pair in _FIXED.items()}
    first, other = to_lch(brand), to_lch(second)
    tint = min(1.0, first[1] / 0.0786) if first[1] >= _GREY else 0.0
    for name, pair in _NEUTRALS.items():
        lightness, chroma = pair[dark]
        colours[name] = to_hex(lightness, chroma if tint else 0.0, first[2])
    colours |= _accents(colours, first, tint, dark)
    colours |= _seconds(colours, other, second, dark)
    colours["plenary"] = to_hex(0.385, 0.0289 * bool(tint), first[2]) if dark else colours["ink"]
    colours["on-plenary"] = colours["ink"] if dark else colours["paper"]
    colours["on-live"] = colours["paper"] if dark else "#ffffff"
    colours["brand"], colours["on-brand"] = _fill(brand, _darkest(colours, dark))
    colours["ring"] = to_hex(0.39, 0.018 * bool(tint), first[2])
    return colours


def tracks(*, dark: bool) -> list[str]:
    """The colours of the 24 track marks, in order."""
    return (_TRACKS_DARK if dark else _TRACKS_LIGHT).split()


def _accents(colours: Palette, first: Lch, tint: float, dark: bool) -> Palette:
    """The tones of the first colour."""
    lightness, chroma, hue = first
    wash = to_hex(0.306, 0.0346 * tint, hue) if dark else to_hex(0.942, 0.0216 * tint, hue)
    grounds = [colours[name] for name in ("paper", "sheet", "wash", "night")] + [wash]
    if dark:
        start = (0.789, min(chroma * 1.245, 0.14), hue)
        accent = _move(start, grounds, 6.0, up=True)
    else:
        accent = _move((lightness, chroma, hue), [*grounds, "#ffffff"], 5.0, up=False)
    level, vivid, _ = to_lch(accent)
    strong = (level + 0.07, vivid * 0.8) if dark else (max(level - 0.09, 0.0), vivid * 0.83)
    calm = (0.543, min(0.757 * chroma, 0.09)) if dark else (0.603, min(0.888 * chroma, 0.11))
    return {
        "accent": accent,
        "accent-strong": to_hex(*strong, hue),
        "accent-2": _move((*calm, hue), grounds[:3], 3.1, up=dark),
        "accent-wash": wash,
        "on-accent": colours["paper"] if dark else "#ffffff",
        "focus": accent,
    }


def _seconds(colours: Palette, second: Lch, given: str, dark: bool) -> Palette:
    """The tones of the second colour."""
    lightness, chroma, hue = second
    vivid = min(chroma / 0.1506, 1.0)
    fill, on_fill = _fill(given, _darkest(colours, dark))
    wash = to_hex(0.30, 0.0446 * vivid, hue) if dark else to_hex(0.94, 0.0478 * vivid, hue)
    grounds = [colours[name] for name in ("paper", "sheet", "wash")]
    return {
        "second": _move(
            (lightness, chroma if dark else min(chroma, 0.1324), hue),
            grounds, 4.5 if dark else 3.1, up=dark,
        ),
        "second-fill": fill,
        "on-second": on_fill,
        "second-wash": wash,
    }  # fmt: skip


def _darkest(colours: Palette, dark: bool) -> str:
    return colours["paper"] if dark else colours["ink"]


def _fill(colour: str, ink: str) -> tuple[str, str]:
    """A filled surface and the text on it: `colour` itself, lightened only where neither works."""
    lightness, chroma, hue = to_lch(colour)
    while lightness < 1.0:
        for text in (ink, "#ffffff") if lightness > 0.6 else ("#ffffff", ink):
            if contrast(colour, text) >= 4.6:
                return colour, text
        lightness += _STEP
        colour = to_hex(lightness, chroma, hue)
    return colour, ink


def _move(colour: Lch, grounds: list[str], least: float, *, up: bool) -> str:
    """`colour`, lighter or darker by small steps until `least` to 1 on every ground."""
    lightness, chroma, hue = colour
    found = to_hex(lightness, chroma, hue)
    while min(contrast(found, ground) for ground in grounds) < least and 0.0 <= lightness <= 1.0:
        lightness += _STEP if up else -_STEP
        found = to_hex(lightness, chroma, hue)
    return found
