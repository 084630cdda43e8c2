"""What people said in rooms, as safe HTML: anybody may have written it, so it gets less than data.

No picture (it would ask a third party before the reader does), no relative link (it would be a
link of this site, and a dead one would stop the build), no heading among the page's own.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from miniconf.text import markdown

_IMAGE = re.compile(r'<img\b(?:[^">]|"[^"]*")*>')
_ALT = re.compile(r'\balt="([^"]*)"')
_HEADING = re.compile(r"<(/?)h[1-6]>")
_REL = 'rel="noopener noreferrer"'


def said(source: str) -> Markup:
    """A message's Markdown and TeX as clean HTML blocks; its links vouch for nothing."""
    html = str(markdown(source, resolve=_nowhere))
    if "<img" in html:
        html = _IMAGE.sub(_words, html)
    html = _HEADING.sub(r"<\1p>", html)
    return Markup(html.replace(_REL, f'{_REL[:-1]} nofollow ugc"'))  # noqa: S704 cleaned above


def _nowhere(url: str) -> None:
    """Relative addresses lead nowhere."""


def _words(image: re.Match[str]) -> str:
    """The words that stand for a picture, as they were escaped."""
    found = _ALT.search(image[0])
    return found[1] if found else ""
