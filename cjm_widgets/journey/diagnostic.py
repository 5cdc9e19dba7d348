"""Is this journey worth mapping? The five Cs, added up with care for what nobody has answered.

The source names the five Cs and asks for “go” or “no”; it gives no score. Rating each from 0 to 2, the sum and
the threshold are this workbook's own, and `THRESHOLD` says so wherever a verdict is shown.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Diagnostic, FiveC, Journey

Answer = Literal["go", "unsure", "no", "not-yet"]

NAMES: Final = ("changeable", "challenged", "complex", "climactic", "costly")
MOST_EACH: Final = 2
MOST: Final = MOST_EACH * len(NAMES)
GO_FROM: Final = 6
NO_UP_TO: Final = 2
THRESHOLD: Final = (
    "No source gives a score for the five Cs. The threshold is this workbook’s own: "
    f"{GO_FROM} of {MOST} or more says go, {NO_UP_TO} or less says no, anything between is unsure. "
    "One C that is very much true, with its reason, is enough for unsure."
)
_QUOTED: Final = 160


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the five Cs say.

    Args:
        verdict: what holds now: the decision made against the sum, if it has a reason; otherwise `computed`.
        say: the verdict in words, with its figures.
        total: the sum, 0 to 10, or None while a C is missing.
        lowest: the sum if every missing C were 0.
        highest: the sum if every missing C were 2.
        computed: the verdict by the sum alone; "not-yet" while the missing Cs could change it.
        overridden: whether the group decided otherwise and gave a reason.
        unrated: the Cs that nobody has answered, by name.
        unknown: the Cs that were answered with “I do not know”, by name.
        threshold: that the threshold is the workbook's own, as a sentence to show beside the verdict.
    """

    verdict: Answer
    say: str
    total: int | None
    lowest: int
    highest: int
    computed: Answer
    overridden: bool
    unrated: tuple[str, ...]
    unknown: tuple[str, ...]
    threshold: str = THRESHOLD

    @property
    def missing(self) -> tuple[str, ...]:
        """The Cs without a figure, in the method's order: an answer of “I do not know” is no figure."""
        return tuple(name for name in NAMES if name in self.unrated or name in self.unknown)

    def to_json(self) -> dict[str, Any]:
        """The verdict as plain JSON values."""
        return {**asdict(self), "unrated": list(self.unrated), "unknown": list(self.unknown)}


def verdict(journey: Journey) -> Verdict:
    """The verdict of the five Cs; what is missing counts neither as yes nor as no.

    Source: Improving the service, “5Cs” diagnostic; score and threshold are the workbook's own.
    """
    diagnostic = journey.diagnostic
    cs = five_cs(diagnostic)
    unrated = tuple(name for name, c in cs if c.rating is None)
    unknown = tuple(name for name, c in cs if c.rating == "unknown")
    lowest = sum(c.rating for _, c in cs if isinstance(c.rating, int))
    highest = lowest + MOST_EACH * (len(unrated) + len(unknown))
    bare = tuple(name for name, c in cs if c.rating == MOST_EACH and not c.reason.strip())
    strong = any(c.rating == MOST_EACH and c.reason.strip() for _, c in cs)
    least, most = _by_sum(lowest, strong=strong), _by_sum(highest, strong=strong or bool(unrated or unknown))
    computed = least if least == most else "not-yet"
    decided = diagnostic.override if diagnostic.override_reason.strip() else None
    overridden = decided is not None and decided != computed
    say = _computed_in_words(computed, lowest, highest, unrated, unknown)
    if computed == "no" and bare:
        say = f"{say} With a reason for {_names(bare)} it would be unsure: one strong C can be enough."
    if overridden:
        say = f"{str(decided).capitalize()}, by your own decision: {_quoted(diagnostic.override_reason)} {_alone(say)}"
    elif diagnostic.override not in (None, computed, decided):
        say = f"{say} Your own decision, {diagnostic.override}, counts as soon as it has a reason."
    return Verdict(
        verdict=decided if decided is not None else computed,
        say=say,
        total=lowest if lowest == highest else None,
        lowest=lowest,
        highest=highest,
        computed=computed,
        overridden=overridden,
        unrated=unrated,
        unknown=unknown,
    )


def five_cs(diagnostic: Diagnostic) -> tuple[tuple[str, FiveC], ...]:
    """The five Cs with their names, in the method's order."""
    return tuple((name, getattr(diagnostic, name)) for name in NAMES)


def _by_sum(total: int, *, strong: bool) -> Answer:
    if total >= GO_FROM:
        return "go"
    return "unsure" if strong or total > NO_UP_TO else "no"


def _computed_in_words(
    computed: Answer, lowest: int, highest: int, unrated: tuple[str, ...], unknown: tuple[str, ...]
) -> str:
    missing = [name.capitalize() for name in NAMES if name in (*unrated, *unknown)]
    if len(unrated) == len(NAMES):
        return "Not yet: none of the five Cs is rated."
    if computed == "not-yet":
        between = f"The sum lies between {lowest} and {highest} of {MOST}."
        if not unrated:
            return f"Open: nobody knows about {_names(unknown)}. {between} Find out, or decide for yourselves below."
        count = f"{len(unrated)} of the five Cs {'is' if len(unrated) == 1 else 'are'} still missing"
        open_too = f", and nobody knows about {_names(unknown)}" if unknown else ""
        return f"Not yet: {count} ({_names(unrated)}){open_too}. {between}"
    figures = f"{lowest} of {MOST}" if lowest == highest else f"{lowest} to {highest} of {MOST}"
    means = {
        "go": "a map of this journey should be worth the work.",
        "unsure": "talk it through before you decide.",
        "no": "another journey may gain more from a map.",
    }[computed]
    still = f" What is missing ({', '.join(missing)}) cannot change that." if missing else ""
    return f"{computed.capitalize()}: {figures}; {means}{still}"


def _names(cs: tuple[str, ...]) -> str:
    return ", ".join(name.capitalize() for name in NAMES if name in cs)


def _alone(say: str) -> str:
    return f"By the five Cs alone: {say[:1].lower()}{say[1:]}"


def _quoted(reason: str) -> str:
    text = " ".join(reason.split())
    if len(text) > _QUOTED:
        text = text[: _QUOTED - 1].rsplit(" ", 1)[0] + "…"
    return f"“{text}”" + ("" if text[-1] in ".!?…" else ".")
