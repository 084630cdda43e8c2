"""Cut the site's two fonts from their npm packages into `static/vendor/`, the same bytes each time.

Needs npm and `pip install fonttools brotli`; run it only to move to another version:
`python scripts/fonts.py`. Literata is pinned at optical size 18 and weight 420 (one weight: rank
comes from size), Hanken Grotesk keeps its weights 400 to 650. A page loads the core of both, and
by `unicode-range` only the further cuts that its names need; `static/css/tokens/fonts.css` holds
the ranges that this script prints.
"""

from __future__ import annotations

import shutil
import subprocess  # a developer's script: the command is constant
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

VERSION = "5.3.0"
VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
FEATURES = ["kern", "mark", "mkmk", "tnum", "locl", "ccmp"]

CORE = (
    "20-7E A0 A7 AB B0-B3 B7 BB D7 2009 2013 2014 2018 2019 201C 201D 2022 2026 202F 2032 2033 2212"
)
LATIN_1 = "A1 A9 AC AE B4-B6 B8-BA BC-D6 D8-FF 131 152 153 2020 2021 2030 20AC 2122 2BB 2BC"
EXTENDED = (
    "100-130 132-151 154-17E 18F 1A0 1A1 1AF 1B0 218-21B 254 259 2BF 1E0C 1E0D 1E24 1E25 1E62 1E63"
    " 1E6C 1E6D"
)
TONES = "300 301 303 304 308 309 323 1EB8 1EB9 1ECC 1ECD"
VIETNAMESE = "1EA0-1EB7 1EBA-1ECB 1ECE-1EF9"
GREEK = "384-38A 38C 38E-3A1 3A3-3CE"
CYRILLIC = "400-45F 490 491 4B0 4B1 2116"


@dataclass(frozen=True)
class Family:
    """One font family: its npm package, its folder, and where its axes stand."""

    package: str
    short: str
    source: str
    axes: dict[str, float | tuple[float, float]]


@dataclass(frozen=True)
class Cut:
    """One file to write: its name, the package's subset it comes from, the code points."""

    name: str
    subset: str
    points: str
    style: str = "normal"
    weight: float | None = None


LITERATA = Family("literata", "literata", "opsz", {"opsz": 18, "wght": 420})
HANKEN = Family("hanken-grotesk", "hanken", "wght", {"wght": (400, 650)})
CUTS = [
    Cut("core", "latin", CORE),
    Cut("latin1", "latin", LATIN_1),
    Cut("ext", "latin-ext", EXTENDED),
    Cut("tones", "vietnamese", TONES),
    Cut("vietnamese", "vietnamese", VIETNAMESE),
]
SERIF_CUTS = [
    Cut("greek", "greek", GREEK),
    Cut("cyrillic", "cyrillic", CYRILLIC),
    Cut("italic", "latin", f"{CORE} {LATIN_1}", style="italic"),
    Cut("bold", "latin", f"{CORE} {LATIN_1}", weight=640),
]


def main() -> None:
    """Write every cut and the licences, and print each file's size and `unicode-range`."""
    with tempfile.TemporaryDirectory() as scratch:
        for family, cuts in ((LITERATA, CUTS + SERIF_CUTS), (HANKEN, CUTS)):
            package = fetch(family, Path(scratch))
            target = VENDOR / f"{family.package}-{VERSION}"
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(package / "LICENSE", target / "OFL.txt")
            for cut in cuts:
                write(family, cut, package, target)


def fetch(family: Family, scratch: Path) -> Path:
    """The unpacked npm package of `family` below `scratch`."""
    name = f"@fontsource-variable/{family.package}@{VERSION}"
    subprocess.run(["npm", "pack", "--silent", name], cwd=scratch, check=True)  # noqa: S603, S607
    archive = scratch / f"fontsource-variable-{family.package}-{VERSION}.tgz"
    with tarfile.open(archive) as packed:
        packed.extractall(scratch / family.package, filter="data")
    return scratch / family.package / "package"


def write(family: Family, cut: Cut, package: Path, target: Path) -> None:
    """Write one cut as `<short>-<cut>.woff2` into `target` and print what it holds."""
    name = f"{family.package}-{cut.subset}-{family.source}-{cut.style}.woff2"
    font = TTFont(package / "files" / name, recalcTimestamp=False)
    axes = {**family.axes, **({"wght": cut.weight} if cut.weight else {})}
    wanted = sorted(points(cut.points) & set(font.getBestCmap()))
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, axes)
    font.flavor = "woff2"
    path = target / f"{family.short}-{cut.name}.woff2"
    font.save(path)
    print(f"{path.relative_to(VENDOR)} {path.stat().st_size} bytes {unicode_range(wanted)}")


def points(text: str) -> set[int]:
    """The code points in `text`: hexadecimal numbers and `A-B` ranges between blanks."""
    found: set[int] = set()
    for item in text.split():
        first, _, last = item.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def unicode_range(wanted: list[int]) -> str:
    """The CSS `unicode-range` of sorted code points: `U+20-7E,U+A0`."""
    runs: list[list[int]] = []
    for point in wanted:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ",".join(f"U+{a:X}-{b:X}" if a != b else f"U+{a:X}" for a, b in runs)


if __name__ == "__main__":
    main()
