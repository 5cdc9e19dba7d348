"""What somebody says of a scale beside what the file says of it: where the two differ, that is asked, or told. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.scales import BEST_OF_TEN
from cjm_widgets.evidence.told import Question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cjm_widgets.evidence.headings import Column, Headings
    from cjm_widgets.evidence.plan import Plan, Values
    from cjm_widgets.evidence.roles import Profile
    from cjm_widgets.evidence.told import Told
    from cjm_widgets.journey.scales import Scale

_OPEN: Final = frozenset({"scale", "words", "answers", "good", "value", "way", "layout"})
"""Questions whose answer may be another scale."""
_OF_POINTS: Final = re.compile(
    r"\b(mean|average|avg|score|rating|durchschnitt|mittelwert|moyenne|gemiddelde|media)\b", re.IGNORECASE
)
_FROM_TO: Final = re.compile(
    rf"{_OF_POINTS.pattern}\D{{0,12}}(?P<low>\d)\s*(?:-|–|to|bis)\s*(?P<high>\d{{1,2}})\b", re.IGNORECASE
)
_OUT_OF: Final = re.compile(r"(?:\bout of|\bsur|(?<!\d)/)\s?(?P<high>5|6|7|10|20|100)\b", re.IGNORECASE)


def compared(
    told: Told, headings: Headings, plan: Plan, profiles: Mapping[int, Profile], open_ones: Collection[Question]
) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """What is to be asked where the file says another scale than somebody does, and what is to be told.

    Args:
        told: what somebody says.
        headings: of the file.
        plan: how it would be read.
        profiles: of its columns.
        open_ones: questions that are asked already; what they are about waits for their answers.
    """
    if plan.layout == "events" or any(one.id in _OPEN for one in open_ones):
        return (), ()
    questions: list[Question] = []
    remarks: list[str] = []
    for_all = _name(told.scale)
    of_others = {scales.bare(_name(one)) for one in told.scales.values()}  # what is said of one may go for all like it
    is_used = any(scales.bare(for_all) == scales.bare(one.scale) for one in plan.values)
    for values in plan.values:
        column = headings.named(values.column)
        if column is None:
            continue
        just = next((_name(said) for name, said in told.scales.items() if headings.named(name) == column), "")
        said, made = scales.bare(just or for_all), scales.bare(values.scale)
        if not said or (not just and said != made and made in of_others):
            continue
        if said != made and (just or plan.layout == "figures" or not is_used):
            in_words = bool(values.words or plan.counts)
            if not (in_words and any(one.options[0][0] == made for one in questions)):
                questions.append(_asked(column, values, made, said, can_be_said=not in_words))
        elif said != made:
            remarks.append(f"“{column.name}” is read as {made}, as the file says, and not as {said}.")
        elif (other := _otherwise(column, profiles[column.at], scales.scale_of(made), plan)) and just:
            remarks.append(f"The name of “{column.name}” says {other}: it is read as {said}, as you say.")
        elif other:
            questions.append(_asked(column, values, other, said, can_be_said=True))
    return tuple(questions), tuple(remarks)


def refuse_unknown(told: Told, headings: Headings, plan: Plan) -> None:
    """Refuses scales of columns and rows that are not there.

    Args:
        told: what somebody says.
        headings: of the file.
        plan: how it is read.

    Raises:
        EvidenceError: that names the first of them.
    """
    for name in told.scales:
        if headings.named(name) is None and name not in plan.outcomes:
            raise EvidenceError(f"--scale “{name}=…”: no column is called so, and no row about the journey as a whole.")


def _asked(column: Column, values: Values, own: str, said: str, *, can_be_said: bool) -> Question:
    """Asks which counts; answers in words have no other points than theirs unless somebody puts them in order."""
    options: tuple[tuple[str, str], ...] = ((own, scales.scale_of(own).title), (said, scales.scale_of(said).title))
    is_answered = "is answered" if values.words else "and its neighbours are answers"
    if can_be_said:
        why = f"The name of “{column.name}” says {own}, and you say {said}."
        say = f"Say --scale “{column.name}={own}” if the file is right, else --scale “{column.name}={said}”."
    else:
        why = f"“{column.name}” {is_answered} in words, which are read as {own}, and you say {said}."
        say = f"Say --scale “{column.name}={own}”, or --scale with all answers, from the worst to the best."
        options = options[:1]
    return Question("which", f"{why} {say}", column.name, options)


def _otherwise(column: Column, profile: Profile, known: Scale, plan: Plan) -> str:
    """The scale that a heading says, where it is another than a known one and the figures lie on it; "" if not."""
    if known.name == "nps" or plan.counts or (scales.is_share(known) and not _OF_POINTS.search(column.asks)):
        return ""
    for written in _written(column.asks):
        if (written.low, written.high) != (known.low, known.high) and written.low <= 1:
            fits = written.low <= profile.low and profile.high <= written.high
            return written.name if fits else ""
    return ""


def _written(heading: str) -> Iterator[Scale]:
    """The scale whose ends, or whose best figure, a heading says."""
    if (found := scales.in_heading(heading)) is not None:
        yield found
    if (said := _FROM_TO.search(heading)) is not None and int(said["low"]) < int(said["high"]):
        yield scales.scale_of(f"{said['low']}-{said['high']}")
    if (said := _OUT_OF.search(heading)) is not None:
        yield scales.scale_of(f"{0 if int(said['high']) >= BEST_OF_TEN else 1}-{said['high']}")


def _name(said: str) -> str:
    """The name of a scale that somebody says; "" for none, and for answers that somebody puts in order."""
    return scales.name_of(said) if said and not scales.points_told(said) else ""
