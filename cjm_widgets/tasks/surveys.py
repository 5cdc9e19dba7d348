"""What a file of customers says, onto the steps of a map in a folder."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cjm_widgets.evidence import EvidenceError, Survey, attach
from cjm_widgets.evidence.attaching import figures_on, least_of
from cjm_widgets.evidence.attaching_log import attach_log
from cjm_widgets.evidence.cells import as_seen
from cjm_widgets.evidence.found import Read
from cjm_widgets.evidence.plan import plan_in
from cjm_widgets.evidence.replacing import is_of_others, refuse_replacing, replaced
from cjm_widgets.evidence.stood import stood
from cjm_widgets.evidence.when import refuse_date
from cjm_widgets.store import Admitted
from cjm_widgets.tasks.answers import (
    answered_before,
    forget_answers,
    forget_answers_of_none,
    keep_what_was_answered,
    what_follows,
)
from cjm_widgets.tasks.between import FewBetween
from cjm_widgets.tasks.looked import look_through, look_through_as_before
from cjm_widgets.tasks.making import day_now, id_from_title
from cjm_widgets.tasks.plans import keep_plan, kept_plan

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.evidence.least import AnsweredBy, People
    from cjm_widgets.evidence.told import Told
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore
    from cjm_widgets.tasks.looked import Looked


def attach_survey(  # noqa: PLR0913  each is something that people say of a survey
    store: JourneyStore,
    journey_id: str,
    looked: Looked,
    *,
    name: str,
    source: str = "",
    date: str = "",
    make_steps: bool = False,
    who: str = "",
    keep_in: JourneyStore | None = None,
    answers: bool = True,
    least: int | None = None,
    remember: bool = True,
    answered_by: AnsweredBy = "",
    replaces: bool | None = None,
) -> str:
    """Puts what a file says on the steps of a map, and says in a sentence what came of it.

    Args:
        store: the folder.
        journey_id: which map.
        looked: the file, looked through.
        name: what people call the survey.
        source: where it can be found; the file's name if left out.
        date: year, month or day, or "".
        make_steps: whether names that the map does not know become steps.
        who: who attaches them.
        keep_in: the store in which the plan is kept for the next file of this name, and the answers behind
            the figures; None keeps neither.
        answers: whether the answers are kept.
        least: from how many respondents a group is shown; None for as many as before, at first 5.
        remember: whether the plan is kept.
        answered_by: who has answered, where that was asked.
        replaces: whether somebody chose that another survey's figures under this name go; False asks for it, None does
            not.

    Raises:
        EvidenceError: if something has to be asked first, or what is said of the survey cannot be used.
        WhoAnsweredError: if it has to be asked who answered, or whether figures may go.
        StoreError: if the map cannot be opened or saved.
    """
    if looked.asked:
        raise EvidenceError(looked.asked)
    name = as_seen(name)
    if not any(sign.isalnum() for sign in name):
        raise EvidenceError("Give the survey a name, such as “Passengers 2026”.")
    where = source or looked.understood.table.name
    found, log, called = looked.found or Read(), looked.log, looked.understood.plan.steps
    people = None if log else looked.understood.people  # a log has counted them
    survey = Survey(id_from_title(name, ()), name.strip(), where, people, date.strip(), least)
    stands = store.open(journey_id)
    follows = what_follows(stands, found, survey, called, make_steps=make_steps)
    again = answered_before(keep_in, stands, found, called) if keep_in else {}
    before = stood(stands, store.history(journey_id, _tells_of_surveys))
    whose: People = again[survey.id].people if survey.id in again else ""
    about = replace(survey, anew=is_of_others(whose, answered_by) or (bool(replaces) and whose != "same"))
    said: list[str] = []

    more: dict[str, Any] = {"make_steps": make_steps, "answered_by": answered_by, "before": before}
    between = FewBetween(keep_in, stands, found, about, called, **more)

    def admitted(journey: Journey, *_: object) -> Admitted:
        """What is attached goes by the map as it stands while nobody else can change it."""
        how: dict[str, Any] = {"called": called, "make_steps": make_steps, "who": who, "answered_by": answered_by}
        how["before"] = before
        if log:
            attached = attach_log(journey, log, about, **how)
        else:
            attached = attach(journey, found, about, follows=follows, again=again, **how)
            between.refuse(journey)
        there = next((one for one in journey.sources if one.id == about.id and figures_on(journey, one)), None)
        gone = there if attached.edits else None
        if gone and replaces is False:
            refuse_replacing(gone, about.date, whose, answered_by)
        said.append(f"{attached.say} {replaced(gone, about.date, anew=about.anew)}" if gone else attached.say)
        if keep_in is not None:
            forget_answers(keep_in, journey_id, about.id)
        return Admitted(attached.edits)

    journey = store.save(journey_id, (), admit=admitted).journey
    if keep_in is not None and remember:
        keep_plan(keep_in, looked.understood.plan.model_copy(update={"name": name.strip()}))
    if keep_in is not None and answers and any(one.id == about.id for one in journey.sources):
        said.append(said[-1] + keep_what_was_answered(keep_in, journey, found, about, called))
    if keep_in is not None:
        with suppress(EvidenceError):  # of another survey: what asks to take it off will tell
            forget_answers_of_none(keep_in, journey_id)
    return f"{said[-1]} {looked.anew}".rstrip()


def looked_at(  # noqa: PLR0913  each is something that is known of the file
    store: JourneyStore,
    journey: Journey,
    file: Path,
    told: Told,
    *,
    name: str,
    date: str = "",
    plan: Path | None = None,
) -> Looked:
    """A file looked through for a map of a folder: with a plan that is named, or with the one kept of this survey.

    Args:
        store: of the maps.
        journey: the map.
        file: the file.
        told: what is said of it.
        name: what people call the survey.
        date: when it was asked, or "".
        plan: the file of a plan; None for the one that is kept, if any.

    Raises:
        EvidenceError: with all faults of the file at once.
    """
    refuse_date(date.strip(), day_now())
    if plan:
        return look_through(file, told, journey, plan_in(plan))
    return look_through_as_before(file, told, journey, kept_plan(store, name))


def with_the_rest(looked: Looked, done: str) -> str:
    """What came of attaching a file, with what of it is not on the map.

    Args:
        looked: the file.
        done: what `attach_survey` said.
    """
    if looked.found and (count := len(looked.found.comments)):
        done += f" None of {count:,} {'comment' if count == 1 else 'comments'} is kept: see cjm comments."
    done = " ".join((done, *looked.understood.caveats))
    return f"{done} Not used: {', '.join(looked.understood.unused)}." if looked.understood.unused else done


def least_shown(journey: Journey, name: str, least: int | None) -> int:
    """From how many respondents a group of a survey would be shown on a map.

    Args:
        journey: the map.
        name: what the survey is called.
        least: as somebody says; None for as many as before, at first 5.
    """
    return least_of(journey, Survey(id_from_title(name, ()), name, "", least=least))


def _tells_of_surveys(path: str) -> bool:
    return path.partition("/")[0] in ("", "sources", "steps")
