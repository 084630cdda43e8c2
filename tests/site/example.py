"""A small invented conference that uses every collection: what the tests of pages look at."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from miniconf.model import (
    Author,
    Captions,
    Chat,
    Conference,
    Config,
    HubRepo,
    Link,
    Member,
    Mentorship,
    News,
    Paper,
    Person,
    Post,
    Question,
    RepoRef,
    Session,
    Social,
    Speaker,
    Sponsor,
    Talk,
    TextPage,
    Thread,
    Tutorial,
    Video,
    Workshop,
)
from miniconf.site.snapshot import Snapshot

TRACKS = ("Learning theory", "Language and dialogue", "Climate and earth", "Speech and sound")
TITLES = (
    "Sharper $\\tilde{O}(\\sqrt{dT})$ Regret from Whispered Feedback",
    "Feedback without Words: Learning from Nods and Pauses",
    "Counterfactual Harvests: Causal Feedback in Crop Insurance",
    "Closing the Loop on Rare Birds: Field Feedback for Acoustic Monitors",
    "When Teachers Disagree: Aggregating Feedback without a Majority",
    "Lazy Feedback: Query a Human Only When It Would Change Your Mind",
    "Tide Tables for Attention: Long Contexts at the Cost of Short Ones",
    "Reading Maps *Aloud*",
    "The Bells of Samarkand: Retrieval by Timbre",
    "Small Models Teach Large Ones to Stop",
    "Grasping Wet Things",
    "Step Sizes That Apologise",
)
NAMES = (
    ("Folasade Adébáyọ̀", "Ogun Institute of Computation"),
    ("Øystein Håkonsen", "Nordfjord University"),
    ("佐藤 陽菜 (Haruna Satō)", "Kansai Learning Laboratory"),
    ("Mehrnaz Rostami", "Isfahan School of Mathematics"),
    ("Nguyễn Thị Minh Châu", "Sông Hương University"),
    ("Tomasz Wiśniewski", "Wisła Polytechnic"),
    ("ليلى الخوري", "Cedar Institute"),
    ("Kealoha Kaʻaihue", "Hilo Institute of Oceanic Languages"),
)
ABSTRACT = (
    "Teachers seldom speak in full sentences. We study a learner who receives a single bit of "
    "feedback a round, delayed by up to $\\tau_{\\max}$ rounds and flipped with probability "
    "$\\varepsilon < \\frac12$, and ask how much of the usual guarantee survives.\n\n"
    "$$R(T) \\le C\\sqrt{dT\\log T} + \\frac{d\\,\\tau_{\\max}}{1-2\\varepsilon}$$\n\n"
    "The policy needs neither $\\varepsilon$ nor the delays, and asks people for **3.1 times** "
    "fewer answers than the best earlier method."
)
FIRST = datetime(2027, 6, 14, 7, tzinfo=UTC)


def at(day: int, hour: float) -> datetime:
    """An instant `hour` hours after the beginning of conference day `day`, from 0, in UTC."""
    return datetime(2027, 6, 14, tzinfo=UTC) + timedelta(days=day, hours=hour)


def person(number: int, **more: object) -> Person:
    """One of the invented people."""
    name, affiliation = NAMES[number % len(NAMES)]
    return Person(name=name, affiliation=affiliation, **more)  # type: ignore[arg-type]


def papers() -> dict[str, Paper]:
    """Twelve papers; the first has everything that a paper can have."""
    plain = {
        f"main.{n}": Paper(
            id=f"main.{n}", title=title, authors=(person(n), person(n + 1), person(n + 3)),
            abstract=ABSTRACT if n % 3 else "One plain sentence about feedback.",
            track=TRACKS[n % 4], type="oral" if n % 2 else "poster",
            keywords=("feedback", "people"),
            sessions=("oral-1" if n % 2 else "poster-1",), pdf="papers/a.pdf" if n % 2 else None,
            code="https://github.com/example/code" if n % 3 == 0 else None,
        )
        for n, title in enumerate(TITLES)
    }  # fmt: skip
    first = Paper(
        id="main.0", title=TITLES[0], authors=tuple(person(n) for n in range(4)),
        abstract=ABSTRACT, tldr="One late and doubtful bit a round is nearly enough.",
        keywords=("bandits", "delayed feedback", "human teachers"), track=TRACKS[0], type="oral",
        sessions=("oral-1", "poster-1"), pdf="papers/main.0.pdf", poster="papers/main.0.png",
        slides="https://slides.example/1", award="Outstanding paper",
        video=(
            Video(url="https://www.youtube.com/watch?v=abc-DEF_123", provider="youtube",
                  key="abc-DEF_123", duration=12),
            Video(url="https://vimeo.com/76979871", provider="vimeo", key="76979871"),
            Video(url="videos/main.0.mp4", provider="file",
                  captions=(Captions(language="yo", url="videos/main.0.yo.vtt", label="Yorùbá"),)),
        ),
        code="https://github.com/ogun-ic/whisper", demo="https://demo.example/teach",
        links=(Link(label="Data sheet", url="https://data.example/sheet"),), arxiv="2702.01234",
        doi="10.5555/12345", models=(RepoRef(kind="model", id="ogun-ic/whisper-bandit-base"),),
        datasets=(RepoRef(kind="dataset", id="ogun-ic/four-tutors"),),
        spaces=(RepoRef(kind="space", id="ogun-ic/be-the-teacher"),),
        languages=("English", "Yoruba"), license="CC BY 4.0",
    )  # fmt: skip
    workshop = Paper(
        id="w1.1", title="A Paper of a Workshop", authors=(person(5),), program="workshop:W1",
        video=(Video(url="videos/w1.mp4", provider="file"),),
    )  # fmt: skip
    return {**plain, "main.0": first, "w1.1": workshop}


def sessions(found: dict[str, Paper]) -> dict[str, Session]:
    """Sessions of every kind over two days, one across midnight, two at once without a room."""

    def ids(kind: str) -> tuple[str, ...]:
        return tuple(key for key, paper in found.items() if kind in paper.sessions)

    made = [
        Session(id="keynote-1", title="What a Language Knows of Its Weather", kind="keynote",
                start=at(0, 7), end=at(0, 8), owner=("speakers", "s1"), room="Plenary"),
        Session(id="oral-1", title="Oral 1: Learning theory", kind="oral", start=at(0, 8),
                end=at(0, 9.5), papers=ids("oral-1"), room="Acacia", track=TRACKS[0],
                chairs=(person(4),),
                join=(Link(label="Join", url="https://meet.example/j/1?pwd=secret"),)),
        Session(id="poster-1", title="Poster session 1", kind="poster", start=at(0, 8.5),
                end=at(0, 10.5), papers=ids("poster-1"), room="Garden"),
        Session(id="tea", title="Tea", kind="break", start=at(0, 9.5), end=at(0, 9.75)),
        Session(id="social-1", title="An evening of very short stories", kind="social",
                start=at(0, 22.5), end=at(1, 0.5), owner=("socials", "stories"), room="Café"),
        Session(id="ws-1", title="Speech in the Open Air, part 1", kind="workshop", start=at(1, 8),
                end=at(1, 10), owner=("workshops", "W1"), room="Cedar",
                description="What *happens* here.", video=(Video(url="https://v.example/1"),)),
        Session(id="ws-2", title="Speech in the Open Air, part 2", kind="workshop",
                start=at(1, 10.5), end=at(1, 12), owner=("workshops", "W1"), room="Cedar",
                parent="ws-1"),
        Session(id="tut-1", title="Proof assistants for people who fear them", kind="tutorial",
                start=at(1, 8), end=at(1, 11), owner=("tutorials", "T1"), room="Acacia"),
    ]  # fmt: skip
    return {session.id: session for session in made}


def conference(**config: object) -> Conference:
    """The whole conference; `config` replaces values of its config."""
    found = papers()
    slugs = ("folasade-adebayo", "oystein-hakonsen", "haruna-sato", "mehrnaz-rostami",
             "nguyen-thi-minh-chau", "tomasz-wisniewski", "layla", "kealoha-kaaihue")  # fmt: skip
    authors = {
        slug: Author(
            slug=slug, name=name, affiliations=(place,),
            papers=tuple(k for k, p in found.items() if any(a.name == name for a in p.authors)),
        )
        for slug, (name, place) in sorted(zip(slugs, NAMES, strict=True))
    }  # fmt: skip
    return Conference(
        config=_config(**config), papers=found, authors=authors, sessions=sessions(found),
        speakers={"s1": Speaker(
            id="s1", name="Leilani Kahananui", title="What a Language Knows of Its Weather",
            affiliation="Hilo Institute of Oceanic Languages", bio="She *listens*.",
            abstract="Words for rain.", sessions=("keynote-1",),
            links=(Link(label="Slides", url="https://s.example/"),))},
        workshops={"W1": Workshop(
            id="W1", title="Speech in the Open Air", organizers=(person(6), person(7)),
            abstract="Microphones in the wind.", info="Come early.", website="https://w.example/",
            sessions=("ws-1", "ws-2"), papers=("w1.1",),
            talks=(Talk(title="A recorded talk", speakers=(person(1),),
                        video=(Video(url="https://vimeo.com/1", provider="vimeo", key="1"),)),),
            materials=(Link(label="Reading", url="https://r.example/"),))},
        tutorials={"T1": Tutorial(id="T1", title="Proof assistants for people who fear them",
                                  organizers=(person(2),), abstract="Gently.",
                                  sessions=("tut-1",))},
        socials={"stories": Social(id="stories", name="An evening of very short stories",
                                   description="Bring one of **six** words.", location="Café",
                                   organizers=(person(0),), sessions=("social-1",), capacity=30)},
        mentorships={"m1": Mentorship(
            id="m1", mentors=(Person(name="Fatoumata Diallo", affiliation="Ségou Centre",
                                     zone="Pacific/Honolulu"), person(0)),
            topic="From thesis to first grant", start=at(0, 11), end=at(0, 11.75),
            description="How to ask for little money well.", capacity=14, taken=12,
            languages=("Français", "English"), room="Café", signup="https://sign.example/")},
        sponsors=_sponsors(),
        committee=(Member(role="General chair", name="Wanjiru Kamau", affiliation="Nairobi"),
                   Member(role="Programme", name="João Vasconcelos", website="https://j.example")),
        faq=(Question(question="How do I *ask* a question?", answer="In the room.",
                      section="Taking part"),
             Question(question="Is it recorded?", answer="Yes.", section="")),
        code_of_conduct="Be kind.\n\n## Whom to tell\n\nThe chairs.",
        news=(News(date=at(-3, 8), title="Outstanding papers announced", text="Read the *six*.",
                   link="https://news.example/"),),
        pages={"visa": TextPage(id="visa", title="Travel", text="# Travel\n\n[Home](index.html)",
                                updated=date(2027, 5, 1), navigation=True)},
        repos={("model", "ogun-ic/whisper-bandit-base"): HubRepo(
            kind="model", id="ogun-ic/whisper-bandit-base", papers=("main.0",), by_authors=True,
            task="reinforcement-learning", library="transformers", downloads=12400, likes=318,
            license="apache-2.0", revision="4f1c09e8a2b3", summary="Policy of Section 4.")},
        questions={"papers/main.0": (Thread(
            anchor="q-1",
            question=Post(id="1", time=at(0, 6), text="Does it have to be a *ball*?",
                          name="Tomasz Wiśniewski", upvotes=5),
            answers=(Post(id="2", time=at(0, 7), text="No.", name="Folasade Adébáyọ̀",
                          is_author=True),), answered=True),)},
    )  # fmt: skip


def snapshot(**config: object) -> Snapshot:
    """The conference with neighbours and places on the map."""
    made = conference(**config)
    ids = list(made.papers)
    return Snapshot(
        conference=made,
        neighbours={key: ((ids[n - 1], "feedback, people"),) for n, key in enumerate(ids)},
        positions={key: ((n * 7 % 13) / 13, (n * 5 % 13) / 13) for n, key in enumerate(ids)},
    )


def _sponsors() -> dict[str, Sponsor]:
    return {
        name: Sponsor(id=name, name=name.title(), level=level, website="https://k.example/",
                      description="They **compute**.", contacts=(person(3),),
                      downloads=(Link(label="Jobs", url="https://k.example/jobs"),),
                      publications=("main.1",))
        for name, level in (("kilima", "Gold"), ("halcyon", "Gold"), ("verso", "Silver"))
    }  # fmt: skip


def _config(**changes: object) -> Config:
    values: dict[str, object] = {
        "name": "Meridian 2027", "start": date(2027, 6, 14), "end": date(2027, 6, 18),
        "time_zone": "Europe/Lisbon", "base_url": "https://meridian.example/2027",
        "tagline": "The fourth world conference on language, learning and reasoning",
        "description": "Online, three times a day.", "tracks": TRACKS,
        "chat": Chat(engine="rocketchat", url="https://chat.example"),
        "organization": "Meridian Society", "license": "CC BY 4.0",
        "other_years": (Link(label="2026", url="https://meridian.example/2026"),),
    }  # fmt: skip
    return Config(**{**values, **changes})  # type: ignore[arg-type]
