"""Every derived name in one place: file names, page paths, anchors, rooms, calendar ids.

A name is a pure function of an id, so that links, rooms and calendar entries stay the same when a
title, a time or an order changes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Iterable
from functools import lru_cache

from miniconf.patterns import regex

FOLDERS = {
    "papers": "papers",
    "authors": "authors",
    "sessions": "sessions",
    "speakers": "speakers",
    "workshops": "workshops",
    "tutorials": "tutorials",
    "socials": "socials",
    "mentorships": "mentorship",
    "sponsors": "sponsors",
}
"""Collection -> the folder that holds its pages."""
TOP_PAGES = frozenset({
    "index", "papers", "map", "authors", "keywords", "schedule", "speakers", "workshops",
    "tutorials", "socials", "mentorship", "sponsors", "hub", "chat", "help", "404", "calendars",
    "changes", "mine", "offline",
})  # fmt: skip
"""Pages that stand at the site's root under names of their own, where the conference has them."""

_RESERVED = regex(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_MAX_STEM = 80
_STEM = regex(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9_])?")
"""What is a file name as it stands, unless it is reserved or two dots meet in it."""
_WORDS = regex(r"(?=.{1,80}\Z)[a-z0-9]+(?: [a-z0-9]+)*")
"""What is a slug but for its spaces."""
_REPO = regex(r"[A-Za-z0-9][A-Za-z0-9_.-]*/[A-Za-z0-9_][A-Za-z0-9_.-]*")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://miniconf.example/")


@lru_cache(maxsize=200_000)
def file_stem(identifier: str) -> str:
    """A file name without ending for `identifier`, safe on every file system: `main.12` stays.

    ASCII letters, digits, dot, underscore and hyphen are kept; anything else becomes a hyphen.
    Where letters of other scripts are lost, or the name would be too long or is reserved on some
    system, a short digest of the identifier keeps it apart from others. The result is never
    empty, never begins or ends with a dot, and holds no separator.
    """
    plain = _STEM.fullmatch(identifier) and ".." not in identifier
    if plain and not _RESERVED.fullmatch(identifier):
        return identifier
    folded, lossy = _ascii(identifier)
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", folded)
    stem = re.sub(r"\.{2,}", ".", stem).strip("-. ")
    if lossy or not stem or len(stem) > _MAX_STEM or _RESERVED.fullmatch(stem):
        stem = f"{stem[:_MAX_STEM].rstrip('-.')}-{digest(identifier)}".lstrip("-")
    return stem


def slug(text: str) -> str:
    """A lower-case name for people and headings: `José Pérez` -> `jose-perez`."""
    lower = text.casefold()
    if _WORDS.fullmatch(lower) and not _RESERVED.fullmatch(lower):
        return lower.replace(" ", "-")
    folded, lossy = _ascii(lower)
    plain = re.sub(r"[^a-z0-9]+", "-", folded.casefold()).strip("-")
    if lossy or not plain or len(plain) > _MAX_STEM or _RESERVED.fullmatch(plain):
        plain = f"{plain[:_MAX_STEM].rstrip('-')}-{digest(lower)}".lstrip("-")
    return plain


def page_path(collection: str, identifier: str) -> str:
    """The path of a record's page below the site's root: `papers/main.12.html`.

    Raises KeyError for a collection without pages.
    """
    return f"{FOLDERS[collection]}/{file_stem(identifier)}.html"


def collision_key(path: str) -> str:
    """What two paths share if they would be one file on some file system."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", path).casefold()


def record_key(collection: str, identifier: str) -> str:
    """The stable key of a record across collections: `papers/main.12`."""
    return f"{collection}/{identifier}"


def room_name(collection: str, identifier: str) -> str:
    """The chat room of a record: `paper-main.12`, valid on every supported server.

    Only lower-case ASCII letters, digits, dot, underscore and hyphen; at most 90 characters. Ids
    that differ in more than these are kept apart by a digest.
    """
    stem = file_stem(identifier)
    lower = stem.lower()
    if lower != identifier:
        lower = f"{lower}-{digest(identifier)}" if not lower.endswith(digest(identifier)) else lower
    return f"{collection.removesuffix('s')}-{lower}"


def general_room(title: str) -> str:
    """The chat room of no record, from what the config calls it: `Help desk` -> `help-desk`."""
    return slug(title)


def thread_anchor(message: str) -> str:
    """The `id` attribute of the thread that the message with this id began: `q-1f2e3d4c`."""
    return f"q-{digest(message)}"


def event_uid(collection: str, identifier: str, domain: str) -> str:
    """The iCalendar UID of a record's event: from ids only, never from a time (RFC 7986, 5.3)."""
    return f"{uuid.uuid5(_NAMESPACE, f'{domain}/{record_key(collection, identifier)}')}@{domain}"


def calendar_parts(tracks: Iterable[str], reserved: Iterable[str]) -> dict[str, str]:
    """Track -> the key of its calendar, `Speech` -> `Speech`, no two of them one file.

    A track that would meet another, one of the `reserved` names (kinds of session) or a day gets a
    digest of itself.
    """
    known = [*tracks]
    stems = [collision_key(file_stem(name)) for name in (*known, *reserved)]
    taken = {stem for stem in stems if stems.count(stem) > 1}
    found = {}
    for track in known:
        stem = collision_key(file_stem(track))
        apart = stem in taken or re.fullmatch(r"\d{4}-\d\d-\d\d", stem)
        found[track] = f"{track}-{digest(track)}" if apart else track
    return found


def is_repo_id(text: str) -> bool:
    """Whether `text` is the id of a repository on the Hugging Face Hub: `organisation/name`."""
    return bool(_REPO.fullmatch(text)) and ".." not in text and len(text) <= 200


def anchor(text: str) -> str:
    """The `id` attribute for a heading or a message: a slug that begins with a letter."""
    name = slug(text)
    return name if name[0].isalpha() else f"a-{name}"


def sort_key(text: str) -> str:
    """`text` without case, accents and leading signs, to sort by: `Øystein` -> `oystein`."""
    kept = text.casefold()
    if not kept.isascii():
        folded = unicodedata.normalize("NFKD", kept.translate(_LETTERS))
        kept = "".join(c for c in folded if not unicodedata.combining(c))
    return kept.lstrip(" \"'“”‘’«»([{¿¡-–—…$")


def digest(text: str) -> str:
    """Eight hexadecimal digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _ascii(text: str) -> tuple[str, bool]:
    """`text` with diacritics folded, and whether letters or digits of other scripts were lost."""
    if text.isascii():
        return text, False
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    if all(unicodedata.combining(c) for c in decomposed if c > "\x7f"):
        return decomposed.encode("ascii", "ignore").decode(), False
    kept = "".join(c if c.isascii() else " " for c in decomposed if not unicodedata.combining(c))
    lossy = any(c.isalnum() and not c.isascii() for c in decomposed)
    return kept, lossy


_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d",
        "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i",
        "ŋ": "n", "Ŋ": "N", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'",
    }
)  # fmt: skip
"""Latin letters that Unicode does not decompose."""
