"""What a map is as a table with a line for each step: what each column is called, what stands in it, both ways. Pure.

Formats that are tables or headings with lines below share it, so that each reads what the others write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import Loss
from cjm_widgets.journey.facts import solutions_for_step
from cjm_widgets.journey.model import Journey, Step, TimeSpan
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import ROOM, SCALES, WANTED, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.formats.held import Filled
    from cjm_widgets.journey.model import Rating
    from cjm_widgets.journey.scales import Scale

TextOf = Callable[[Step], str]
"""What stands in a column at a step."""
BETWEEN: Final = "; "
"""What stands between several names in one cell."""
SATISFACTION: Final = "Satisfaction"
THE_WANTED: Final = "Satisfaction that we want"
OUR_SCALE: Final = f"{SATISFACTION} (-2 to 2)"
UNKNOWN: Final = "unknown"
NO_STAGE: Final = "(no stage)"
"""Of a step beside others that have one: an empty cell may belong to the one above."""
_TIME: Final = re.compile(
    r"[~≈]?\s*(\d+(?:[.,]\d+)?)\s*(min(?:ute)?s?|h(?:ou)?rs?|h|days?|d|weeks?|w|months?|mo)\.?", re.IGNORECASE
)
_LONGEST_TIME: Final = 100_000
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks", "mo": "months"}
_FIGURE: Final = re.compile(r"[+\-−–]?\d+(?:[.,]\d+)?")
_PARTS: Final = re.compile(r"[\n|]|,(?=\s)")
_QUOTED: Final = re.compile(r'"[^"]*"|“[^“”]*”')
_MARKED: Final = re.compile(r"“(?:[^”]|””)*”(?!”)")
_ALL_MARKED: Final = re.compile(rf"{_MARKED.pattern}(?:\s*[,|\n]\s*{_MARKED.pattern})*")
_MARKED_ITEM: Final = re.compile(rf"({_MARKED.pattern})\s*(?=;|$)")
_NEEDS_MARKS: Final = re.compile(r"[;“\"]")
"""Signs by which a name among others would be read otherwise."""
_WITH_SCALE: Final = re.compile(r"(.*?)\s*\(([^()]+)\)\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is said of every step.

    Args:
        key: as in the model: “experience/feelings”.
        title: its heading.
        also: other headings that mean it, in small letters.
        many: whether its cells hold several names.
    """

    key: str
    title: str
    also: tuple[str, ...] = ()
    many: bool = False


STAGE: Final = Column("stage", "Stage", ("phase", "section", "stages", "phases"))
STEP: Final = Column("name", "Step", ("steps", "activity", "task", "name", "step name"))
COLUMNS: Final = (
    STAGE,
    STEP,
    Column("goal", "What the customer wants", ("goal", "goals", "customer goal")),
    Column("time", "Time", ("duration", "how long", "how long does it take")),
    Column("waiting", "Waiting", ("of that waiting", "waiting time")),
    Column("touchpoints", "Touchpoints", ("touchpoint", "channel", "channels", "contacts"), many=True),
    Column("experience/actions", "Actions", ("action", "what they do", "doing", "customer actions")),
    Column("experience/responses", "Responses", ("response", "what they say", "saying")),
    Column("experience/language", "Language", ("how they say it",)),
    Column("experience/feelings", "Feelings", ("feeling", "what they feel")),
    Column("experience/emotions", "Emotions", ("emotion", "love and hate")),
    Column("experience/thoughts", "Thoughts", ("thought", "thinking", "what they think")),
    Column("quotes", "Quotes", ("quote", "what customers said", "verbatim"), many=True),
    Column("service_elements", "What the service offers", ("service elements", "service element")),
    Column("wanted", "The experience we want", ("wanted", "ideal experience")),
    Column("great", "What makes it great", ("great", "what delivers a great experience")),
    Column("know", "How we know", ("know", "how do we know")),
    Column("blueprint/evidence", "Evidence", ("physical evidence",)),
    Column("blueprint/front_stage", "Front stage", ("frontstage",)),
    Column("blueprint/back_stage", "Back stage", ("backstage",)),
    Column("blueprint/support", "Support", ("support processes", "systems")),
    Column("blueprint/organisation", "Organisation", ("organization", "the organisation behind it")),
    Column("moments", "Moments of truth", ("moment of truth", "pain points", "pain point"), many=True),
    Column("solutions", "Solutions", ("solution", "opportunities", "opportunity", "ideas", "improvements"), many=True),
)
_BY_WORD: Final = {word: one for one in COLUMNS for word in (one.title.casefold(), *one.also)}


