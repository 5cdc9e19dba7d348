"""Whatever groups a survey has, in whichever waves it comes: nothing shows, or lets be reckoned, fewer than five.

Looked through are page 4 and the map as browsers get them, what the feedback says, the QIA table, the zip of all maps
and the history, each as it was after every wave.
"""

from __future__ import annotations

import io
import json
import random
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.least import LEAST
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand
from cjm_widgets.journey.feedback import feedback_view
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages import map as map_page
from cjm_widgets.pages import satisfaction
from cjm_widgets.pages.shown import view_of
from cjm_widgets.store import Store
from cjm_widgets.tasks.looked import Looked
from cjm_widgets.tasks.surveys import attach_survey
from cjm_widgets.views.archive import journeys_zip
from cjm_widgets.views.qia import qia_rows

STEPS = ("Gate", "Desk")
Wave = dict[str, int]
"""How many more people of each group answer; “” is none."""
GROUPS = ("", "Qvx1", "Qvx2", "Qvx3", "Qvx4")
WAVES = st.lists(st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 11)), min_size=1, max_size=3)
Sizes = dict[str, dict[str, int]]
"""By what they are of, and by group, how many people figures rest on; of all under “”."""


def respondents(waves: list[Wave], seed: int) -> Iterator[str]:
    """The rows of a file that grows wave by wave; some leave a step out."""
    chance = random.Random(seed)  # noqa: S311  no secret
    yield "id,ward,Gate,Desk,Overall"
    at = 0
    for wave in waves:
        for group, count in wave.items():
            for _ in range(count):
                at += 1
                given = [str(chance.randint(1, 5)) if chance.random() < 0.8 else "" for _ in range(3)]
                yield f"{at},{group},{','.join(given)}"


def really(waves: list[Wave], seed: int) -> Sizes:
    """How many people of each group answered each question, shown or not."""
    found: Sizes = {}
    for row in list(respondents(waves, seed))[1:]:
        _, group, *given = row.split(",")
        for what, answer in zip(("gate", "desk", "Overall"), given, strict=True):
            count = found.setdefault(what, {})
            count[group] = count.get(group, 0) + bool(answer)
    return found


def attach(store: Store, waves: list[Wave], seed: int) -> None:
    text = "\n".join(respondents(waves, seed)) + "\n"
    told = Told(scale="five-points", group="ward", values=STEPS, outcomes=("Overall",))
    looked = Looked(understood := understand(table_of(text), told, STEPS), read(understood))
    attach_survey(store, "trip", looked, name="Survey", keep_in=store)


def sizes(journey: Journey) -> Sizes:
    """How many people each figure on a map rests on, as anybody can read."""
    found: Sizes = {}
    for source in journey.sources:
        for one in source.figures:
            if one.kind == "outcome":
                found.setdefault(one.name, {})[one.group] = one.n or 0
        for step in journey.steps:
            for rating in step.ratings:
                n = source.n if rating.n is None and source.each else rating.n
                found.setdefault(step.id, {})[rating.rater.removeprefix("Survey").removeprefix(": ")] = n or 0
    return found


def left_alone(now: Sizes, before: Sizes, then: Sizes) -> Iterator[str]:
    """Whoever could be reckoned: from the figures of one moment, from two, or from all less groups of another.

    Args:
        now: what is shown.
        before: what was shown at an earlier moment.
        then: how many there were in each group at that moment, shown or not.
    """
    for what, groups in now.items():
        shown = {group: n for group, n in groups.items() if group}
        yield from (f"{what} {group}: {n} people" for group, n in shown.items() if n < LEAST)
        was = before.get(what, {})
        of_before = was.get("", 0) - sum(n for group, n in was.items() if group)
        still = {group for group, n in shown.items() if group not in was and n == then.get(what, {}).get(group)}
        for whose, whole, parts in (("all", groups.get("", 0), set(shown)), ("those of before", of_before, still)):
            for count in range(1, len(parts) + 1):
                for some in combinations(sorted(parts), count):
                    rest = whole - sum(shown[group] for group in some)
                    if 0 < rest < LEAST:
                        yield f"{what}: {whose} less {some} are {rest}"
        for group, n in groups.items():
            if group in was and 0 < abs(n - was[group]) < LEAST:
                yield f"{what} {group}: {n} less {was[group]}"


def everything(store: Store) -> str:
    """All that leaves the map, as text; of the zip what is in it."""
    journey = store.open("trip")
    pages = [view_of(page.PAGE, journey, today=date(2026, 11, 29)) for page in (satisfaction, map_page)]
    with zipfile.ZipFile(io.BytesIO(journeys_zip(store))) as archive:
        assert not any("answers" in name for name in archive.namelist())
        zipped = [archive.read(name).decode() for name in archive.namelist()]
    views = [*pages, feedback_view(journey), journey.to_json()]
    copied = [data.decode() for data in store.copied("trip").values()]
    return "\n".join(
        [*(json.dumps(view, ensure_ascii=False) for view in views), repr(qia_rows(journey)), *zipped, *copied]
    )


@settings(max_examples=20, deadline=None)
@given(WAVES, st.integers(0, 99))
@example([{"": 2, "Qvx1": 9, "Qvx2": 9}], 1)
@example([{"Qvx1": 9, "Qvx2": 3}, {"Qvx2": 9}], 2)
@example([{"Qvx1": 9, "Qvx2": 15}, {"Qvx3": 4, "Qvx2": 11}], 4)
@example([{"Qvx1": 20, "Qvx2": 20}, {"Qvx2": 2}, {"Qvx1": 11}], 3)
def test_nobody_is_shown_or_can_be_reckoned(waves: list[Wave], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.create(Journey(id="trip", steps=tuple(Step(id=name.lower(), name=name) for name in STEPS)))
        before: list[Sizes] = []
        seen: set[str] = set()
        then: Sizes = {}
        for upto in range(1, len(waves) + 1):
            try:
                attach(store, waves[:upto], seed)
            except EvidenceError:
                assert before or not any(sum(wave.values()) for wave in waves[:upto]), "only a later wave is refused"
                continue
            now = sizes(store.open("trip"))
            assert [alone for earlier in before for alone in left_alone(now, earlier, {})] == []
            assert list(left_alone(now, before[-1] if before else {}, then)) == []
            before.append(now)
            then = really(waves[:upto], seed)
            seen |= {group for groups in now.values() for group in groups}
        told = everything(store)
        assert {group for group in GROUPS if group and group in told} == seen - {""}
