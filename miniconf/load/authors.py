"""Authors as the papers name them: one page a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from miniconf import names
from miniconf.model import Author, Paper, Url, Zone


@dataclass(slots=True)
class _Identity:
    """One person, over all papers."""

    slug: str
    own: str = ""
    spellings: dict[str, int] = field(default_factory=dict)
    affiliations: dict[str, None] = field(default_factory=dict)
    papers: dict[str, None] = field(default_factory=dict)
    orcid: str = ""
    website: Url | None = None
    zone: Zone | None = None


def authors_of(papers: Mapping[str, Paper]) -> dict[str, Author]:
    """`slug -> author` by name; people of one name are one, unless their ids or ORCID iDs differ.

    Spellings that differ by diacritics or case only are one person; the commonest is shown.
    """
    identities: dict[tuple[str, str], _Identity] = {}
    slugs: dict[str, str] = {}
    for paper in papers.values():
        for person in paper.authors:
            slug = slugs.get(person.name)
            if slug is None:
                slug = slugs[person.name] = names.slug(person.name)
            own = person.id or person.orcid
            identity = identities.get((slug, own))
            if identity is None:
                identity = identities[slug, own] = _Identity(slug, own)
            identity.papers[paper.id] = None
            count = identity.spellings.get(person.name, 0)
            identity.spellings[person.name] = count + 1
            if person.affiliation:
                identity.affiliations[person.affiliation] = None
            identity.orcid = identity.orcid or person.orcid
            identity.website = identity.website or person.website
            identity.zone = identity.zone or person.zone
    return _named(_joined(identities))


def _joined(identities: Mapping[tuple[str, str], _Identity]) -> list[tuple[str, _Identity]]:
    """`(slug of the page, person)`: where only one of a name has an id, both are that one."""
    by_slug: dict[str, list[_Identity]] = {}
    for identity in identities.values():
        by_slug.setdefault(identity.slug, []).append(identity)
    found = []
    for slug, group in by_slug.items():
        owned = [identity for identity in group if identity.own]
        if len(owned) <= 1:
            found.append((slug, _merged(group)))
            continue
        found += [(f"{slug}-{names.slug(one.own)}" if one.own else slug, one) for one in group]
    return found


def _merged(group: list[_Identity]) -> _Identity:
    first, *others = group
    for other in others:
        first.papers.update(other.papers)
        first.affiliations.update(other.affiliations)
        first.orcid = first.orcid or other.orcid
        first.website = first.website or other.website
        first.zone = first.zone or other.zone
        for name, count in other.spellings.items():
            first.spellings[name] = first.spellings.get(name, 0) + count
    return first


def _named(identities: list[tuple[str, _Identity]]) -> dict[str, Author]:
    found = []
    for slug, one in identities:
        name = next(iter(one.spellings))
        if len(one.spellings) > 1:
            name = max(one.spellings, key=lambda n: (one.spellings[n], not n.isascii(), n))
        found.append(
            Author(
                slug=slug,
                name=name,
                affiliations=tuple(one.affiliations),
                papers=tuple(one.papers),
                orcid=one.orcid,
                website=one.website,
                zone=one.zone,
            )
        )
    found.sort(key=lambda author: (names.sort_key(author.name), author.slug))
    return {author.slug: author for author in found}