@dataclass(frozen=True, slots=True)
class Rater:
    """A column of ratings: whose, and on which scale."""

    rating_id: str
    name: str
    scale: Scale

    @property
    def title(self) -> str:
        """Its heading: “Satisfaction (-2 to 2)”, “Survey 2026 (Negative answers, %)”."""
        if self.rating_id == ROOM and self.scale.name == "felt":
            return OUR_SCALE
        return f"{self.name} ({self.scale.title})"


def meant(heading: str) -> Column | None:
    """The column that a heading names, or None."""
    word = " ".join(heading.casefold().replace("**", "").split()).strip(" ?:*")
    return _BY_WORD.get(word)


def rater_of(heading: str) -> tuple[str, Scale] | None:
    """Whose ratings stand under a heading and on which scale: “Satisfaction (-2 to 2)”; None where no scale is said."""
    found = _WITH_SCALE.fullmatch(heading.strip())
    if not found:
        return None
    said = " ".join(found[2].replace("−", "-").split()).casefold()
    for scale in SCALES.values():
        if said in (scale.name, scale.title.casefold(), scale.title.replace("−", "-").casefold()):
            return found[1], scale
    if said in ("-2 to 2", "-2 to +2", "-2..2", "-2..+2"):
        return found[1], SCALES["felt"]
    try:
        return found[1], scale_of(said.removeprefix("score, "))
    except ValueError:
        return None


def columns_of(journey: Journey) -> Iterator[tuple[str, TextOf]]:
    """The headings of a map's table, each with what stands under it at a step; columns without a word are left out.

    Args:
        journey: as it may leave.
    """
    for column in COLUMNS:
        cells = {step.id: cell(journey, column, step) for step in journey.steps}
        if column is STEP or any(cells.values()):
            yield column.title, lambda step, cells=cells: cells[step.id]  # type: ignore[misc]
    for rater in raters_of(journey):
        yield rater.title, lambda step, rater=rater: figure_of(rating_of(step, rater))  # type: ignore[misc]


def raters_of(journey: Journey) -> tuple[Rater, ...]:
    """Everybody who rated, once for each scale, in the order in which they come."""
    called = {one.rater: one.title for one in curves(journey)} | {ROOM: SATISFACTION, WANTED: THE_WANTED}
    found: dict[tuple[str, str], Rater] = {}
    for step in journey.steps:
        for one in step.ratings:
            if one.value is not None:
                name = called.get(one.id) or one.rater or one.id
                found.setdefault((one.id, one.scale), Rater(one.id, name, scale_of(one.scale)))
    return tuple(sorted(found.values(), key=lambda one: one.rating_id != ROOM))


def rating_of(step: Step, rater: Rater) -> Rating | None:
    """What somebody rated a step."""
    return next((one for one in step.ratings if one.id == rater.rating_id and one.scale == rater.scale.name), None)


def figure_of(rating: Rating | None) -> str:
    """A figure for a table: “-2”, “12.5”, “unknown”; nothing where nobody rated."""
    if rating is None or rating.value is None:
        return ""
    return rating.value if isinstance(rating.value, str) else f"{rating.value:.12g}"


def cell(journey: Journey, column: Column, step: Step) -> str:
    """What stands in a column at a step, as text."""
    made = _MADE.get(column.key)
    return made(journey, step) if made else str(value_of(step, column.key))


def value_of(step: Step, key: str) -> Any:
    """A field of a step by its name, or by its group's and its own."""
    group, _, name = key.partition("/")
    found = getattr(step, group)
    return getattr(found, name) if name else found


def _names(names: Iterable[str]) -> str:
    """Several names in one cell; one that would be read otherwise than it is stands in quotation marks."""
    plain = [name.strip() for name in names if name.strip()]
    if len(plain) == 1:
        return plain[0] if names_in(plain[0]) == plain else _marked(plain[0])
    return BETWEEN.join(_marked(name) if _NEEDS_MARKS.search(name) else name for name in plain)


def _marked(name: str) -> str:
    return f"“{name.replace('”', '””')}”"


def names_in(text: str) -> list[str]:
    """The names in a cell: between semicolons, else between lines, strokes or commas; one in quotation marks is one."""
    text = text.strip()
    if _QUOTED.fullmatch(text):
        return [text[1:-1].strip()]
    if ";" in text:
        return _between_semicolons(text)
    if _ALL_MARKED.fullmatch(text):
        return [name for one in _MARKED.findall(text) if (name := _unmarked(one))]
    if len(text) > 1 and text[0] == "“" and text[-1] == "”":
        return [text[1:-1].strip()]
    return [one.strip() for one in _PARTS.split(text) if one.strip()]


