"""What the surveys and logs on a map say, in words; and how two groups stand to each other, by their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.two_groups import higher
from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.figures import fixed
from cjm_widgets.tasks.answers import kept_answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.evidence.two_groups import Higher
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore


class Told(NamedTuple):
    """Something that a survey or a log says.

    Args:
        survey: what it is called.
        say: what it says.
        deep: whether it belongs to what is said before it.
    """

    survey: str
    say: str
    deep: bool = False


class Beside(NamedTuple):
    """Which of two groups a survey finds more satisfied at a step.

    Args:
        survey: what it is called.
        groups: what the two are called.
        name: of the step.
        found: what its answers say.
    """

    survey: str
    groups: tuple[str, str]
    name: str
    found: Higher

    @property
    def say(self) -> str:
        """The same in a sentence."""
        (first, second), found = self.groups, self.found
        better, worse = round(100 * found.better), round(100 * found.worse)
        whole = f"{100 * found.value:.0f}, between {100 * found.low:.0f} and {100 * found.high:.0f}"
        sure = "more than chance" if found.called else "not enough to say"
        times = f"better than {second} in {better} of 100 pairs, worse in {worse} and alike in {100 - better - worse}"
        return f"{self.name}: {first} rates it {times}; {sure}. With half of those alike it is better in {whole}."

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON values."""
        return {"survey": self.survey, "groups": list(self.groups), "name": self.name, **self.found._asdict()}


def told_by(surveys: Iterable[dict[str, Any]], logs: Iterable[dict[str, Any]]) -> Iterator[Told]:
    """What surveys and logs say, in the order in which their page shows it.

    Args:
        surveys: as `journey.feedback.feedback_view` gives them.
        logs: as `journey.happened.logs_view` gives them.
    """
    for one in surveys:
        yield from (Told(one["name"], say, deep) for say, deep in _of_survey(one))
    for one in logs:
        yield from (Told(one["name"], say, deep) for say, deep in _of_log(one))


def _of_survey(one: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    yield from ((said["say"], False) for said in one["said"])
    for outcome in (each for each in one["outcomes"] if each["steps"]):
        yield f"How far each step goes with “{outcome['name']}”:", False
        for step in outcome["steps"]:
            part = f"; its part {100 * step['part']:.0f} %" if step["part"] is not None else ""
            ends = f"{step['reach']}, n = {step['n']:,}"
            against = "; against it" if step["called"] and step["value"] < 0 else ""
            yield f"{step['name']}: {fixed(step['value'], 2)}, {ends}{part}{against}", True
    for row in one["rows"]:
        cells = [
            f"{column['title']} {cell['say']}" + (f" ({cell['sample']})" if cell["sample"] else "")
            for column, cell in zip(one["columns"], row["cells"], strict=True)
            if cell
        ]
        yield f"{row['name']}: {', '.join(cells)}", False


def _of_log(one: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for step in one["steps"]:
        yield f"{step['name']}: {' '.join(step['lines'])}", False
        yield from ((f"{part['name']}: {' '.join(part['lines'])}", True) for part in step["parts"])
    if one["few"]:
        yield one["few"], False


def beside_each_other(store: JourneyStore, journey: Journey, one: str, other: str) -> tuple[Beside, ...]:
    """How two groups stand to each other, by each survey that has both and whose answers are kept.

    Args:
        store: of the maps.
        journey: the map.
        one: what a group is called.
        other: another.

    Raises:
        EvidenceError: if no survey says it; the text says why.
    """
    made: list[Beside] = []
    missing: list[str] = []
    for source in journey.sources:
        try:
            answers = kept_answers(store, journey.id, source.id)
            found = higher(journey, source, answers, one, other) if answers else ()
        except EvidenceError as error:
            missing.append(str(error))
            continue
        if answers and not found:
            missing.append(f"No step of “{source.name}” has answers of both groups.")
        made += [Beside(source.name, (one, other), step_name(journey, each.step), each) for each in found]
    if not made:
        raise EvidenceError(
            *(missing or ["No answers are kept beside this map, so that only its figures can be compared."])
        )
    return tuple(made)
