"""One Chromium for all tests that open pages, and a file server for the site they open."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Frame, Page

PATIENCE = 10
"""Seconds until something in a page has to be so."""
NAMES = ("chromium", "chromium-browser", "google-chrome")
# A headless window loads the pages behind its address bar, half a second of work for each reader;
# the first five are Playwright's own choice, which naming any other here would undo.
_UNUSED = (
    "HttpsUpgrades", "LensOverlay", "MediaRouter", "OptimizationHints", "PaintHolding",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled",
)  # fmt: skip
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    f"--disable-features={','.join(_UNUSED)}",
)  # fmt: skip


def find_chromium() -> str | None:
    """The path of a Chromium on this machine; `MINICONF_CHROMIUM` names one."""
    names = (os.environ.get("MINICONF_CHROMIUM", ""), *NAMES)
    return next((path for name in names if name and (path := shutil.which(name))), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium; skips the test, saying why, where there is none."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium here: install it (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


def close(context: BrowserContext) -> None:
    """Close a reader's pages; what a test answers in the network's place may still be on its way.

    Its fault would be one of the next test.
    """
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
    context.unroute_all(behavior="ignoreErrors")
    context.close()


def wait_until(page: Page | Frame, wanted: str, arg: object = None) -> None:
    """Return once the expression or function `wanted` is true in `page`.

    Playwright's own way evaluates text in the page from the second time on, which our policy
    forbids.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(wanted, arg):
        assert time.monotonic() < end, f"not within {PATIENCE} s: {wanted}"
        page.wait_for_timeout(20)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing, the time neither: tests set the clocks of their browsers."""

    def send_header(self, keyword: str, value: str) -> None:
        """Add a header to the answer, other than the date."""
        if keyword != "Date":
            super().send_header(keyword, value)

    def log_message(self, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which `folder` is served on this machine alone, without a closing slash."""
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
