"""All that a form asks, a page does at a press and a command does can be done from Python: none is forgotten."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer.main

import cjm_widgets as cjm
from cjm_widgets.cli import app
from cjm_widgets.journey.edits import value_at
from cjm_widgets.journey.parts.people import CUSTOMER
from cjm_widgets.journey.paths import parse
from cjm_widgets.pages.asked import ANY, asked
from cjm_widgets.pages.offers import BESIDE_FORMS
from cjm_widgets.store import Store
from cjm_widgets.widgets.protocol.from_browser import FROM_BROWSER
from cjm_widgets.widgets.protocol.sent import Action

if TYPE_CHECKING:
    from cjm_widgets.widgets.spec import Spec

GUIDE: Final = (Path(cjm.__file__).resolve().parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
ACTIONS: Final = {
    "keep-edition": "map.keep_edition",
    "bring": "cjm.attach",
    "tell": "cjm.attach",
    "put-on-map": "cjm.attach",
    "take-off": "cjm.detach",
    "type-back": "cjm.type_back",
    "make": "cjm.new",
    "copy": "cjm.copy",
    "describe": "cjm.rename",
    "archive": "cjm.archive",
    "delete": "cjm.delete",
    "bring-back": "cjm.restore",
    "settle-due": "map.edit",
    "undo-due": "map.undo",
    "calendar": "cjm.export",
    "bring-map": "cjm.bring",
    "make-brought": "cjm.bring",
    "propose-brought": "cjm.propose",
    "take-proposed": "cjm.Proposals",
    "undo-brought": "map.undo",
    "reveal": "map.round",
    "hide": "map.round",
}
ONLY_BEFORE_PEOPLE: Final = {"stop-bringing", "begin", "close", "open", "longer", "pause", "resume", "end"}
"""The clock of a workshop, and the end of what a page is reading, are for who looks at a page."""


def there(name: str) -> bool:
    where, _, what = name.partition(".")
    return hasattr({"cjm": cjm, "map": cjm.Map}[where], what)


class Walked:
    """A map with one item in each list of the forms, called after its list."""

    def __init__(self) -> None:
        self.map = cjm.new("A map", by="Ana")
        self.ids: dict[tuple[str, ...], str] = {}
        for pattern in dict.fromkeys(one.pattern for one in asked() if one.field["kind"] == "items"):
            shape = parse("/".join("x" if name == ANY else name for name in pattern)).stops[-1].shape
            head = next((name for name in ("name", "title") if name in shape.model.model_fields), None)
            said = {head: self.name_in(pattern[-1])} if head else {}
            self.ids[pattern] = self.map.add(self.place(pattern), **said)
        self.map.keep_edition(self.name_in("editions"))
        self.ids[("editions",)] = self.map.journey.editions[0].id

    @staticmethod
    def name_in(items: str) -> str:
        return f"One of {items.rpartition('/')[2]}"

    def place(self, pattern: tuple[str, ...]) -> tuple[str, ...]:
        named = (self.ids[pattern[:at]] if one == ANY else one for at, one in enumerate(pattern))
        return tuple(f"as-{self.ids[('personas',)]}" if one == "as-any" else one for one in named)

    def answer(self, field: Spec) -> tuple[Any, Any]:
        """What somebody might answer to a question, and what then stands on the map."""
        kind = field["kind"]
        if "to" in field:
            name = self.name_in(field["to"])
            found = next(made for items, made in self.ids.items() if items[-1] == field["to"].rpartition("/")[2])
            return ([name], [found]) if kind == "references" else (name, found)
        if "choices" in field:
            last = field["choices"][-1][0]
            return ([last], [last]) if kind == "choices" else (last, last)
        value = {"number": 2, "flag": True, "date": "2026-05"}.get(kind, "In words")
        return value, value


def test_every_field_that_a_form_asks_for_can_be_answered(here: Path) -> None:
    walked = Walked()
    questions = {
        one.pattern: one.field for one in asked() if one.field["kind"] != "items" and "fields" not in one.field
    }
    assert len(questions) > 100
    named = {pattern for pattern in questions if pattern[-1] in ("name", "title")}  # as when they were added
    answers = {walked.place(one): walked.answer(field) for one, field in questions.items() if one not in named}
    for thing in dict.fromkeys(place[:-1] for place in answers):
        asked_of_it = {place[-1]: value for place, (value, _) in answers.items() if place[:-1] == thing}
        walked.map.edit(thing, asked_of_it)
    journey = walked.map.journey
    for place, (_, stands) in answers.items():
        assert value_at(journey, "/".join(place)) == stands, place
    assert {edit.by for edit in Store(walked.map.folder).history("a-map")} == {"Ana"}


def test_what_the_pictures_and_the_advice_let_people_change_can_be_changed(here: Path) -> None:
    walked = Walked()
    advice = cjm.check(walked.map)[0].key
    for pattern, value in ((("stakeholders", ANY, "angle"), 90.0), (("overruled", ANY, "reason"), "We know better")):
        assert pattern in BESIDE_FORMS
        walked.ids[pattern[:1]] = walked.ids.get(pattern[:1], advice)
        walked.map.edit(walked.place(pattern), value)
        assert value_at(walked.map.journey, "/".join(walked.place(pattern))) == value
    assert advice not in {one.key for one in cjm.check(walked.map)}


def test_a_relationship_with_the_customer_is_said_by_name(here: Path) -> None:
    walked = Walked()
    walked.map.add("relationships", from_whom="One of stakeholders", to_whom="The customer", kind="helps")
    made = walked.map.journey.relationships[-1]
    assert (made.from_whom, made.to_whom) == (walked.ids[("stakeholders",)], CUSTOMER)


def test_all_that_a_page_does_at_a_press_has_its_python() -> None:
    actions = {one.model_fields["action"].default for one in FROM_BROWSER if issubclass(one, Action)}
    assert actions == {*ACTIONS, *ONLY_BEFORE_PEOPLE}
    assert [name for name in ACTIONS.values() if not there(name)] == []


def test_every_command_has_its_python_in_the_guide() -> None:
    told = dict(re.findall(r"^\| `cjm ([\w-]+)` \| (.+) \|$", GUIDE, re.MULTILINE))
    assert told.keys() == typer.main.get_command(app).commands.keys()  # type: ignore[attr-defined]
    names = [name for said in told.values() for name in re.findall(r"`((?:cjm|map)\.\w+)", said)]
    assert len(names) >= len([said for said in told.values() if not said.startswith("only in the terminal")]) - 2
    assert [name for name in names if not there(name)] == []
