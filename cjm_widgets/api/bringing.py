"""What comes to a map from files, for people who write Python: surveys, comments, and maps from elsewhere."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  as `date` is what it is called where it is asked for
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

from cjm_widgets.api.asked import AskedError, said_in_python
from cjm_widgets.api.folder import opened, place_of
from cjm_widgets.api.listing import Listing
from cjm_widgets.api.map import Map, author, store_of, took
from cjm_widgets.api.places import day_in, plain_value
from cjm_widgets.api.tables import as_file, where_from
from cjm_widgets.evidence.least import WhoAnsweredError
from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.edits import EditError
from cjm_widgets.journey.fault import CjmWarning
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.proposing import Proposal, proposed, take

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Mapping, Sequence
    from typing import Literal

    from cjm_widgets.api.folder import AnyMap, Folder
    from cjm_widgets.api.tables import Table
    from cjm_widgets.evidence.least import AnsweredBy
    from cjm_widgets.formats.base import Incoming

_ANSWERED_BY: Final[dict[bool | None, AnsweredBy]] = {None: "", True: "same", False: "others"}


class Said(TypedDict, total=False):
    """What is said of a file of answers or figures; what the file says itself need not be.

    Args:
        step: the column that names the step.
        values: the columns of figures or answers.
        group: the column that names the group.
        n: the column that says how many people.
        scale: of all columns, such as “five-points”, “1-7” or “no < partly < yes”.
        scales: of single columns.
        missing: what means “no answer”.
        outcomes: columns or rows about the journey as a whole.
        target: the column with what is aimed at.
        comments: columns with people's own words.
        unused: columns from which nothing is taken.
        case: in a log, the column that tells customers apart.
        time: in a log, the column with the time.
        end: in a log, the column that says when it was over.
        channel: in a log, the column with the channel.
        steps: how the file calls a step: what the map calls it; "" leaves it out.
        sheet: which of a workbook.
        decimal: what stands before decimals.
        counted: whether columns count people or tell shares.
        day_first: whether 02/03/2026 is the second of March.
        people: how many answered for each step.
    """

    step: str
    values: Sequence[str]
    group: str
    n: str
    scale: str
    scales: Mapping[str, str]
    missing: Sequence[str]
    outcomes: Sequence[str]
    target: str
    comments: Sequence[str]
    unused: Sequence[str]
    case: str
    time: str
    end: str
    channel: str
    steps: Mapping[str, str]
    sheet: str
    decimal: Literal["", ".", ","]
    counted: Literal["", "people", "shares"]
    day_first: bool
    people: int


def attach(
    map: AnyMap,
    file: Table,
    name: str,
    *,
    plan: str | os.PathLike[str] | None = None,
    date: str | dt.date = "",
    source: str = "",
    make_steps: bool = False,
    least: int | None = None,
    answers: bool = True,
    same_people: bool | None = None,
    replace: bool | None = None,
    by: str = "",
    **said: Unpack[Said],
) -> str:
    """Puts the figures of a file of customers on the steps of a map.

    Args:
        map: which.
        file: CSV, TSV, Excel or Parquet, as a survey tool saves it; or a data frame.
        name: what people call the survey, such as “Passengers 2026”.
        plan: how a file of this kind was read before; the plan that is kept under the name if left out.
        date: year, month or day.
        source: where the file can be found; its name if left out.
        make_steps: whether steps are made of names that the map has not.
        least: from how many respondents a group is shown; as many as before, at first 5, if left out.
        answers: whether the answers are kept beside the map as bare numbers, for its owner only.
        same_people: if it is asked: whether those answered who answered before.
        replace: whether figures of another time under this name may go; False asks.
        by: who attaches it.
        said: what is said of the file, see `Said`.

    Returns:
        What came of it, in sentences.

    Raises:
        AskedError: if something cannot be known from the file; nothing is written.
        CjmError: if the file cannot be used; nothing is written.
    """
    from cjm_widgets.tasks.surveys import attach_survey, looked_at, with_the_rest

    one = opened(map)
    store, told, before = store_of(one), _told(said, make_steps=make_steps), Path(plan) if plan else None
    day = day_in(date)
    with as_file(file) as path, said_in_python():
        looked = looked_at(store, store.open(one.id), path, told, name=name, date=day, plan=before)
        if looked.asked:
            raise AskedError(looked.understood.questions)
        try:
            done = attach_survey(
                store,
                one.id,
                looked,
                name=name,
                source=source or where_from(file),
                date=day,
                make_steps=make_steps,
                who=author(by, one),
                keep_in=store,
                answers=answers,
                least=least,
                answered_by=_ANSWERED_BY[same_people],
                replaces=replace,
            )
        except WhoAnsweredError as error:
            raise AskedError([error.question]) from error
    return with_the_rest(looked, done)


def detach(map: AnyMap, name: str, *, history: bool = False, by: str = "") -> str:
    """Takes a survey off a map: its figures, the quotes chosen from it, and its source unless something needs it.

    Args:
        map: which.
        name: what the survey is called.
        history: whether it goes out of the history and all editions as well; nothing brings it back then.
        by: who takes it off.

    Returns:
        What came of it, in sentences.

    Raises:
        CjmError: if the map has no such survey.
    """
    from cjm_widgets.tasks.detaching import detach_survey, forget_survey

    one = opened(map)
    take_off = forget_survey if history else detach_survey
    return take_off(store_of(one), one.id, name, who=author(by, one))


def bring(file: Table, *, title: str = "", id: str = "", folder: Folder = None, by: str = "") -> Map:
    """Brings a map in from a file, as a new one; what was left out of the file is told as warnings.

    Args:
        file: CSV, Excel, Markdown, Mermaid, OpenJourney, our web page or JSON; or a data frame with a row a step.
        title: what it is called; as in the file if left out. A data frame has none.
        id: its id; made from the title if left out.
        folder: of the maps, as for `open`.
        by: who brings it.

    Raises:
        CjmError: if it cannot be read, or there is a map of that name.
    """
    from cjm_widgets.tasks.importing import make_map, read_map

    place = place_of(folder)
    with as_file(file) as path:
        found = read_map(path)
    called = title or found.journey.title or ("" if where_from(file) else path.stem)
    who = author(by)
    made = Map(place, make_map(opened_store(place), found, called, by=who, journey_id=id).id, who)
    _warn(found)
    return made


class Proposals(Listing[Proposal]):
    """What another version of a map has otherwise; each is numbered from 1, and taken or left.

    Args:
        into: the map that it may be taken into.
        offered: what there is.
    """

    def __init__(self, into: Map, offered: tuple[Proposal, ...]) -> None:
        numbers = {id(one): at for at, one in enumerate(offered, 1)}
        columns = {
            "Number": lambda one: numbers[id(one)],
            "Where": lambda one: one.where,
            "Here": lambda one: one.here,
            "There": lambda one: "(taken out)" if one.removes else one.there,
        }
        super().__init__(f"Changes for {into.title}", offered, columns)
        self._into = into

    def take(self, numbers: Collection[int] | None = None, *, remove: bool = False, by: str = "") -> int:
        """Takes changes into the map.

        Args:
            numbers: which; all if left out.
            remove: whether what takes something off the map may be taken as well.
            by: who takes them.

        Returns:
            How many of them fitted.

        Raises:
            CjmError: if a number is not offered, or removes something and nobody allowed that.
        """
        wanted = range(1, len(self) + 1) if numbers is None else sorted(numbers)
        if beyond := [at for at in wanted if not 0 < at <= len(self)]:
            raise EditError(f"There is no change {beyond[0]}. There are {len(self)}, numbered from 1.")
        risky = [at for at in wanted if self[at - 1].removes and not remove]
        if risky and numbers is not None:
            raise EditError(f"Change {risky[0]} takes something off the map. Say remove=True if that is meant.")
        chosen = [self[at - 1] for at in wanted if at not in risky]
        done = take(store_of(self._into), self._into.id, chosen, by=author(by, self._into))
        if done.edits:
            took(self._into, done)
        return len(done.edits)


def propose(map: AnyMap, file: Table, *, whose: str = "") -> Proposals:
    """What a file has otherwise than a map, to be taken one by one; nothing is changed yet.

    Args:
        map: which.
        file: as for `bring`.
        whose: the group that made it; its ratings stay apart. "" if it is this group's own.

    Raises:
        CjmError: if it cannot be read.
    """
    from cjm_widgets.tasks.importing import read_map

    one = opened(map)
    with as_file(file) as path:
        found = read_map(path)
    _warn(found)
    offered = proposed(store_of(one).open(one.id), found.journey, by_id=found.has_ids, whose=whose, left=found.left)
    return Proposals(one, offered)


def _told(said: Said, *, make_steps: bool) -> Told:
    if unknown := [name for name in said if name not in Said.__annotations__]:
        there = ", ".join(Said.__annotations__)
        raise EditError(f"Nothing called “{unknown[0]}” can be said of a file. There are: {there}.")
    told = {name: plain_value(one) for name, one in said.items()}
    plain: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in told.items()}
    return Told(**plain, make_steps=make_steps)


def _warn(found: Incoming) -> None:
    for title, lines in (("Left out", found.left_out), ("Read otherwise", found.changed)):
        for one in lines:
            where = f", line {one.line}" if one.line and not one.where else ""
            warnings.warn(f"{title}{where}: {one.told}", CjmWarning, stacklevel=3)
