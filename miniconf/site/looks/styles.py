"""One style sheet for all pages out of the files in `static/css/` and the conference's theme.

Every file lies in the folder of its cascade layer and is wrapped in it here, so that files hold
plain rules and their order inside a layer is the order of their names. What an organiser puts into
`css/custom.css` stays outside the layers and so wins over everything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from miniconf.model import Theme
from miniconf.site.grid import MOST_COLUMNS, MOST_EIGHTS, MOST_FOURS, MOST_ROWS, MOST_SPAN
from miniconf.site.looks.icons import icon_rules
from miniconf.site.looks.theme import Palette, palette, tracks

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
"""The layers in the order of the cascade, and the folders below `static/css/`."""
SOURCE = "css/"
"""Where the files lie below `static/`."""
TARGET = "site.css"
"""Name of the one file below `static/` that pages link."""
SCHEDULE = "pages/schedule.css"
"""Name of the file below `static/` that only the schedule links, made of `css/schedule/`."""
CUSTOM = "css/custom.css"
"""An organiser's own rules, below SITE's `static/`."""
_DARK = ':root[data-theme="dark"]'


def stylesheet(files: Mapping[str, str], theme: Theme, sprite: str = "") -> str:
    """The whole sheet: `files` are path below `static/` -> CSS text, the site's own ones included.

    Some icons of `sprite` are part of it (`icons.DRAWN`).
    Paths in `url()` are relative to `static/`, where the sheet is written.
    """
    parts = [f"@layer {','.join(LAYERS)};"]
    for layer in LAYERS:
        texts = [files[path] for path in sorted(files) if path.startswith(f"{SOURCE}{layer}/")]
        if layer == "tokens":
            texts += [theme_css(theme), icon_rules(sprite)]
        parts.append(f"@layer {layer}{{{minify(' '.join(texts))}}}")
    parts.append(minify(files.get(CUSTOM, "")))
    return "\n".join(part for part in parts if part) + "\n"


def theme_css(theme: Theme) -> str:
    """The custom properties of both themes, and the classes of the 24 track marks."""
    light = _block(theme, dark=False)
    dark = _block(theme, dark=True)
    marks = "".join(f".tr{n}{{color:var(--tr{n})}}" for n in range(1, 25))
    return (
        f":root{{color-scheme:light;{light}{_fonts(theme)}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme]){{color-scheme:dark;{dark}}}}}"
        f"{_DARK}{{color-scheme:dark;{dark}}}{marks}"
    )


def schedule_css(files: Mapping[str, str]) -> str:
    """The schedule's own sheet, as components of the site, after the places in a day's grid."""
    texts = [files[path] for path in sorted(files) if path.startswith(f"{SOURCE}schedule/")]
    return f"{_places()}@layer components{{{minify(' '.join(texts))}}}\n"


def _places() -> str:
    """The classes that place sessions in a day's grid, since elements carry no styles.

    `gk-3`: three columns of rooms; `gr-7` and `gs-4`: from row 7 over 4; `gc-2`: in column 2;
    `gw`: over the whole width; `ge`: to its end. `bn-3`, `bq-2`: a band of 12 sessions at most, 16
    quarter hours.
    """
    columns = range(1, MOST_COLUMNS + 2)
    rules = [f".gk-{n}{{grid-template-columns:64px repeat({n},minmax(0,1fr))}}" for n in columns]
    rules += [f".gr-{n}{{--r:{n}}}" for n in range(1, MOST_ROWS + 3)]
    rules += [f".gs-{n}{{--s:{n}}}" for n in range(1, MOST_SPAN + 1)]
    rules += [f".gc-{n}{{grid-column:{n}}}" for n in columns]
    rules += [f".bn-{n}{{--n:{n}}}" for n in range(1, MOST_FOURS + 1)]
    rules += [f".bq-{n}{{--q:{n}}}" for n in range(1, MOST_EIGHTS + 1)]
    placed = "[class*=gr-]{grid-row:var(--r)/span var(--s,1)}"
    wide = ".gw{grid-column:2/-1}.ge{grid-column-end:-1}"
    return f"@layer layout{{{''.join(rules)}{placed}{wide}}}\n"


def theme_colours(theme: Theme) -> tuple[str, str]:
    """The page's ground in the light and in the dark theme, for `<meta name="theme-color">`."""
    return _grounds(theme.brand, theme.second)


@lru_cache(maxsize=8)
def _grounds(brand: str, second: str) -> tuple[str, str]:
    light, dark = (palette(brand, second, dark=dark) for dark in (False, True))
    return light["paper"], dark["paper"]


def minify(css: str) -> str:
    """`css` without comments and needless blanks; strings and `url()` stay as they are."""
    kept: list[str] = []
    for part in re.split(r"(\"[^\"\n]*\"|'[^'\n]*'|/\*.*?\*/)", css, flags=re.DOTALL):
        if part.startswith("/*"):
            continue
        if part[:1] not in ("'", '"'):
            part = re.sub(r"\s+", " ", part)
            part = re.sub(r"\s*([{};,>])\s*", r"\1", part)
            part = re.sub(r":\s+", ":", part)
            part = part.replace(";}", "}")
        kept.append(part)
    return "".join(kept).strip()


def _block(theme: Theme, *, dark: bool) -> str:
    colours = palette(theme.brand, theme.second, dark=dark)
    values = [f"--{name}:{value}" for name, value in colours.items() if name != "ring"]
    values += [f"--tr{n}:{value}" for n, value in enumerate(tracks(dark=dark), 1)]
    return ";".join([f"--shadow:{_shadow(colours, dark)}", *values])


def _shadow(colours: Palette, dark: bool) -> str:
    if dark:
        return f"0 0 0 1px {colours['ring']},0 16px 40px rgb(0 0 0/.6)"
    return "0 1px 2px rgb(10 20 16/.08),0 12px 32px rgb(10 20 16/.16)"


def _fonts(theme: Theme) -> str:
    """The families that stand before the site's own, quoted; the loader has checked them."""
    families = (("own-serif", theme.serif), ("own-sans", theme.sans))
    return "".join(f';--{name}:"{_family(value)}"' for name, value in families if value)


def _family(value: str) -> str:
    return re.sub(r"[^\w\s-]", "", value)
