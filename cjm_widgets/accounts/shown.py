"""What the parts of a page show beside its form, in words, tables and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.accounts.blocks import Fact, Facts, Heading, Table, Words, in_rows, listed
from cjm_widgets.accounts.pictured import pictured
from cjm_widgets.accounts.whole_map import whole_map
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.describe import caption_satisfaction, diagnostic_table, satisfaction_table
from cjm_widgets.journey.facts import moment_name, solution_name
from cjm_widgets.journey.quotes import quotes_of_moment, quotes_of_solution, reported
from cjm_widgets.journey.stakeholders import stakeholder_lines
from cjm_widgets.journey.voices import LEAST
from cjm_widgets.journey.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.accounts.blocks import Block
    from cjm_widgets.formats.base import Outgoing

View = dict[str, Any]


def part(name: str, out: Outgoing, view: View) -> Iterator[Block]:
    """What one part of a page shows; nothing where it only asks.

    Args:
        name: of the part, as `pages.page.Page.parts` has it.
        out: the map as it leaves.
        view: what the page shows of it.
    """
    yield from _PARTS[name](out, view) if name in _PARTS else ()


def curve(out: Outgoing, _: View) -> Iterator[Block]:
    """Satisfaction along the journey: the picture, its story and every figure."""
    if not out.journey.steps:
        return
    yield Heading(3, "Satisfaction along the journey")
    yield from pictured(out, "curve")
    yield Words(caption_satisfaction(out.journey))
    columns, rows = satisfaction_table(out.journey)
    raters = [one.rpartition(": ") for one in columns[1:-1]]
    scales = {scale: ", ".join(rater for rater, _, one in raters if one == scale) for _, _, scale in raters}
    if scales:  # said once, and not at every step
        yield Facts(tuple(Fact(scale, (who,)) for scale, who in scales.items()))
        columns = (columns[0], *(rater for rater, _, _ in raters), columns[-1])
    yield in_rows("Satisfaction, step by step", columns, rows)


def profile(out: Outgoing, _: View) -> Iterator[Block]:
    """The five Cs: the picture, and each with its rating and its reason."""
    yield Heading(3, "The five Cs")
    yield from pictured(out, "profile")
    yield Table("The five Cs", *diagnostic_table(out.journey))


def _verdict(_: Outgoing, view: View) -> Iterator[Block]:
    found = view["verdict"]
    yield Heading(3, "What the five Cs add up to")
    yield from (Words(f"{found['title']}. {found['say']}"), Words(found["note"]))


def _advice(_: Outgoing, view: View) -> Iterator[Block]:
    given, left_out = view["advice"], view["overruled"]
    if given:
        yield Heading(3, "Advice")
        yield listed(tuple(f"{one['say']} {one['do']} ({one['source']})" for one in given))
    if left_out:
        yield Heading(3, "Advice that is not followed")
        yield Facts(tuple(Fact(one["say"].rstrip("."), (one["reason"],)) for one in left_out))


def _stakeholders(out: Outgoing, _: View) -> Iterator[Block]:
    if lines := tuple(stakeholder_lines(out.journey)):
        yield Heading(3, "The stakeholder map")
        yield from pictured(out, "stakeholders")
        yield listed(lines)


def _voices_of_moments(out: Outgoing, _: View) -> Iterator[Block]:
    journey = out.journey
    yield from _voices(
        Fact(moment_name(journey, one), (reported(journey, quotes_of_moment(journey, one), one.touchpoint),))
        for one in journey.moments
    )


def _voices_of_solutions(out: Outgoing, _: View) -> Iterator[Block]:
    journey = out.journey
    yield from _voices(
        Fact(solution_name(journey, one), (reported(journey, quotes_of_solution(journey, one)),))
        for one in journey.solutions
    )


def _voices(facts: Iterator[Fact]) -> Iterator[Block]:
    if said := tuple(one for one in facts if any(one.lines)):
        yield Heading(3, "What people said there")
        yield Facts(said)


def _matrix(out: Outgoing, _: View) -> Iterator[Block]:
    if figures := (*pictured(out, "solutions"),):
        yield Heading(3, "Solutions by value and effort")
        yield from figures


def _ranking(_: Outgoing, view: View) -> Iterator[Block]:
    found = view["ranking"]
    if not found["ranked"] and not found["unrated"]:
        return
    yield Heading(3, "What comes first")
    yield Words(found["say"])
    if found["ranked"]:
        yield Table(
            "The ranking",
            ("Place", "Solution", "Value minus work", "Field", "How firm"),
            tuple(
                (one["shown"], one["title"], _signed(one["score"]), one["quadrant"], one["say"])
                for one in found["ranked"]
            ),
        )
        yield from (Words(found["rule"]), Words(found["shaking"]))
    if found["unrated"]:
        yield Facts(tuple(Fact(one["title"], (one["say"],)) for one in found["unrated"]))


def _signed(score: float) -> str:
    return f"{score:+g}".replace("-", "−")


def _mismatches(_: Outgoing, view: View) -> Iterator[Block]:
    found = view["mismatches"]
    if found:
        yield Heading(3, "Mismatches")
        yield listed(tuple(" ".join(map(_sentence, (one["say"], one["do"], one["priority"]))).strip() for one in found))
    if any(one["kind"] == "unanswered" for one in found):
        yield Words(view["priority_rule"])


def _sentence(words: str) -> str:
    words = f"{words[:1].upper()}{words[1:]}"
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def _surveys(_: Outgoing, view: View) -> Iterator[Block]:
    if view["surveys"]:
        yield Heading(3, "What the feedback says")
    for one in view["surveys"]:
        yield Heading(4, one["name"])
        if one["said"]:
            yield listed(tuple(each["say"] for each in one["said"]))
        for whole in one["wholes"]:
            rows = tuple((each["group"], f"{each['say']} {each['sample']}".strip()) for each in whole["groups"])
            yield Table(one["name"], ("Who", f"{whole['name'] or 'As a whole'} ({whole['scale']})"), rows)
        if one["rows"]:
            columns = (f"{each['title']} ({each['scale']})" for each in one["columns"])
            yield in_rows(
                f"{one['name']}, side by side",
                ("Step", *columns),
                tuple((row["name"], *map(_cell, row["cells"])) for row in one["rows"]),
            )


def _cell(cell: View | None) -> str:
    return "" if cell is None else " ".join(filter(None, (cell["say"], cell["sample"])))


def _ask(_: Outgoing, view: View) -> Iterator[Block]:
    if unknown := view["ask"] and view["ask"]["unknown"]:
        yield Heading(3, "What to ask next")
        yield Facts(tuple(Fact(one["question"], (one["why"], one["say"])) for one in unknown))


def _room(_: Outgoing, view: View) -> Iterator[Block]:
    """How the room voted or rated, once it is revealed; of people only how many."""
    found = view["apart"]
    if found["state"] != "together" or not found["counted"]:
        return
    if "tally" in found:
        yield Heading(3, "How the room voted")
        rows = ((f"{one['place']}{'=' if one['tied'] else ''}", one["name"], one["say"]) for one in found["tally"])
        yield Table("Votes with dots", ("Place", "What", "Dots"), tuple(rows))
        return
    yield Heading(3, "How the room rated")
    yield Facts(tuple(Fact(one["name"] or "A step without a name", (_spread(one),)) for one in found["spreads"]))
    yield from _voices_in(found["voices"]) if found["voices"] else ()


def _spread(one: View) -> str:
    """How a step was rated; of so few that one could tell who said what, no more than how many they are."""
    if 0 < one["rated"] < LEAST:
        return f"{counted(one['rated'], 'person', 'people')} rated it: too few to be told of outside the room"
    return str(one["say"])


def _voices_in(found: View) -> Iterator[Block]:
    yield Heading(3, "The voices in the room")
    yield listed((*(f"{one['say']}." for one in found["gaps"]), *found["beside"]))
    if drawn := found["monitor"]:
        yield Words(drawn["narration"])
        curves = drawn["curves"]
        rows = tuple(
            (step["name"], *(curve["points"][at]["words"] for curve in curves))
            for at, step in enumerate(drawn["steps"])
        )
        yield in_rows("The voices, step by step", ("Step", *(one["title"] for one in curves)), rows)


def _due(_: Outgoing, view: View) -> Iterator[Block]:
    if view["due"]:
        yield Heading(3, "What is due")
        rows = (
            (one["name"], one["who"] or "Nobody yet", f"{one['due']}{', overdue' if one['overdue'] else ''}")
            for one in view["due"]
        )
        yield Table("What is due", ("What", "Who", "By when"), tuple(rows))


def _teams(_: Outgoing, view: View) -> Iterator[Block]:
    if view["teams"]:
        yield Heading(3, "What each team has to do")
        yield listed(tuple(one["say"] for one in view["teams"]))


def _evaluation(out: Outgoing, view: View) -> Iterator[Block]:
    if not view["evaluation"]:
        return
    yield Heading(3, "What was achieved")
    yield from pictured(out, "indicators")
    for one in view["evaluation"]:
        yield Heading(4, " ".join(filter(None, (one["name"], one["unit"] and f"({one['unit']})"))))
        told = (one["say"], one["today_note"], *(f"{each['title']}: {each['against']}" for each in one["predictions"]))
        yield listed(tuple(filter(None, (*told, one["together"], one["chance"]))))


def _editions(_: Outgoing, view: View) -> Iterator[Block]:
    if view["editions"]:
        yield Heading(3, "Editions")
    for one in view["editions"]:
        yield Heading(4, ", ".join(filter(None, (one["name"], shown(one["date"]), one["by"]))))
        if said := (*filter(None, (one["note"],)), *one["changes"]):
            yield listed(said)
    if view["since"]:
        yield Heading(4, "Since the latest edition")
        yield listed(tuple(view["since"]))


_PARTS: Final[dict[str, Callable[[Outgoing, View], Iterator[Block]]]] = {
    "verdict": _verdict,
    "profile": profile,
    "advice": _advice,
    "monitor": curve,
    "stakeholders": _stakeholders,
    "map": lambda out, _: whole_map(out),
    "surveys": _surveys,
    "feedback": _surveys,
    "ask": _ask,
    "apart": _room,
    "voices-of-moments": _voices_of_moments,
    "voices-of-solutions": _voices_of_solutions,
    "matrix": _matrix,
    "ranking": _ranking,
    "mismatches": _mismatches,
    "due": _due,
    "teams": _teams,
    "evaluation": _evaluation,
    "editions": _editions,
}
"""What shows something, by the names of the parts; the others ask for something, or show what the form holds."""
