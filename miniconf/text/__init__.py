"""The one place where text from the data becomes safe output."""

from miniconf.text.clean import clean
from miniconf.text.render import excerpt, inline, is_prose, markdown, paragraphs, plain
from miniconf.text.scripts import mark_html, mark_scripts, script_lang
from miniconf.text.urls import is_external, safe_url

__all__ = [
    "clean",
    "excerpt",
    "inline",
    "is_external",
    "is_prose",
    "mark_html",
    "mark_scripts",
    "markdown",
    "paragraphs",
    "plain",
    "safe_url",
    "script_lang",
]
