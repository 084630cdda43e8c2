"""Text with TeX in it, to Markdown: formulas and generated markup set aside behind marks.

Markdown comes second and never sees a formula, an address or what a macro became: they are
held, and a mark of two non-characters (which no text may contain) stands in their place.
"""

from typing import NamedTuple

from miniconf.patterns import regex
from miniconf.text import commands, markup
from miniconf.text.scanner import Held, Scanner

#: What may mean something, by its first sign, and who judges it. (Alternatives that begin with
#: a sign, without groups, let the regular expression leap from one to the next.)
_SIGNS = {
    "\\": (r"\\", commands.macro),
    "$": (r"\$", commands.dollar),
    "`": (r"`+", markup.ticks),
    "~": (r"~+", markup.tilde),
    "<": (r"<", markup.angle),
    "{": (r"\{", commands.brace),
    ":": (r":(?:(?<=http:)|(?<=https:))//", markup.address),
    "]": (r"\]\(", markup.target),
    "-": (r"--+", markup.dashes),
    "*": (r"\*(?<=[A-Za-z0-9]\*)(?=[A-Za-z0-9])", markup.times),
}
_TRIGGER = regex("|".join(pattern for pattern, _ in _SIGNS.values()))


class Scan(NamedTuple):
    """Markdown with marks, and what the marks stand for, in order."""

    markdown: str
    held: list[Held]


def scan(text: str, *, links: bool = True, blocks: bool = True) -> Scan:
    """Return `text`, tidy, as Markdown, with TeX and addresses set aside; in linear time.

    Without `links` addresses stay text; without `blocks` no formula has a line of its own.
    """
    scanner = Scanner(text, links=links, blocks=blocks)
    at = 0
    while match := _TRIGGER.search(text, at):
        if scanner.due and scanner.due[0][0] <= match.start():
            at = scanner.settle(at)
            continue
        scanner.keep(at, match.start())
        _, handle = _SIGNS[match[0][0]]
        at = handle(scanner, *match.span())
    while scanner.due:
        at = scanner.settle(at)
    scanner.keep(at, len(text))
    return Scan("".join(scanner.parts), scanner.held)
