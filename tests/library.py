"""The journey of tests/data/journey_to_enter.md: entered by hand, page by page, and what must stand in the map then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hands import Counted, Hands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TITLE = "Registering with the library"
CUSTOMERS = "people who have just moved to the town"
STARTS, ENDS = "they hear of the library", "they carry the first book home"
GROUP, WATCHED = "Focus group", "Accompanying two people"
PERSONAS = (
    ("Amira", "nurse on shifts", "wants to read on the bus", "fears forms in small print"),
    ("Tom", "retired bus driver", "wants company", "fears computers"),
)
STEPS = (
    (
        "I hear of it",
        "Before",
        "a neighbour (not ours, in person); poster at the station (ours)",
        "Nobody told me it was free.",
        "curious",
        "+1",
    ),
    ("I look what I need", "Before", "website (ours, online)", "Proof of address? I moved on Monday.", "worried", "-1"),
    (
        "I go there",
        "At the desk",
        "building (ours); sign at the door (ours)",
        "Closed on Wednesdays, of course.",
        "irritated",
        "-2",
    ),
    (
        "I register",
        "At the desk",
        "desk staff (ours, in person); paper form (ours)",
        "She filled it in with me.",
        "relieved",
        "+2",
    ),
    (
        "I take my first book",
        "After",
        "shelves (ours); self-service machine (ours)",
        "It beeped at me.",
        "not known",
        "",
    ),
)
MOMENTS = (
    ("I go there", "3", "come back later", "challenged", "yes"),
    ("I register", "4", "", "engaged", ""),
)
SOLUTIONS = (
    (
        "opening hours on the poster and the door",
        "put in place",
        "communications",
        "library manager",
        "30 September 2026",
        "1",
        "4",
    ),
    ("accept a tenancy agreement as proof", "change", "process", "county office", "end of 2026", "3", "5"),
    ("staff who fill in the form together with people", "keep", "", "", "", "", ""),
)
FIGURE = ("share of those who came and went away without a card", "%", "lower", "34", "50", "15", "March 2027")


def enter(page: Any, url: str) -> Counted:
    """Makes the map from the start page, by real keys and clicks; gives what that took."""
    hands = Hands(page)
    page.goto(url)
    _ready(page, "start")
    _start(hands)
    for name, part in _PAGES.items():
        _ready(page, name)
        part(hands)
        page.locator("[data-cjm-slot=status][data-state=saved]").wait_for()
        hands.leave()
        following = page.locator(".pages li:has([aria-current]) + li a")
        if name != list(_PAGES)[-1]:
            hands.click(following)
    return hands.did


def _ready(page: Any, name: str) -> None:
    page.wait_for_selector(f"body[data-page={name}][data-ready] .cjm-page")


def _table(hands: Hands, heading: str, *rows: tuple[str, ...], source: str = "") -> None:
    page = hands.page
    listed = page.get_by_role("group", name=heading, exact=True)
    hands.click(listed.get_by_role("button", name="Fill in as a table"))
    for at, row in enumerate(rows):
        if at:
            hands.press("Enter")
        hands.row(*row)
    if source:
        hands.press("Tab")
        hands.type(source)
    hands.press("Control+Enter")
    page.locator(".cjm-paste").wait_for(state="detached")


def _start(hands: Hands) -> None:
    hands.click(hands.page.get_by_label("What is the journey called?"))
    hands.type(TITLE)
    hands.leave()
    hands.press("Enter")


def _worth(hands: Hands) -> None:
    hands.click(hands.page.get_by_label("Which customers make it?"))
    hands.type(CUSTOMERS)


def _people(hands: Hands) -> None:
    _table(hands, "Personas", *PERSONAS)
    hands.click(hands.page.locator("summary", has_text="Sources"))
    _table(
        hands,
        "Sources",
        (GROUP, "focus group", "5 women, 3 men", "8", "March 2026"),
        (WATCHED, "watching", "", "2", ""),
    )


def _steps(hands: Hands) -> None:
    page = hands.page
    hands.click(page.get_by_label("Where does it start?"))
    hands.type(STARTS)
    hands.press("Tab")
    hands.type(ENDS)
    hands.click(page.locator("summary", has_text="About this map"))
    for answer in (
        "The customer",
        "Potential new customers",
        "Accompanying and observing real customers",
        "Interviewing customers",
    ):
        hands.choose(page.get_by_label(answer, exact=True))
    _table(hands, "Steps", *STEPS, source=GROUP)


def _felt(hands: Hands) -> None:
    """All of it was entered with the steps."""


def _moments(hands: Hands) -> None:
    _table(hands, "Your moments of truth", *MOMENTS)


def _solutions(hands: Hands) -> None:
    _table(hands, "Your solutions", *SOLUTIONS)


def _map(hands: Hands) -> None:
    hands.page.get_by_text(STEPS[-1][0]).first.wait_for()


def _evaluate(hands: Hands) -> None:
    page = hands.page
    _table(hands, "Indicators and standards", FIGURE)
    hands.click(page.get_by_role("button", name="Indicator or standard 1"))
    card = page.locator(".cjm-open > .cjm-body")
    hands.click(card.get_by_role("button", name="Add a result"))
    hands.type("March 2026")
    hands.press("Tab", "Tab")
    hands.type("34")


_PAGES: dict[str, Callable[[Hands], None]] = {
    "diagnostic": _worth,
    "personas": _people,
    "steps": _steps,
    "satisfaction": _felt,
    "moments_of_truth": _moments,
    "solutions": _solutions,
    "map": _map,
    "evaluate": _evaluate,
}


def missing(journey: dict[str, Any]) -> list[str]:
    """What of the sample does not stand in a map, in words."""
    return [words for words, there in _facts(journey) if not there]


def _facts(journey: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    scope = journey["scope"]
    yield "title", journey["title"] == TITLE
    yield "customers", scope["segment"] == CUSTOMERS
    yield "from where to where", (scope["starts"], scope["ends"]) == (STARTS, ENDS)
    yield "who begins", (scope["initiated_by"], scope["customer_kind"]) == ("customer", "potential")
    yield "how it is mapped", set(scope["mapped_by"]) == {"accompanying", "interviews"}
    sources = {one["name"]: one for one in journey["sources"]}
    yield "two sources", set(sources) == {GROUP, WATCHED}
    group, watched = sources.get(GROUP, {}), sources.get(WATCHED, {})
    told = (group.get("kind"), group.get("n"), group.get("who"), group.get("when"))
    yield "the focus group", told == ("focus-group", 8, "5 women, 3 men", "2026-03")
    yield "who was accompanied", (watched.get("kind"), watched.get("n")) == ("observation", 2)
    personas = [(one["name"], one["job"], one["goals"], one["values"]) for one in journey["personas"]]
    yield "personas", personas == list(PERSONAS)
    stages = {one["id"]: one["name"] for one in journey["stages"]}
    yield "stages", list(stages.values()) == ["Before", "At the desk", "After"]
    yield "steps", [one["name"] for one in journey["steps"]] == [step[0] for step in STEPS]
    for step, (name, stage, touchpoints, quote, felt, rating) in zip(journey["steps"], STEPS, strict=False):
        yield f"stage of {name}", stages.get(step["stage"]) == stage
        met = "; ".join(f"{one['name']} ({', '.join(_met(one))})" for one in step["touchpoints"])
        yield f"touchpoints of {name}", met == touchpoints
        said = [(one["words"], one["source"]) for one in step["quotes"]]
        yield f"quote at {name}", said == [(quote, group.get("id"))]
        yield f"how {name} felt", step["experience"]["feelings"] == felt
        figures = [(one["id"], one["value"], one["source"]) for one in step["ratings"]]
        yield f"rating of {name}", figures == ([("room", float(rating), group.get("id"))] if rating else [])
    at = {step["id"]: step["name"] for step in journey["steps"]}
    moments = [(at.get(one["step"]), one["risk"], one["felt"], one["hot_spot"]) for one in journey["moments"]]
    yield (
        "moments of truth",
        moments
        == [
            ("I go there", ["come-back-later"], "challenged", True),
            ("I register", [], "engaged", False),
        ],
    )
    teams = {one["id"]: one["name"] for one in journey["teams"]}
    planned = [
        (one["title"], one["action"], one["area"], teams.get(one["team"]), one["due"], one["effort"], one["impact"])
        for one in journey["solutions"]
    ]
    yield (
        "solutions",
        planned
        == [
            (SOLUTIONS[0][0], "put-in-place", "communications", "library manager", "2026-09-30", 1, 4),
            (SOLUTIONS[1][0], "change", "process-or-service", "county office", "2026", 3, 5),
            (SOLUTIONS[2][0], "keep", None, None, "", None, None),
        ],
    )
    watch = [
        (one["name"], one["unit"], one["better"], one["today"], one["today_n"], one["target"], one["due"])
        for one in journey["indicators"]
    ]
    yield "figure to watch", watch == [(FIGURE[0], "%", "lower", 34, 50, 15, "2027-03")]
    results = [(one["date"], one["value"]) for item in journey["indicators"] for one in item["results"]]
    yield "when it was measured", results == [("2026-03", 34)]


def _met(touchpoint: dict[str, Any]) -> list[str]:
    whose = {"ours": "ours", "others": "not ours"}.get(touchpoint["owner"], "?")
    return [whose, *(way.replace("-", " ") for way in touchpoint["by"])]
