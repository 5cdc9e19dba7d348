"""What a picture shows, in words and figures, and the same figures as rows of text for its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.aims import aims, alone_in_words
from cjm_widgets.journey.axis import axes
from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.diagnostic import five_cs, verdict
from cjm_widgets.journey.grounds import UNTOLD
from cjm_widgets.journey.happened import happened_in_words
from cjm_widgets.journey.model import Diagnostic
from cjm_widgets.journey.narration import narrate, narrate_words, step_name
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import WANTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.satisfaction import Curve, Point

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]

NOT_RATED = "not rated yet"
NOBODY_KNOWS = "nobody knows"


def caption_satisfaction(journey: Journey) -> str:
    """The satisfaction picture in a few words: the curve, its moments of truth, and what the steps rest on.

    Args:
        journey: the journey that is drawn.
    """
    told = [part for part in (narrate(journey), narrate_words(journey)) if part]
    hot = _names(journey, {moment.step for moment in journey.moments if moment.hot_spot})
    others = [name for name in _names(journey, {moment.step for moment in journey.moments}) if name not in hot]
    other = "Other moment" if hot else "Moment"
    for names, one, several in (
        (hot, "Hot spot", "Hot spots"),
        (others, f"{other} of truth", f"{other}s of truth"),
    ):
        if names:
            told.append(f"{one if len(names) == 1 else several}: {', '.join(names)}.")
    covered = coverage(journey)
    rests = covered.say if any(one.basis != "nothing" for one in covered.steps) else ""
    beside = filter(None, [alone_in_words(journey), rests, happened_in_words(journey)])
    return " ".join((*told, *_key(journey), *beside))


def _key(journey: Journey) -> Iterator[str]:
    """What filled, half filled and hollow points rest on, bars and double lines mean: as far as they are drawn."""
    shown = _answered(journey)
    felt = [point for curve in shown if curve.rater != WANTED for point in curve.points if point.value is not None]
    there = {point.ground.basis for point in felt}
    looks = (("measured", "filled points are measured"), ("reported", "half filled ones reported to us"))
    told = [words for basis, words in looks if basis in there]
    if any(point.ground.basis == "assumed" and not point.ground.is_untold for point in felt):
        told.append("hollow ones assumed by us")
    if any(point.ground.is_untold for point in felt):
        told.append(f"hollow ones with a dot inside from {UNTOLD}")
    if told:
        yield f"{told[0][:1].upper()}{', '.join(told)[1:]}."
    if any(point.interval for point in felt):
        yield "Bars: 95 % intervals."
    if any(curve.rater == WANTED for curve in shown):
        yield "Double lines: what we want, not what customers say."


def describe_satisfaction(journey: Journey) -> str:
    """The satisfaction picture in words: the curve, its moments of truth, and the figures step by step.

    Args:
        journey: the journey that is drawn.
    """
    told = [caption_satisfaction(journey)]
    shown = _answered(journey)
    drawn_on = axes(shown)
    for curve in shown:
        figures = ", ".join(
            f"{step_name(point, at)} {say(point, curve)}" for at, point in enumerate(curve.points, start=1)
        )
        told.append(f"{curve.title} ({drawn_on[curve.scale.name].title}): {figures}.")
    return " ".join(told)


def satisfaction_table(journey: Journey) -> Table:
    """The figures of the satisfaction picture: headings, and a row for each step.

    Args:
        journey: the journey that is drawn.
    """
    shown = _answered(journey)
    found = aims(journey)

    def beside(curve: Curve, step: str) -> tuple[str, ...]:
        return tuple(one.say for one in found.get((curve.rater, curve.scale.name), ()) if one.step == step)

    moments = {moment.step: "yes" for moment in journey.moments}
    moments |= {moment.step: "hot spot" for moment in journey.moments if moment.hot_spot}
    columns = ("Step", *(f"{curve.title}: {curve.scale.title}" for curve in shown), "Moment of truth")
    rows = tuple(
        (
            f"{at} {step.name}".strip(),
            *("; ".join((_with_evidence(curve.points[at - 1], curve), *beside(curve, step.id))) for curve in shown),
            ", ".join(part for part in (moments.get(step.id, ""), _side(journey, step.id)) if part),
        )
        for at, step in enumerate(journey.steps, start=1)
    )
    return columns, rows


def caption_diagnostic(journey: Journey) -> str:
    """What the five Cs add up to.

    Args:
        journey: the journey that is drawn.
    """
    return verdict(journey).say


def describe_diagnostic(journey: Journey) -> str:
    """The five Cs in words: each with its answer, then what they add up to.

    Args:
        journey: the journey that is drawn.
    """
    answers = ", ".join(f"{c.lower()} {answer}" for c, answer, _ in diagnostic_table(journey)[1])
    return f"{answers[:1].upper()}{answers[1:]}. {caption_diagnostic(journey)}"


def diagnostic_table(journey: Journey) -> Table:
    """The figures of the five Cs: headings, and a row for each C.

    Args:
        journey: the journey that is drawn.
    """
    words = {0: "0 not really", 1: "1 partly", 2: "2 very much", "unknown": NOBODY_KNOWS, None: NOT_RATED}
    rows = tuple(
        (str(Diagnostic.model_fields[name].title), words[c.rating], c.reason) for name, c in five_cs(journey.diagnostic)
    )
    return ("The five Cs", "Rating, 0 to 2", "Reason"), rows


def say(point: Point, curve: Curve) -> str:
    """One rating in words: “−2 very dissatisfied”, “36 %”, “nobody knows”, “not rated yet”."""
    if point.value is not None:
        return curve.scale.say(point.value)
    unknown = point.rating is not None and point.rating.value == "unknown"
    return NOBODY_KNOWS if unknown else NOT_RATED


def _names(journey: Journey, steps: set[str | None]) -> list[str]:
    """The steps by name, each with whether its moments can win or lose customers where somebody said so."""
    told = []
    for at, step in enumerate(journey.steps, start=1):
        if step.id in steps:
            side = _side(journey, step.id)
            told.append(f"{step.name.strip() or f'step {at}'}{f' ({side})' if side else ''}")
    return told


def _side(journey: Journey, step: str) -> str:
    felt = {moment.felt for moment in journey.moments if moment.step == step}
    sides = [word for side, word in (("engaged", "win"), ("challenged", "lose")) if side in felt]
    return f"can {' or '.join(sides)} them" if sides else ""


def _answered(journey: Journey) -> list[Curve]:
    return [
        curve
        for curve in curves(journey)
        if any(point.rating is not None and point.rating.value is not None for point in curve.points)
    ]


def _with_evidence(point: Point, curve: Curve) -> str:
    if point.value is None:
        return f"{say(point, curve)}; in words: “{point.felt}”" if point.felt else say(point, curve)
    evidence = ", ".join(part for part in (point.ground.firm, point.sample, point.ground.named) if part)
    return f"{say(point, curve)} ({evidence})"
