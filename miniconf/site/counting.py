"""A counter of visits that the config names: what pages say of it, and what their policy allows."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from miniconf.model import Analytics, Config
from miniconf.site.safety.policy import Used, is_source


def counter(config: Config) -> Analytics | None:
    """The counter that pages may ask the reader about; none counts visits to an archive."""
    found = config.analytics
    return found if found and not config.archive and is_source(_origin(found.script)) else None


def counting(config: Config) -> Mapping[str, object]:
    """What the script that asks needs to know; empty where there is no counter."""
    found = counter(config)
    if found is None:
        return {}
    return {
        "script": found.script,
        "attributes": {n: v for n, v in (found.attributes or {}).items() if n[:5] == "data-"},
        "host": urlsplit(found.script).hostname,
    }


def allowed(config: Config) -> Used:
    """What the policy of every page must allow, so that a yes can be followed."""
    found = counter(config)
    if found is None:
        return frozenset()
    hosts = filter(is_source, map(_origin, (found.script, *found.connect)))
    return frozenset(
        {("script-src", _origin(found.script)), *(("connect-src", host) for host in hosts)}
    )


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
