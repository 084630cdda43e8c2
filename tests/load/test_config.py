from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from miniconf.load import Loaded
from miniconf.model import Analytics, Chat, Config, Link, Publish, Theme

Sites = Callable[..., Loaded]


def problems(found: Loaded) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_config_whole(loaded: Sites) -> None:
    text = """
name: Tern 2031
start: 2031-03-28
end_date: 2031-03-30
timezone: Atlantic/Azores
site_url: https://tern.example/2031
links: ["Mail | https://lists.example/tern"]
other_years: [{label: "2030", url: https://tern.example/2030/}]
tracks: [Ice, Sand]
archive: yes
theme: {brand: "#123456", logo: logo.svg}
publish: {join: true, allow: [help@tern.example]}
chat: {engine: Matrix, url: https://m.example, general: general|help desk}
"""
    found = loaded({"static/logo.svg": "<svg/>"}, text)
    assert problems(found) == []
    assert found.conference is not None
    assert found.conference.config == Config(
        name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30),
        time_zone="Atlantic/Azores", base_url="https://tern.example/2031",
        links=(Link(label="Mail", url="https://lists.example/tern"),),
        other_years=(Link(label="2030", url="https://tern.example/2030/"),),
        tracks=("Ice", "Sand"), archive=True, theme=Theme(brand="#123456", logo="logo.svg"),
        publish=Publish(join=True, allow=("help@tern.example",)),
        chat=Chat(engine="matrix", url="https://m.example", general=("general", "help desk")),
    )  # type: ignore[arg-type]  # fmt: skip


def test_config_classic(loaded: Sites) -> None:
    text = """
name: Tern <br> 2031
tagline: All of <b>ice</b> &ndash; and sand
date: March 28 &ndash; 30
citation_date: March 2031
proceedings_title: Proceedings of Tern
site_url: https://tern.example
analytics: UA-1
use_auth0:
logo: {image: static/images/logo.png, height: auto}
chat_server: chat.tern.example
calendar:
  start: '2031-03-28'
  end: '2031-03-30'
  colors: {qa: '#fff'}
  sunday_saturday: false
time_zone: UTC
"""
    found = loaded({"static/images/logo.png": "x"}, text)
    assert problems(found) == []
    assert found.summary.notes == (
        "classic keys without meaning here: date, analytics, use_auth0, calendar.colors, "
        "calendar.sunday_saturday",
    )
    assert found.conference is not None
    config = found.conference.config
    assert (config.name, config.tagline) == ("Tern 2031", "All of ice – and sand")
    assert (config.start, config.end) == (date(2031, 3, 28), date(2031, 3, 30))
    assert (config.published, config.proceedings) == (date(2031, 3, 1), "Proceedings of Tern")
    assert config.theme.logo == "images/logo.png"
    assert (config.chat.engine, config.chat.url) == ("rocketchat", "https://chat.tern.example")


def test_config_classic_date_in_words(loaded: Sites) -> None:
    text = "name: Tern\ntime_zone: UTC\nstart: 2031-03-28\ncitation_date: 4-8 December 2031\n"
    found = loaded({}, text)
    assert problems(found) == []
    assert found.summary.notes == ("classic keys without meaning here: citation_date",)
    assert found.conference is not None
    assert found.conference.config.published is None


def test_config_days_from_the_sessions(loaded: Sites) -> None:
    sessions = (
        "id,title,start,end\na,A,2031-03-28T23:30:00Z,2031-03-29T00:30:00Z\n"
        "b,B,2031-03-30T10:00:00Z,2031-03-30T11:00:00Z\n"
    )
    found = loaded({"sessions.csv": sessions}, "name: Tern\ntime_zone: Pacific/Auckland\n")
    assert found.conference is not None
    config = found.conference.config
    assert (config.start, config.end) == (date(2031, 3, 29), date(2031, 3, 31))


def test_config_colours(loaded: Sites) -> None:
    head = "name: Tern\nstart: 2031-03-28\ntime_zone: UTC\n"
    found = loaded(config=head + "theme:\n  brand: #0b5d4b\n  accent: red\n")
    assert problems(found) == [
        "config.yml:5: brand: expected a colour in quotes, got a comment, #0b5d4b "
        '(hint: brand: "#0b5d4b")',
        'config.yml:6: theme.accent: expected a colour such as "#0b5d4b", got "red" '
        "(hint: three or six hexadecimal digits, in quotes)",
    ]


def test_config_base_url_of_no_place(loaded: Sites) -> None:
    head = "name: Tern\nstart: 2031-03-28\ntime_zone: UTC\n"
    for address, wanted in (
        ("https://tern.example/?year=2031", 'without "?" and "#"'),
        ("https://tern.example/a/../b", 'without "." and ".." in its path'),
    ):
        assert problems(loaded(config=f"{head}base_url: {address}\n")) == [
            f'config.yml:4: base_url: expected an address {wanted}, got "{address}"'
        ]
    assert problems(loaded(config=f"{head}site_url: https://tern.example/2031\n")) == []


