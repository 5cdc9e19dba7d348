"""Few people between a file's groups and those of surveys on a map or in its history: by rows, else by figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cjm_widgets.evidence.attaching import least_of, places_of
from cjm_widgets.evidence.bare_answers import bare, outcome_column, scales_by_column
from cjm_widgets.evidence.between import Side, refuse_few_between
from cjm_widgets.evidence.least import Stands, of_enough_people
from cjm_widgets.evidence.making_steps import new_steps
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.scales import scale_of
from cjm_widgets.evidence.sums import refuse_few_beside
from cjm_widgets.evidence.surveyed import (
    group_of,
    groups_by_code,
    is_of_survey,
    outcomes_of,
    rated_by,
    scales_on,
    surveyed,
)
from cjm_widgets.tasks.answers import all_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cjm_widgets.evidence.attaching import Survey
    from cjm_widgets.evidence.bare_answers import Answers
    from cjm_widgets.evidence.found import Read, Tally
    from cjm_widgets.evidence.least import AnsweredBy, Standing
    from cjm_widgets.evidence.stood import Stood
    from cjm_widgets.journey.model import Journey, Source, Step
    from cjm_widgets.store import JourneyStore


class FewBetween:
    """Whether few people lie between a file's groups and those on a map.

    It takes a moment, so it is looked at once before anybody's typing has to wait, and again only where surveys have
    changed since.

    Args:
        store: of the maps; None keeps no answers.
        journey: the map, without the file.
        found: what the file says.
        survey: where it comes from.
        called: how the file calls a step: what the map calls it.
        make_steps: whether a step is made of a name that the map does not know.
        answered_by: who has answered, where rows do not tell and somebody said it.
        before: what stood of surveys and does no more.
    """

    def __init__(  # noqa: PLR0913  each is something that is known of a file
        self,
        store: JourneyStore | None,
        journey: Journey,
        found: Read,
        survey: Survey,
        called: Mapping[str, str],
        *,
        make_steps: bool,
        answered_by: AnsweredBy,
        before: Sequence[Stood] = (),
    ) -> None:
        self._store, self._found, self._survey = store, found, survey
        self._called, self._make_steps, self._answered_by = called, make_steps, answered_by
        self._before = before
        self._surveys = _surveys_on(journey)
        self._error = self._look(journey)

    def refuse(self, journey: Journey) -> None:
        """Refuses the file if few people lie between.

        Args:
            journey: the map as it is now.

        Raises:
            EvidenceError: if few do.
            WhoAnsweredError: if it has to be asked who answered.
        """
        error = self._error if _surveys_on(journey) == self._surveys else self._look(journey)
        if error:
            raise error

    def _look(self, journey: Journey) -> EvidenceError | None:
        if self._store is None:
            return None
        least = least_of(journey, self._survey)
        # the survey of the same name too: what it replaces stays in the history
        kept = list(all_kept(self._store, journey))
        on_map = [(journey.steps, one) for one in journey.sources]
        in_history = [(one.steps, one.source) for one in self._before]
        answers = {source.id for source, _ in kept}
        try:
            if self._found.tally:
                others = [_stands(journey, source, before) for source, before in kept]
                now = self._now(self._found.tally, journey, least)
                refuse_few_between(now, others, least, answered_by=self._answered_by)
                # rows have told of these; those of this name are looked at figure by figure (`refuse_few_new`)
                on_map = [(steps, one) for steps, one in on_map if one.id not in {*answers, self._survey.id}]
                in_history = [(steps, one) for steps, one in in_history if one.id != self._survey.id]
            table, brought = self._table(journey, least), "the file" if self._found.tally else "the table"
            for steps, source in (*on_map, *in_history):
                # of two tables the one tells nothing that whoever added up the other kept back
                exact = source.id in answers or _are_of_answers(steps, source), bool(self._found.tally)
                if any(exact):
                    before, by = surveyed(steps, source, {}), self._answered_by
                    about = {"of": source.name, "brought": brought}
                    refuse_few_beside(before, table, least, **about, answered_by=by, exact=exact)
        except EvidenceError as error:
            return error
        return None

    def _table(self, journey: Journey, least: int) -> Standing:
        """The figures of the file as they will stand."""
        found: dict[str, dict[str, Stands]] = {}
        shown = of_enough_people(self._found, least)
        places = places_of(journey, [one.step for one in shown.figures], self._called)
        named = ((places[one.step].name, one) for one in shown.figures if one.step in places)
        for name, one in (*named, *((one.step, one) for one in shown.outcomes)):
            if one.n is not None and one.value is not None:
                group = "" if shown.is_of_all(one.group) else one.group
                found.setdefault(f"“{name}”", {})[group] = Stands(one.n, one.value, scale_of(one.scale))
        return found

    def _now(self, tally: Tally, journey: Journey, least: int) -> Side:
        names = list(dict.fromkeys(one.step for one in tally.columns if one.step))
        places = places_of(journey, names, self._called)
        if self._make_steps:
            places |= new_steps(journey, (one for one in names if self._called.get(one) != ""), places)
        kept = of_enough_people(self._found, least)
        shown = {(places[one.step].id, one.group) for one in kept.figures if one.step in places}
        shown |= {(outcome_column(one.step), one.group) for one in kept.outcomes}
        return _side(self._survey.name, bare(tally, places, {}), tally.groups, scales_by_column(tally, places), shown)


def _are_of_answers(steps: Iterable[Step], source: Source) -> bool:
    """Whether figures were worked out from answers, of which few are kept back; before that was noted, by intervals.

    A table that prints its own intervals counts too: what is asked once too often keeps everybody unnamed.
    """
    own = (one for step in steps for one in step.ratings if one.source == source.id)
    return source.least is not None or any(one.low is not None and is_of_survey(one.id, source.id) for one in own)


def _surveys_on(journey: Journey) -> object:
    rated = [(step.id, step.name, [one for one in step.ratings if one.source]) for step in journey.steps]
    return journey.sources, rated


def _stands(journey: Journey, source: Source, answers: Answers) -> Side:
    groups = groups_by_code(journey, source)
    shown = {(step.id, "" if one.id == source.id else group_of(one, source)) for step, one in rated_by(journey, source)}
    shown |= {(outcome_column(one.name), one.group) for one in outcomes_of(source)}
    of_each = [groups.get(code, "") for code in answers.groups]
    return _side(source.name, answers, of_each, scales_on(journey, source), shown)


def _side(
    name: str, answers: Answers, groups: Sequence[str], scales: Mapping[str, str], shown: Iterable[tuple[str, str]]
) -> Side:
    def on_scale(column: str) -> str:
        return f"{column} {scales.get(column, '')}"

    columns = tuple(map(on_scale, answers.columns))
    return Side(
        name, replace(answers, columns=columns), groups, frozenset((on_scale(of), group) for of, group in shown)
    )
