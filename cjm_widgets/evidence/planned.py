"""A file of a kind that was read before: what is told is laid over its plan, and what is new in it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence import scales, words
from cjm_widgets.evidence.cells import is_note, is_number_of_people, n_in_heading
from cjm_widgets.evidence.choosing_scale import RECOMMEND
from cjm_widgets.evidence.columns_gone import gone_from
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.plan import Seen
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.told import Question, Told, listed, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cjm_widgets.evidence.headings import Headings
    from cjm_widgets.evidence.plan import Plan, Values
    from cjm_widgets.evidence.table import Table

_MOST_SEEN: Final = 500
"""Names of steps or groups that a plan remembers."""
_NO_STEPS: Final = ("outcomes", "beside")
_WORDS: Final = {"columns": "column", "steps": "step", "groups": "group", "answers": "answer"}


def as_told(plan: Plan, told: Told) -> Told:
    """What a plan says of a file, as if somebody told it, and over it what somebody does tell.

    Args:
        plan: how a file of this kind was read.
        told: what counts more.
    """
    outcomes = [one.column for one in plan.values if one.outcome and one.outcome not in plan.outcomes]
    known = {one.column: _order_of(plan) or one.scale for one in plan.values}
    if len(alike := {*known.values()}) == 1 and not any(one.words for one in plan.values):
        new = [name for name in (*told.values, *(told.outcomes if not plan.step else ())) if name not in known]
        known |= {name: one for one in alike for name in new if not RECOMMEND.search(name)}
    before = Told(
        step=plan.step,
        values=() if told.values or plan.counts else tuple(one.column for one in plan.values if not one.outcome),
        group=plan.group,
        n=plan.n,
        scale=told.scale,
        scales={} if told.scale else known,
        target=plan.target,
        comments=plan.comments,
        case=plan.case if plan.layout == "events" else "",
        time=plan.time,
        end=plan.end,
        channel=plan.channel,
        decimal=plan.decimal,
        counted=plan.counted,
        day_first=plan.day_first,
    )
    said = {name: one for name in Told.__slots__ if (one := getattr(told, name)) not in ("", (), {}, None, False)}
    more = {
        "scales": {**before.scales, **told.scales},
        "missing": _once((*plan.missing, *told.missing)),
        "outcomes": _once((*plan.outcomes, *outcomes, *told.outcomes)),
        "comments": _once((*plan.comments, *told.comments)),
    }
    return replace(before, **{**said, **more})


def _order_of(plan: Plan) -> str:
    """The answers that columns count, from the worst to the best; "" where the scale says so by itself."""
    scale = scales.scale_of(plan.values[0].scale) if plan.counts else None
    if scale is None or scale.low != 1 or scale.better != "high":
        return ""
    said = {answer: column for column, answer in plan.counts.items()}
    return " < ".join(said.get(at, f"{at}") for at in range(1, round(scale.high) + 1))


def says_how(told: Told) -> bool:
    """Whether anything is said of how a file is read, and not only of where its steps go on the map."""
    return (
        replace(told, make_steps=False, steps={}, sheet="", encoding="", separator="", people=None, today=None)
        != Told()
    )


def laid_over(plan: Plan, fresh: Plan, told: Told) -> Plan:
    """A plan with what is told laid over it: that counts; where nothing is told, the plan; what neither says, the file.

    Args:
        plan: how a file of this kind was read.
        fresh: how this one would be, by `as_told`.
        told: what somebody says of it.
    """
    if fresh.layout != plan.layout or {plan.step, plan.case, plan.time} & {*told.unused}:
        return fresh.model_copy(update={"steps": plan.steps, "name": plan.name, "seen": plan.seen})
    before = {one.column: one for one in plan.values}
    about = {*told.scales, *told.outcomes, *told.values}
    values = tuple(
        before[one.column] if one.column in before and not (told.scale or told.missing or one.column in about) else one
        for one in fresh.values
        if not one.outcome or one.column in before or one.column in about  # what was passed over before still is
    )
    single = ("step", "group", "n", "target", "case", "time", "end", "channel", "decimal", "counted", "day_first")
    said: dict[str, Any] = {name: getattr(fresh, name) for name in single if getattr(told, name) not in ("", None)}
    said["row_scales"] = {**plan.row_scales, **{name: fresh.row_scales[name] for name in about & {*fresh.row_scales}}}
    lists = ("missing", "outcomes", "comments")
    said |= {name: _once((*getattr(plan, name), *getattr(fresh, name))) for name in lists if getattr(told, name)}
    return plan.model_copy(update={"values": values, **said})


def refuse_other_kind(table: Table, headings: Headings, plan: Plan) -> None:
    """Refuses a plan of files of another kind.

    Raises:
        EvidenceError: with all columns that are not there.
    """
    lacking = gone_from(headings, plan)
    if not lacking:
        return
    for_whom = f"The plan “{plan.name}”" if plan.name else "The plan"
    there = listed([one.name for one in headings.columns])
    raise EvidenceError(
        f"{for_whom} is for another kind of file: {table.what} has no {'column' if len(lacking) == 1 else 'columns'} "
        f"{listed(lacking)}. There are {there}. Name the column that takes its place, or give the survey another name."
    )


def on_this_map(plan: Plan, steps: Sequence[str]) -> tuple[Plan, tuple[str, ...]]:
    """A plan without the steps of another map, and what to say of them.

    Args:
        plan: how a file of this kind was read.
        steps: what the map calls its steps.
    """
    known = {step_key(step) for step in steps}
    astray = {name: step for name, step in plan.steps.items() if step and step != name and step_key(step) not in known}
    kept = {name: step for name, step in plan.steps.items() if name not in astray}
    said = tuple(f"The plan puts “{name}” on “{step}”, which this map does not have." for name, step in astray.items())
    return plan.model_copy(update={"steps": kept}), said


def seen_in(table: Table, headings: Headings, plan: Plan) -> Seen:
    """The columns, steps, groups and answers in words that a file has.

    Args:
        table: the file.
        headings: of it.
        plan: how it is read.
    """
    of_steps, of_groups = (named(headings, name, table.what).at if name else None for name in (plan.step, plan.group))
    in_words = [(one, named(headings, one.column, table.what).at) for one in plan.values if one.words]
    steps: dict[str, None] = {} if plan.step else dict.fromkeys(one.step for one in plan.values if one.step)
    groups: dict[str, None] = {}
    answers: dict[str, None] = {}
    wanted = [(at, names) for at, names in ((of_steps, steps), (of_groups, groups)) if at is not None]
    for row in table.read() if wanted or in_words else ():
        if not headings.is_below(row) or headings.is_too_long(row) or is_note(row.cells):
            continue
        for at, names in (*wanted, *((at, answers) for _, at in in_words)):
            if (
                (cell := row.cell(at))
                and len(names) < _MOST_SEEN
                and not (at == of_steps and is_number_of_people(cell))
            ):
                names.setdefault(cell if names is answers else n_in_heading(cell)[0])
    columns = tuple(one.name for one in headings.columns)
    return Seen(columns=columns, steps=tuple(steps), groups=tuple(groups), answers=tuple(answers))


def new_since(before: Seen, now: Seen) -> dict[str, tuple[str, ...]]:
    """What a file has that the files of before had not, by kind."""
    found = {}
    for kind in _WORDS:
        if kind == "groups" and not before.groups:  # a kept plan names no groups of answers
            continue
        known = {step_key(one) for one in getattr(before, kind)}
        if new := tuple(one for one in getattr(now, kind) if step_key(one) not in known):
            found[kind] = new
    return found


def in_words(new: Mapping[str, Sequence[str]], no_steps: Sequence[str]) -> Iterator[str]:
    """What is new in a file, in a sentence; nothing where it is not.

    Args:
        new: the names, by kind.
        no_steps: rows that are told by themselves.
    """
    named = {kind: [one for one in names if kind != "steps" or one not in no_steps] for kind, names in new.items()}
    said = {f"the {_WORDS[kind]}{'' if len(some) == 1 else 's'}": some for kind, some in named.items() if some}
    if parts := [f"{what} {listed(some)}" for what, some in said.items()]:
        yield f"New since the plan was made: {'; '.join(parts)}."


def both(before: Seen, now: Seen) -> Seen:
    """What either had."""
    return Seen(**{kind: _once((*getattr(before, kind), *getattr(now, kind)))[:_MOST_SEEN] for kind in _WORDS})


def as_now_called(plan: Plan, names: Sequence[str]) -> Plan:
    """A plan with what a file calls its steps now, where only capitals, spaces or the like are others than before.

    Args:
        plan: how a file of this kind was read.
        names: of the rows that may be steps.
    """
    steps, rows = ({step_key(one): one for one in known} for known in (plan.steps, (*plan.outcomes, *plan.beside)))
    new = {name: step_key(name) for name in names if name not in plan.steps}
    found = {name: plan.steps[steps[key]] for name, key in new.items() if key in steps}
    again = {kind: [name for name, key in new.items() if rows.get(key) in getattr(plan, kind)] for kind in _NO_STEPS}
    scales_of = {name: plan.row_scales[rows[key]] for name, key in new.items() if rows.get(key) in plan.row_scales}
    more: dict[str, Any] = {kind: _once((*getattr(plan, kind), *some)) for kind, some in again.items()}
    more |= {"steps": {**plan.steps, **found}, "row_scales": {**plan.row_scales, **scales_of}}
    return plan.model_copy(update=more)


def with_new_rows(plan: Plan, names: Sequence[str], steps: Sequence[str], told: Told) -> tuple[Plan, tuple[str, ...]]:
    """A plan with new rows that say themselves that they are no steps, as of a file that is read for the first time.

    Args:
        plan: how a file of this kind was read.
        names: of the rows that may be steps.
        steps: what the map calls its steps.
        told: what somebody says of the file.
    """
    seen = (*(plan.seen.steps if plan.seen else ()), *plan.steps, *told.steps, *steps)
    known = {step_key(name) for name in seen}
    new = [name for name in names if step_key(name) not in known] if plan.layout == "figures" else []
    whole = tuple(name for name in new if words.is_of_the_whole(name) and name not in plan.outcomes)
    beside = tuple(name for name in new if words.is_about(name) in words.BESIDE)
    said = [f"“{name}” is taken for what is said of the journey as a whole, and for no step." for name in whole]
    said += [f"“{name}” is taken for {words.BESIDE[words.is_about(name)]}, and for no step." for name in beside]
    more = {"outcomes": (*plan.outcomes, *whole), "beside": (*plan.beside, *beside)}
    return plan.model_copy(update=more), tuple(said)


def with_new_answers(plan: Plan, said: Mapping[str, Iterable[str]]) -> tuple[Plan, tuple[Question, ...]]:
    """A plan with answers in words that it did not know: placed where they can stand only there, else asked about.

    Args:
        plan: how a file of this kind was read.
        said: the different words in each column of answers.
    """
    made: list[Values] = []
    questions: list[Question] = []
    for values in plan.values:
        new = [one for one in said.get(values.column, ()) if one not in values.words] if values.words else []
        if not new:
            made.append(values)
            continue
        offered = scales.points_of((*values.words, *new))
        agrees = offered and all(offered.points[one] == at for one, at in values.words.items())
        if offered and agrees:
            made.append(values.model_copy(update={"words": {**values.words, **offered.points}}))
            continue
        made.append(values)
        order = " < ".join(sorted(values.words, key=lambda one: values.words[one]))
        say = (
            f"“{values.column}” holds {listed(new)}, which the plan does not know. Say --scale with all answers, from "
            f"the worst to the best; so far: “{order}”. If that means “no answer”, say --missing and the words."
        )
        options = tuple((one, one) for one in (*values.words, *new))
        questions.append(Question("words", say, values.column, options))
    return plan.model_copy(update={"values": tuple(made)}), tuple(questions[:1])


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
