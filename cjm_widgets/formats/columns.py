"""What a map is as a table with a line for each step: what each column is called, what stands in it, both ways. Pure.

Formats that are tables or headings with lines below share it, so that each reads what the others write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import Loss
from cjm_widgets.formats.several import names_in_a_cell
from cjm_widgets.journey.facts import solutions_for_step
from cjm_widgets.journey.model import Journey, Step, TimeSpan
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import ROOM, SCALES, WANTED, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.formats.held import Filled
    from cjm_widgets.journey.model import Rating
    from cjm_widgets.journey.scales import Scale

TextOf = Callable[[Step], str]
"""What stands in a column at a step."""
SATISFACTION: Final = "Satisfaction"
THE_WANTED: Final = "Satisfaction that we want"
OUR_SCALE: Final = f"{SATISFACTION} (-2 to 2)"
UNKNOWN: Final = "unknown"
NO_STAGE: Final = "(no stage)"
"""Of a step beside others that have one: an empty cell may belong to the one above."""
NO_NAME: Final = "(no name)"
"""Of a step, as a line without one may belong to the step above."""
_GROUPS: Final = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
_TIME: Final = re.compile(
    rf"[~≈]?\s*({_GROUPS}|\d+(?:[.,]\d+)?)\s*(min(?:ute)?s?|h(?:ou)?rs?|h|days?|d|weeks?|w|months?|mo)\.?",
    re.IGNORECASE,
)
_LONGEST_TIME: Final = 100_000
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks", "mo": "months"}
_GROUPED: Final = re.compile(rf"[+\-−–]?{_GROUPS}")
_FIGURE: Final = re.compile(r"[+\-−–]?\d+(?:[.,]\d+)?")
_MINUS: Final = str.maketrans("−–", "--")
_WITH_SCALE: Final = re.compile(
    r"(.*?)\s*(?:\(([^()]+)\)|\[([^\[\]]+)\]|(?<=\s)([+−-]?\d+\s*(?:-|–|to|\.\.)\s*[+-]?\d+))\s*"
)
_OUT_OF: Final = re.compile(r"([+\-−–]?\d+(?:[.,]\d+)?)\s*(?:/|of|out of)\s*(\d+)", re.IGNORECASE)


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


STAGE: Final = Column(
    "stage",
    "Stage",
    ("phase", "section", "stages", "phases", "stage name", "phase name", "journey stage", "journey phase"),
)
STEP: Final = Column("name", "Step", ("steps", "activity", "task", "name", "step name", "journey step", "process step"))
PEOPLE: Final = Column("personas", "Personas", ("persona", "actor", "actors"), many=True)
"""Who makes the journey: read where a table says it of each step."""
COLUMNS: Final = (
    STAGE,
    STEP,
    Column("goal", "What the customer wants", ("goal", "goals", "needs", "what they want")),
    Column("time", "Time", ("duration", "how long", "how long does it take")),
    Column("waiting", "Waiting", ("of that waiting", "waiting time")),
    Column(
        "touchpoints",
        "Touchpoints",
        ("touchpoint", "channel", "channels", "contacts", "contact point", "contact points"),
        many=True,
    ),
    Column(
        "experience/actions",
        "Actions",
        ("action", "what they do", "doing", "activities", "description", "what happens"),
    ),
    Column("experience/responses", "Responses", ("response", "what they say", "saying")),
    Column("experience/language", "Language", ("how they say it",)),
    Column("experience/feelings", "Feelings", ("feeling", "what they feel", "how they feel", "how it felt")),
    Column("experience/emotions", "Emotions", ("emotion", "love and hate", "emotional state")),
    Column("experience/thoughts", "Thoughts", ("thought", "thinking", "what they think")),
    Column(
        "quotes",
        "Quotes",
        ("quote", "what customers said", "what people said", "what they said", "verbatim", "verbatims"),
        many=True,
    ),
    Column("service_elements", "What the service offers", ("service elements", "service element")),
    Column("wanted", "The experience we want", ("wanted", "ideal experience")),
    Column("great", "What makes it great", ("great", "what delivers a great experience")),
    Column("know", "How we know", ("know", "how do we know")),
    Column("blueprint/evidence", "Evidence", ("physical evidence",)),
    Column("blueprint/front_stage", "Front stage", ("frontstage", "front stage actions", "frontstage actions")),
    Column("blueprint/back_stage", "Back stage", ("backstage", "back stage actions", "backstage actions")),
    Column("blueprint/support", "Support", ("support processes", "support process", "systems", "supporting processes")),
    Column("blueprint/organisation", "Organisation", ("organization", "the organisation behind it")),
    Column(
        "moments",
        "Moments of truth",
        ("moment of truth", "pain points", "pain point", "pains", "frustrations", "barriers", "problems"),
        many=True,
    ),
    Column(
        "solutions",
        "Solutions",
        ("solution", "opportunities", "opportunity", "ideas", "improvements", "improvement", "recommendations"),
        many=True,
    ),
)
ACTIONS: Final = next(one for one in COLUMNS if one.key == "experience/actions")
"""Where words stand that say what goes on at a step and nothing more."""
_BY_WORD: Final = {word: one for one in (*COLUMNS, PEOPLE) for word in (one.title.casefold(), *one.also)}
_BESIDE_WORDS: Final = re.compile(r"^[\W_]+|[\W_]+$")
"""Signs before and behind the words of a heading: stars, emoji, a colon."""
_WHO: Final = r"(?:the |a )?(?:customer|user|patient|client|citizen|resident|visitor|student)s?"
_OF_WHOM: Final = re.compile(rf"^{_WHO}(?:['’]s?)? (?=\w)")
_WHAT_THEY: Final = re.compile(rf"^what {_WHO} (do|feel|think|say|want)(?:es|s)?$")
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*$")
_AND: Final = re.compile(r"\s*(?:/|&|\+|,|\band\b)\s*")


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
    """The column that a heading names, or None; of several, as in “Thoughts & feelings”, the first."""
    found = _BY_WORD.get(_word(heading)) or next(iter(meant_together(heading)), None)
    plain = _IN_BRACKETS.sub("", heading)
    return found or (meant(plain) if plain != heading and rater_of(heading) is None else None)


def meant_together(heading: str) -> list[Column]:
    """The columns that a heading names together, each once; none where it names but one, or something else."""
    parts = [_BY_WORD.get(one) for one in _AND.split(_word(heading))]
    return [*dict.fromkeys(one for one in parts if one)] if len(parts) > 1 and all(parts) else []


def _word(heading: str) -> str:
    """A heading in the words that are looked for: whoever it is about, “Patient actions” are actions."""
    word = " ".join(_BESIDE_WORDS.sub("", heading.casefold()).replace("_", " ").replace("-", " ").split())
    if word in _BY_WORD:
        return word
    return _OF_WHOM.sub("", _WHAT_THEY.sub(r"what they \1", word))


def rater_of(heading: str) -> tuple[str, Scale] | None:
    """Whose ratings stand under a heading and on which scale: “Satisfaction (-2 to 2)”; None where no scale is said."""
    found = _WITH_SCALE.fullmatch(heading.strip())
    if not found:
        return None
    said = " ".join((found[2] or found[3] or found[4]).replace("−", "-").split()).casefold()
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
    return rating.value if isinstance(rating.value, str) else number_of(rating.value)


def cell(journey: Journey, column: Column, step: Step) -> str:
    """What stands in a column at a step, as text."""
    made = _MADE.get(column.key)
    return made(journey, step) if made else str(value_of(step, column.key))


def value_of(step: Step, key: str) -> Any:
    """A field of a step by its name, or by its group's and its own."""
    group, _, name = key.partition("/")
    found = getattr(step, group)
    return getattr(found, name) if name else found


