"""Pictures of the example conference's main pages, in both themes and both widths.

    scripts/screenshots [--output docs/images]

The example is built into a temporary folder and seen on its second day, so that the same pages give
the same pictures.
"""

from __future__ import annotations

import argparse
import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from webserver import serving

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.browser import QUIET, find_chromium  # this repository's, not the package's

ROOT = Path(__file__).resolve().parent.parent

MINICONF = [sys.executable, "-c", "from miniconf.cli import main; main()"]
PAGES = {
    "home": "index.html", "papers": "papers.html", "paper": "papers/17.html",
    "schedule": "schedule.html", "map": "map.html", "mentorship": "mentorship.html",
    "hub": "hub.html",
}  # fmt: skip
WIDTHS = {1280: 800, 390: 844}
PHONES = {390}
QUALITY = 82
THEMES = ("light", "dark")
NOW = "2027-09-24T21:40:00Z"


def main() -> None:
    """Build, look, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "images")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "build"
        subprocess.run(
            [*MINICONF, "build", str(ROOT / "sitedata"), "--output", str(built)],
            cwd=folder, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        with serving(built) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
            for width in WIDTHS:
                for theme in THEMES:
                    _look(browser, server.address, width, theme, options.output)
            browser.close()
    pictures = list(options.output.glob("*.webp"))
    print(f"{len(pictures)} pictures, {sum(p.stat().st_size for p in pictures) / 1e6:.1f} MB")


def _look(browser: Browser, address: str, width: int, theme: str, output: Path) -> None:
    """Write each page's picture in one theme and width."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=theme,
        timezone_id="Pacific/Auckland", service_workers="block", reduced_motion="reduce",
        has_touch=width in PHONES, is_mobile=width in PHONES,
    )  # fmt: skip
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    session = context.new_cdp_session(page)
    for name, path in PAGES.items():
        for _ in range(2):  # faces that come late are drawn the second time
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready.then(() => 0)")
        shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
        (output / f"{name}-{theme}-{width}.webp").write_bytes(base64.b64decode(shot["data"]))
    context.close()


if __name__ == "__main__":
    main()
