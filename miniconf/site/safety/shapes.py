"""What addresses, meeting links, passwords and tokens look like within one line.

Anyone may have typed the line: each repetition here is bounded, or what follows it cannot stand in
it, so that the work grows with the length of a line and not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from miniconf.patterns import regex
from miniconf.site.safety import hints
from miniconf.site.safety.hints import Of

LeakKind = Literal["e-mail address", "meeting link", "meeting password", "token", "chat secret"]


class Span(NamedTuple):
    """Where in a line something of one kind stands."""

    kind: LeakKind
    start: int
    end: int


_LOCAL = regex(r"[\w.%+'-]*\w\\?$")
_DOMAIN = regex(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\\?\.){1,8}"
    r"(?:[^\W\d_]{2,24}|[xX][nN]--[a-zA-Z0-9-]{0,58}[a-zA-Z0-9])(?![\w-])"
)
_UUID = regex(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NO_DOMAIN = regex(r".*\.(?:js|mjs|css|png|svg|jpe?g|webp|json|html?)", re.IGNORECASE)
_NO_ADDRESS = frozenset({"git", "-"})

_ROOT = r"\.?(?::\d{1,5})?/+"
_MEETING = regex(
    r"(?<![\w./-])(?:https?:)?(?://)?(?:[\w-]++\.)*(?:"
    rf"zoom(?:gov)?\.(?:us|com(?:\.cn)?){_ROOT}"
    r"(?:(?:j|w|my|s|wc|meeting|webinar|rec/play)/|join\?(?=\S{0,300}\bconfno=))"
    rf"|meet\.google\.com{_ROOT}[a-z]{{3}}"
    rf"|meet\.[\w.-]{{1,100}}{_ROOT}[a-z]{{3,4}}-[a-z]{{3,4}}-[a-z]{{3,4}}\b"
    rf"|teams\.(?:microsoft|live)\.com{_ROOT}(?:meet/|(?=\S{{0,300}}meetup-join))"
    rf"|webex\.com{_ROOT}(?=\S{{0,300}}(?:meet|join|MTID|j\.php|g\.php))"
    rf"|(?:whereby\.com|meet\.jit\.si|8x8\.vc){_ROOT}|bluejeans\.com{_ROOT}\d|join\.skype\.com/"
    rf"|goto(?:meeting|meet|webinar)\.(?:com|me){_ROOT}|bbb\.[\w.-]{{1,100}}{_ROOT}b/"
    rf"|join\.slack\.com{_ROOT}t/|discord(?:app)?\.(?:gg|com/+invite){_ROOT}"
    rf"|gather\.town{_ROOT}(?:app|invite|i)\b"
    r")[^\s\"'<>)\]]*"
    r"|https?://[\w.-]+(?::\d{1,5})?/(?:[\w.-]+/)*b/"
    r"[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}(?:-[a-z0-9]{3})?\b",
    re.IGNORECASE,
)
WORD = r"(?:\b(?:passcode|password|pwd|passwort|mot de passe|contraseña)\b|密码|パスワード)"
"""Labels of passwords. Chinese and Japanese have no space before them."""
ID = r"\b(?:meeting|webinar|conference)[ _-]?id\b"
_TAG = r"</?\w{1,10}(?:\s[^<>]{0,80})?>"
_MARK = rf"(?:[*_`~\"'|]|&(?:quot|#34|#39);|{_TAG})"
_COLON = rf"{_MARK}{{0,6}}\s{{0,8}}(?:is\b\s?[:：]?|[:：=])(?:{_MARK}|\s){{0,16}}"
"""What stands between a label and its value, where one says that a value comes."""
_BARE = r"(?:\*\*|</\w{1,10}>){0,3}\s{0,8}(?:\|\s{0,8})?(?:<\w{1,10}>|[`*\"']){0,6}"
_CODE = r"(?!https?:)(?=[^\s<(\[]{0,64}\d)[\w!#$%*+@.-]{4,}"
_DIGITS = r"(?!\d{4}-\d\d-)\d(?:[ -]?\d){4,11}\b"
_MEETING_ID = rf"{ID}(?:{_MARK}|[\s:：=#.]){{0,16}}\d(?:[ -]?\d){{8,}}"
_PASSWORD = regex(
    rf"{WORD}(?:{_COLON}|{_BARE}){_CODE}|\bpass[ -]code{_COLON}{_CODE}|{_MEETING_ID}"
    rf"|{WORD}(?:{_COLON}|\s{{0,4}}[-–—(]\s{{0,4}}){_DIGITS}"
    rf"|\baccess[ -]?code\)?{_COLON}{_DIGITS}"
    r"|(?<!\w)\+?\d(?:[ ()-]?\d){6,14},,\d{8,12}#[,*#\d]{0,40}",
    re.IGNORECASE,
)
_MEETING_IDS = regex(_MEETING_ID, re.IGNORECASE)
_TELLS = rf"{WORD}{_MARK}{{0,6}}\s{{0,8}}[:：]"
_TELLING = regex(_TELLS, re.IGNORECASE)
_PLAIN_WORD = regex(
    rf"{_TELLS}(?:{_MARK}|\s){{0,16}}"
    r"(?!(?:none|needed|required|below|above|here|tb[ad])\b)"
    r"[^\s<>|\"'*_`,;:()\[\]]{3,31}[^\s<>|\"'*_`.,;:()\[\]]"
    rf"(?=[.,;]?(?:{_MARK}{{0,6}}\s{{0,80}}$|{_MARK}{{1,6}}[\s.,;]|[\s)]{{0,2}}[|<])|[.,;]\s"
    r"|\s{1,8}(?:meeting|webinar|zoom|https?:)\b)",
    re.IGNORECASE,
)
_LABEL = rf"(?:{WORD}|{ID}|\b(?:access|pass)[ -]code\b)"
_LABEL_LAST = regex(
    rf"(?:\A\W*{_LABEL}|{_LABEL}[*_`\s]{{0,4}}(?:[:：]|\*\*|__|</\w{{1,10}}>))"
    r"(?:[*_`\s:：]|</\w{1,10}>){0,16}\Z",
    re.IGNORECASE,
)
_LAST = 80
"""So many characters at the end of a line may be a label."""
_TAG_LENGTH = 13
_ENDS = tuple(sign.encode() for sign in ":*_` \t\r：eEdDtTaA码ド")
"""What a label ends in, or stands behind it."""
_FURTHEST = 3
"""So many line ends stand between a label and its value at most."""
_TOKEN = regex(
    r"\b(?:hf_[A-Za-z0-9]{20,}|xox[abeprs]-[\w-]{10,}|gh[pousr]_[A-Za-z0-9]{30,}"
    r"|github_pat_\w{20,}|glpat-[\w-]{16,}|sk-[A-Za-z0-9_-]{24,}|syt_\w+_\w{8,}"
    r"|eyJ[\w-]{8,1000}\.eyJ[\w-]{8,4000}\.[\w-]*|A(?:KI|SI)A[0-9A-Z]{16}\b|AIza[\w-]{35})"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)
_WEB = regex(r"https?://[^\s\"'<>)\]]*", re.IGNORECASE)
_PASSWORD_QUERY = regex(
    r"[?&](?:amp;)?(?:pwd|passcode|password|passwd|pw)=[^&\s\"'<>)\]]+", re.IGNORECASE
)
_TOKEN_QUERY = regex(
    r"[?&#](?:amp;)?(?:access_token|token|auth|auth_token|resumeToken"
    r"|zak|invite|secret|private_key|api_key|apikey)=[\w%.~-]{8,}"
)


def get_ready() -> None:
    """Compile what suspect lines are tried with, before the first one comes."""
    for pattern in (_MEETING, _PASSWORD, _TOKEN, _PASSWORD_QUERY, _TOKEN_QUERY):
        pattern.search("")


def spans(line: str, *, beside: bool = False) -> Iterator[Span]:
    """All that looks private in `line`: addresses, then links, passwords and tokens.

    With `beside`, the line stands beside a meeting: a word may be its password too.
    """
    if "@" in line:
        yield from _addresses(line)
    kinds = hints.kinds(line)
    if kinds & Of.MEETING:
        for match in _MEETING.finditer(line):
            yield Span("meeting link", match.start(), match.start() + len(match[0].rstrip(".,;:")))
    if kinds & (Of.PASSWORD | Of.QUERY):
        yield from _passwords(line, beside)
    if kinds & Of.TOKEN:
        for match in _TOKEN.finditer(line):
            yield Span("token", *match.span())
    if kinds & Of.QUERY:
        yield from (Span("token", *span) for span in _in_queries(_TOKEN_QUERY, line))


def may_reach(content: bytes, start: int, end: int) -> bool:
    """Whether the line of `content` from `start` to `end` may end in a label; quick."""
    if content.endswith(b">", start, end):
        return content.find(b"</", end - _TAG_LENGTH, end) >= 0
    return content.endswith(_ENDS, start, end)


def reach(text: str | bytes, start: int, end: int) -> int:
    """Where what the line of `text` from `start` to `end` says is at an end.

    That is a line further where a label is its last word: the value stands below.
    """
    while end < len(text) and _label_last(text[max(start, end - _LAST) : end]):
        below = _end_of_next(text, end)
        if below == end:
            break
        end = below
    return end


def _label_last(part: str | bytes) -> bool:
    told = part if isinstance(part, str) else part.decode("utf-8", "replace")
    return bool(_LABEL_LAST.search(told))


def _end_of_next(text: str | bytes, end: int) -> int:
    """Where the next line that is not blank ends, or `end` where none is near."""
    found = end
    for _ in range(_FURTHEST):
        before = found + 1
        found = text.find("\n", before) if isinstance(text, str) else text.find(b"\n", before)
        if found < 0:
            found = len(text)
        if text[before:found].strip():
            return found
    return end


def stretches(text: str) -> Iterator[tuple[int, str]]:
    """The lines of `text` with their places, each as far as `reach` says."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = reach(text, start, end) if end >= 0 else len(text)
        yield start, text[start:end]
        start = end + 1