def test_config_lenient(loaded: Sites) -> None:
    head = "name: Tern\nstart: 2031-03-28\ntime_zone: UTC\n"
    papers = {"papers.csv": "id,title,authors,arxiv\n1,Ice,Ana Vo,none such\n"}
    for word, level in (("yes", "warning"), ("no", "error")):
        found = loaded(papers, head + f"lenient: {word}\n")
        assert [(problem.field, problem.level) for problem in found.problems] == [("arxiv", level)]
    assert problems(loaded(config=head + "lenient: perhaps\n"))[0] == (
        'config.yml:4: lenient: expected true or false, got "perhaps"'
    )


def test_config_without_a_file(tmp_path: Any) -> None:
    from miniconf.load import load

    assert problems(load(tmp_path)) == [
        "config.yml: expected a file, got none (hint: try `miniconf new DIR`)"
    ]


def test_config_that_is_no_mapping(loaded: Sites) -> None:
    assert problems(loaded(config="- name: Tern\n")) == [
        "config.yml:1: expected a mapping such as `name: Tern 2031`"
    ]
    assert problems(loaded(config="")) == [
        "config.yml:1: expected a mapping such as `name: Tern 2031`"
    ]


def test_config_data_elsewhere(loaded: Sites, tmp_path: Any) -> None:
    data = tmp_path.parent / "data"
    data.mkdir()
    (data / "papers.csv").write_text("id,title,authors\n1,Nests,Ana Vo\n,Tides,Bo Li\n", "utf-8")
    (data / "old.txt").write_text("x", "utf-8")
    text = "name: Tern\nstart: 2031-03-28\ntime_zone: UTC\ndata: ../data\n"
    found = loaded({"overrides.yml": "papers: {'1': {title: Eggs}}\n"}, text)
    assert problems(found) == [
        "../data/old.txt: warning: expected a source that reads this file, got none "
        "(hint: name it under `sources`, or under `ignore` in config.yml)",
        "../data/papers.csv:3: id: expected a value, got nothing",
    ]
    assert found.files == (data / "papers.csv",)


def test_config_data_nowhere(loaded: Sites) -> None:
    text = "name: Tern\nstart: 2031-03-28\ntime_zone: UTC\ndata: ../nowhere\n"
    assert problems(loaded(config=text)) == [
        'config.yml:4: data: expected a folder, got "../nowhere"'
    ]


def test_config_ignored_files(loaded: Sites) -> None:
    text = "name: Tern\nstart: 2031-03-28\ntime_zone: UTC\nignore: ['*.bak', notes/*]\n"
    files = {"a.bak": "x", "notes/b.txt": "x", "c.txt": "x", "_d.txt": "x", "templates/e.html": "x"}
    assert [line.split(":")[0] for line in problems(loaded(files, text))] == ["c.txt"]


def test_config_counter_of_visits(loaded: Sites) -> None:
    text = """
name: Tern 2031
start: 2031-03-28
time_zone: UTC
analytics:
  script: https://counter.example/js/script.js
  attributes: {data-domain: tern.example, data-site: 12}
  connect: https://in.counter.example:8443
"""
    found = loaded(config=text)
    assert problems(found) == []
    assert found.conference is not None
    assert found.conference.config.analytics == Analytics(
        script="https://counter.example/js/script.js",
        attributes={"data-domain": "tern.example", "data-site": "12"},
        connect=("https://in.counter.example:8443",),
    )  # type: ignore[arg-type]


def test_config_counter_of_visits_that_could_do_more(loaded: Sites) -> None:
    text = """
name: Tern 2031
start: 2031-03-28
time_zone: UTC
analytics:
  script: "http://counter.example/c.js"
  attributes:
    domain: tern.example
    onload: alert(1)
    data-ok: fine
  connect:
    - "https://a.example; script-src *"
    - "*"
    - counter.example
"""
    assert problems(loaded(config=text)) == [
        'config.yml:6: analytics.script: expected an https address, got "http://counter.example/c.js"'
        " (hint: https://counter.example/c.js)",
        "config.yml:8: analytics.attributes.domain: expected an attribute that begins with data-, "
        'got "domain" (hint: data-domain)',
        "config.yml:9: analytics.attributes.onload: expected an attribute that begins with data-, "
        'got "onload" (hint: such as data-domain)',
        'config.yml:11: analytics.connect[1]: expected an https address, got "https://a.example; '
        'script-src *" (hint: such as https://counter.example/count.js)',
        'config.yml:11: analytics.connect[2]: expected an https address, got "*" (hint: such as '
        "https://counter.example/count.js)",
        'config.yml:11: analytics.connect[3]: expected an https address, got "counter.example" '
        "(hint: https://counter.example)",
    ]
    nothing = "name: Tern\nstart: 2031-03-28\ntime_zone: UTC\nanalytics: {}\n"
    assert problems(loaded(config=nothing)) == [
        "config.yml:4: analytics.script: expected a value, got nothing"
    ]
