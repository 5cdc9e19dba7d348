"""Any workbook of ours, edited as people do: exactly what they did is proposed, and nothing else."""

from __future__ import annotations

from typing import Any

from edited_workbook import Workbook, workbook_of
from going_out import out
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whole_journey import whole

from cjm_widgets.formats.sheets import sheets
from cjm_widgets.journey.as_left import KEPT
from cjm_widgets.journey.edits import AFTER, apply
from cjm_widgets.journey.matching import proposals
from cjm_widgets.journey.model import Journey

LARGE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Colleague:
    """Edits a workbook, and knows what must be proposed of it.

    Args:
        draw: what she does, as hypothesis gives it.
        journey: the map as it left.
    """

    def __init__(self, draw: st.DataObject, journey: Journey) -> None:
        self._draw, self._journey = draw, journey
        self.book: Workbook = workbook_of(journey)
        lists = [one for one in sheets(journey) if "/" not in one.key and one.key not in (*KEPT, "about")]
        self._sheets = {one.key: name for one in lists for name in self.book.sheets if self._key(name) == one.key}
        self._words = {
            one.key: [each.key for each in one.columns if each.is_words and not each.is_date] for one in lists
        }
        self.expected: dict[str, Any] = {}
        self.added: list[tuple[str, str]] = []
        self._touched: set[str] = set()

    def _key(self, name: str) -> str:
        return str(self.book.sheets[name][0][0]).removeprefix("cjm:")

    def edit(self, number: int) -> None:
        """Does something to one item, or adds one."""
        if not self._sheets:
            return
        kind = self._draw.draw(st.sampled_from(sorted(self._sheets)))
        sheet = self._sheets[kind]
        left = [one.id for one in getattr(self._journey, kind) if f"{kind}/{one.id}" not in self._touched]
        does = self._draw.draw(st.sampled_from(("add", "sort", *(("type", "clear", "remove") if left else ()))))
        if does == "add":
            self.book.add(sheet, **{self._words[kind][0]: f"Added {number}"})
            self.added.append((kind, f"Added {number}"))
        elif does == "sort":
            rows = self.book.sheets[sheet]
            rows[2:] = self._draw.draw(st.permutations(rows[2:]))
        else:
            item = self._draw.draw(st.sampled_from(left))
            self._touched.add(f"{kind}/{item}")
            self._do(does, kind, item, number)

    def _do(self, does: str, kind: str, item: str, number: int) -> None:
        sheet, path = self._sheets[kind], f"{kind}/{item}"
        key = self._draw.draw(st.sampled_from(self._words[kind]))
        if does == "remove":
            self.book.remove(sheet, item)
            self.expected[path] = None
        elif does == "type" or self.book.row(sheet, item)[self.book.column(sheet, key)] != "":
            words = f"Typed {number}" if does == "type" else ""
            self.book.put(sheet, item, key, words)
            self.expected[f"{path}/{key}"] = words


@LARGE
@given(st.data(), whole())
def test_what_a_colleague_did_is_what_is_proposed(data: st.DataObject, whole_of_it: Journey) -> None:
    journey = out(whole_of_it).journey
    colleague = Colleague(data, journey)
    for number in range(data.draw(st.integers(1, 5))):
        colleague.edit(number)
    found = colleague.book.read()
    edits = proposals(journey, found.journey, by_id=found.has_ids, left=found.left)
    new = [one for one in edits if one.old is None and isinstance(one.new, dict)]
    places = {f"{one.path}/{AFTER}" for one in new}
    assert {one.path: one.new for one in edits if one not in new and one.path not in places} == colleague.expected
    assert sorted(
        (one.path.split("/")[0], word) for one in new for word in one.new.values() if _is_added(word)
    ) == sorted(colleague.added)
    assert len(new) == len(colleague.added)
    for edit in edits:
        journey = apply(journey, edit)
    assert proposals(journey, found.journey, by_id=True, left=found.left) == (), "what was taken is proposed no more"


def _is_added(word: object) -> bool:
    return isinstance(word, str) and word.startswith("Added ")