def _passwords(line: str, beside: bool) -> Iterator[Span]:
    end = 0
    told = [_PASSWORD, _PLAIN_WORD] if beside else [_PASSWORD]
    found = [match.span() for pattern in told for match in pattern.finditer(line)]
    for span in sorted([*_in_queries(_PASSWORD_QUERY, line), *found]):
        if span[0] >= end:
            yield Span("meeting password", *span)
            end = span[1]


def may_tell(text: str) -> bool:
    """Whether `text` may tell a password that is a word."""
    return bool(hints.kinds(text) & Of.PASSWORD and _TELLING.search(text))


def meets(line: str) -> bool:
    """Whether `line` leads to a meeting, by a link or by its id."""
    kinds = hints.kinds(line)
    return bool(
        (kinds & Of.MEETING and _MEETING.search(line))
        or (kinds & Of.PASSWORD and _MEETING_IDS.search(line))
    )


def _in_queries(query: re.Pattern[str], line: str) -> Iterator[tuple[int, int]]:
    """Where `query` matches in `line`, each with the beginning of the link that it stands in."""
    place = 0
    for link in _WEB.finditer(line):
        yield from (match.span() for match in query.finditer(line, place, link.start()))
        place = link.end()
        ends = [match.end() for match in query.finditer(line, link.start(), place)]
        if ends:
            yield link.start(), ends[-1]
    yield from (match.span() for match in query.finditer(line, place))


def _addresses(line: str) -> Iterator[Span]:
    """The e-mail addresses in `line`.

    What looks like one and is none passes: calendar ids (a UUID), `git@host`, names of files.
    """
    place = line.find("@")
    while place >= 0:
        after = _DOMAIN.match(line, place + 1)
        before = _LOCAL.search(line, max(0, place - 64), place) if after else None
        if after and before and _is_address(before[0], after[0]):
            yield Span("e-mail address", before.start(), after.end())
        place = line.find("@", place + 1)


def _is_address(local: str, domain: str) -> bool:
    if local in _NO_ADDRESS or _UUID.fullmatch(local):
        return False
    return not _NO_DOMAIN.fullmatch(domain)