def _between_semicolons(text: str) -> list[str]:
    found = []
    while text := text.lstrip():
        marked = _MARKED_ITEM.match(text)
        name, _, rest = text.partition(";") if marked is None else (_unmarked(marked[1]), "", text[marked.end() + 1 :])
        found.append(name.strip())
        text = rest
    return [name for name in found if name]


def _unmarked(name: str) -> str:
    return name[1:-1].replace("””", "”").strip()


def time_in_words(time: TimeSpan) -> str:
    """“3 days”, “1.5 hours”; "" where nobody said."""
    if time.amount is None:
        return ""
    return f"{time.amount:.12g} {time.unit.removesuffix('s') if time.amount == 1 else time.unit}"


def _stage(journey: Journey, step: Step) -> str:
    name = next((one.name for one in journey.stages if one.id == step.stage), "")
    return name or (NO_STAGE if any(one.stage for one in journey.steps) else "")


_MADE: Final[dict[str, Callable[[Journey, Step], str]]] = {
    "stage": _stage,
    "time": lambda _, step: time_in_words(step.time),
    "waiting": lambda _, step: time_in_words(step.waiting),
    "touchpoints": lambda _, step: _names(one.name for one in step.touchpoints),
    "quotes": lambda _, step: _names(one.words for one in step.quotes),
    "moments": lambda journey, step: _names(one.name for one in journey.moments if one.step == step.id),
    "solutions": lambda journey, step: _names(
        one.title for one in solutions_for_step(journey, step.id) if one.step in (None, step.id)
    ),
}
"""What is put together for a cell; all else stands in the step as it is."""


def time_in(text: str) -> TimeSpan | None:
    """The length of time that words say, or None."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    word = found[2].lower()
    unit = _UNITS["mo"] if word.startswith("mo") else _UNITS[word[0]]
    amount = float(found[1].replace(",", "."))
    return TimeSpan.model_validate({"amount": amount, "unit": unit}) if amount <= _LONGEST_TIME else None


def figure_in(text: str) -> float | None:
    """The figure that a cell is, or None; “7 of 10” and words are none."""
    plain = text.strip().removesuffix("%").strip()
    if not _FIGURE.fullmatch(plain):
        return None
    return float(plain.replace("−", "-").replace("–", "-").replace(",", "."))


def is_in_table(journey: Journey) -> Callable[[Filled], bool]:
    """Tells of a field that tables hold whether it is in this one: what belongs to no step has no line.

    Args:
        journey: as it may leave.
    """
    steps = {step.id for step in journey.steps}
    stages = {step.stage for step in journey.steps if step.stage}
    moments = {one.id for one in journey.moments if one.step in steps}
    solutions = {one.id for one in journey.solutions if one.step in steps or one.moment in moments}
    called = {one.rating_id: one.name for one in raters_of(journey)}
    raters = {
        f"steps/{step.id}/ratings/{one.id}/rater"
        for step in journey.steps
        for one in step.ratings
        if called.get(one.id) == one.rater
    }
    of: dict[str, set[str]] = {"stages": stages, "moments": moments, "solutions": solutions}

    def is_there(one: Filled) -> bool:
        part, *more = one.path.split("/")
        if part in of:
            return more[0] in of[part]
        return one.kind != "steps/ratings/rater" or one.path in raters

    return is_there


def stages_not_as_they_are(journey: Journey, *, has_headings: bool = False) -> Iterator[Loss]:
    """What comes back otherwise of stages that stand in the file by their names alone.

    Args:
        journey: as it may leave.
        has_headings: whether each of them has a heading of its own there.
    """
    names = {one.id: one.name for one in journey.stages}
    runs = [stage for stage, _ in groupby(step.stage for step in journey.steps) if stage]
    again = sorted({one for one in runs if runs.count(one) > 1})
    if again:
        yield Loss("A stage that comes again after another comes back as two", tuple(f"stages/{one}" for one in again))
    alike = [two for one, two in pairwise(runs) if names[one] == names[two]]
    if alike and not has_headings:
        yield Loss("Stages of one name side by side come back as one", tuple(f"stages/{one}" for one in alike))


HOLDS: Final = frozenset(
    {
        "stages/name",
        "steps/name",
        "steps/stage",
        "steps/goal",
        "steps/time/",
        "steps/waiting/",
        "steps/touchpoints/name",
        "steps/experience/",
        "steps/quotes/words",
        "steps/service_elements",
        "steps/wanted",
        "steps/great",
        "steps/know",
        "steps/blueprint/",
        "steps/ratings/value",
        "steps/ratings/scale",
        "steps/ratings/rater",
        "moments/name",
        "moments/step",
        "solutions/title",
        "solutions/step",
    }
)
"""The fields that are in the table."""