def number_of(value: float) -> str:
    """A figure as programs read it: “1500”, “-0.5”, “0.00001”."""
    return f"{Decimal(f'{value:.12g}'):f}"


def _time(time: TimeSpan) -> str:
    if time.amount is None:
        return ""
    return f"{number_of(time.amount)} {time.unit.removesuffix('s') if time.amount == 1 else time.unit}"


def _stage(journey: Journey, step: Step) -> str:
    name = next((one.name for one in journey.stages if one.id == step.stage), "")
    return name or (NO_STAGE if any(one.stage for one in journey.steps) else "")


_MADE: Final[dict[str, Callable[[Journey, Step], str]]] = {
    "stage": _stage,
    "name": lambda _, step: step.name.strip() or NO_NAME,
    "time": lambda _, step: _time(step.time),
    "waiting": lambda _, step: _time(step.waiting),
    "touchpoints": lambda _, step: names_in_a_cell(one.name for one in step.touchpoints),
    "quotes": lambda _, step: names_in_a_cell(one.words for one in step.quotes),
    "moments": lambda journey, step: names_in_a_cell(one.name for one in journey.moments if one.step == step.id),
    "solutions": lambda journey, step: names_in_a_cell(
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
    amount = thousands_in(found[1]) or figure_in(found[1]) or 0.0
    return TimeSpan.model_validate({"amount": amount, "unit": unit}) if amount <= _LONGEST_TIME else None


def figure_in(text: str) -> float | None:
    """The figure that a cell is, or None; “7 of 10” and words are none."""
    plain = text.strip().removesuffix("%").strip()
    if not _FIGURE.fullmatch(plain):
        return None
    return float(plain.translate(_MINUS).replace(",", "."))


def thousands_in(text: str) -> float | None:
    """The figure that a comma before three figures makes it, “12,500” or “1,234,567.5”; None without one."""
    return float(text.replace(",", "").translate(_MINUS)) if _GROUPED.fullmatch(text) else None


def figure_on(scale: Scale, text: str) -> float | None:
    """The figure that words are on a scale, such as “4/5” or “very satisfied”; None where they are none of its."""
    found = _OUT_OF.fullmatch(text)
    if found and float(found[2]) == scale.high:
        return figure_in(found[1])
    word = " ".join(text.casefold().split())
    return next((value for value, said in scale.words if word in (said.casefold(), scale.say(value).casefold())), None)


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
    alike = [two for one, two in pairwise(runs) if names.get(one, "") == names.get(two, "")]
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
