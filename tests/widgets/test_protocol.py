"""A browser and a page's process say to each other what the protocol says, and each takes what the other sends."""

from __future__ import annotations

import asyncio
import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.book import page
from cjm_widgets.pages.facilitator_session import FacilitatorSession
from cjm_widgets.pages.feedback_session import FeedbackSession
from cjm_widgets.pages.session import Session
from cjm_widgets.pages.start_session import StartSession
from cjm_widgets.store import Store
from cjm_widgets.widgets.monitor import HeartMonitor
from cjm_widgets.widgets.pictures import PicturesWidget
from cjm_widgets.widgets.protocol import from_browser, from_kernel
from cjm_widgets.widgets.protocol.about_maps import WithMap
from cjm_widgets.widgets.protocol.brought_maps import WithBrought
from cjm_widgets.widgets.protocol.from_browser import FROM_BROWSER
from cjm_widgets.widgets.protocol.from_kernel import FROM_KERNEL, FromKernel
from cjm_widgets.widgets.protocol.message import End
from cjm_widgets.widgets.protocol.received import name_of, received
from cjm_widgets.widgets.protocol.sent import Action, FromBrowser
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
BROWSER = ROOT / "cjm_widgets" / "browser"
LISTENERS = {
    "page": ["page/page.js"],
    "start": ["page/page.js"],
    "feedback": ["page/page.js"],
    "facilitator": ["facilitator/facilitator.js"],
    "pictures": ["page/pictures.js"],
    "monitor": ["picture/standalone.js"],
}
"""The modules that take what a page's process sends, by the widget that they are."""

ANSWERED_BY_SILENCE = {
    ("page", "pong"): "connection.answered()",
    ("facilitator", "pong"): "connection.answered()",
    ("start", "pong"): "connection.answered()",
    ("monitor", "done"): "waiting.slice(1)",
}
"""What is taken by a line that asks for no kind, as any message does."""

Ends = dict[End, tuple[Any, "Callable[[object], None]"]]

EXAMPLES = [pytest.param(end, kind, id=f"{end} {kind.__name__}") for kind in FROM_BROWSER for end in kind.ends]


def subclasses(base: type[Any]) -> set[type[Any]]:
    return {base, *(inner for one in base.__subclasses__() for inner in subclasses(one))}


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_messages", ROOT / "docs" / "make_messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_message_stands_in_the_table_once() -> None:
    abstract = {FromBrowser, FromKernel, Action, from_browser.Led, WithMap, WithBrought}
    assert set(FROM_BROWSER) == subclasses(FromBrowser) - abstract
    assert set(FROM_KERNEL) == subclasses(FromKernel) - abstract
    for table in (FROM_BROWSER, FROM_KERNEL):
        names = [(end, *name_of(kind)) for kind in table for end in kind.ends]
        assert len(names) == len(set(names))
    assert {end for kind in (*FROM_BROWSER, *FROM_KERNEL) for end in kind.ends} == set(get_args(End))


def test_the_documentation_and_the_types_of_the_browser_are_made_from_the_table() -> None:
    made = maker()
    again = "run: python docs/make_messages.py"
    assert made.PAGE.read_text(encoding="utf-8") == made.markdown(), again
    assert made.TYPES.read_text(encoding="utf-8") == made.typescript(), again


# ---- from the browser to a page's process


async def _drawn() -> str:
    return "<figure></figure>"


async def _asked(pictures: PicturesWidget, sent: object) -> None:
    """Asks for pictures where an event loop runs, and waits until they are drawn."""
    pictures._received(sent)
    if pictures._drawing is not None:
        await pictures._drawing


@pytest.fixture
def ends(tmp_path: Path) -> Ends:
    """Each widget, and what takes its messages."""
    store = Store(tmp_path)
    store.create(Journey(id="trip", title="A trip", steps=(Step(id="a", name="Booking"),)))
    (tmp_path / "bad.json").write_text("no journey", encoding="utf-8")
    map_page = Session(store, store.open("trip"), page("evaluate"))
    start = StartSession(store)
    feedback = FeedbackSession(store, store.open("trip"))
    everybody = FacilitatorSession(store, Visitor(in_room=True), {"CJM_ADDRESS": "http://x/", "CJM_LINKS": "s"})
    pictures = PicturesWidget(_drawn)
    monitor = HeartMonitor(store.open("trip"), lambda _: None)
    return {
        "page": (map_page.widget, map_page.on_message),
        "start": (start.widget, start.on_message),
        "feedback": (feedback.widget, feedback.on_message),
        "facilitator": (everybody.widget, everybody.on_message),
        "pictures": (pictures, lambda sent: asyncio.run(_asked(pictures, sent))),
        "monitor": (monitor, monitor._received),
    }


ACT = re.compile(r'\bact\((?:[\w. ]+ \? )?"([a-z-]+)"(?: : "([a-z-]+)")?')
"""An action as the browser's modules ask for it: `host.act("make", …)`, also one of two."""

SENT = re.compile(r'(?:send\(|message = )\{ kind: "([a-z-]+)"|\bask\("([a-z-]+)"')
"""A message as the browser's modules send it."""

BEFORE: dict[type[FromBrowser], tuple[type[FromBrowser], ...]] = {
    from_browser.Open: (from_browser.Close,),
    from_browser.Longer: (from_browser.Begin,),
    from_browser.Pause: (from_browser.Begin,),
    from_browser.Resume: (from_browser.Begin, from_browser.Pause),
    from_browser.Finish: (from_browser.Begin,),
}
"""What must be so, that a message changes something."""


@pytest.mark.parametrize(("end", "kind"), EXAMPLES)
def test_a_page_answers_each_message_of_the_browser_with_messages_of_the_table(
    ends: Ends, end: End, kind: type[FromBrowser], monkeypatch: pytest.MonkeyPatch
) -> None:
    widget, take = ends[end]
    for before in BEFORE.get(kind, ()):
        take(before(**before.example).to_json())
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(widget, "send", told.append)
    sent = kind(**kind.example).to_json()

    take(sent)

    known = {name_of(one)[0]: one for one in FROM_KERNEL if end in one.ends}
    for message in told:
        assert known[message["kind"]].model_validate(message).to_json() == message
    assert told, f"{kind.__name__} has no handler"
    assert "refused" not in {message["kind"] for message in told}


@pytest.mark.parametrize(("end", "kind"), EXAMPLES)
def test_what_only_facilitators_may_send_is_taken_from_nobody_else(end: End, kind: type[FromBrowser]) -> None:
    sent = kind(**kind.example).to_json()

    assert isinstance(received(end, sent, leads=True), kind)
    taken = received(end, sent, leads=False)

    if kind.sender == "anybody":
        assert isinstance(taken, kind)
    elif issubclass(kind, Action):
        assert isinstance(taken, from_kernel.ActionRefused)
        assert taken.say.endswith(".")
    else:
        assert taken is None


@pytest.mark.parametrize(("end", "kind"), EXAMPLES)
def test_where_a_person_is_known_no_message_bears_another_name(end: End, kind: type[FromBrowser]) -> None:
    sent = kind(**kind.example).to_json()
    says = "name" if kind is from_browser.Here else "by"
    for forged in (sent | ({says: "Somebody else"} if says in kind.model_fields else {}), sent):
        taken = received(end, forged, name="ana")
        assert isinstance(taken, kind)
        if says in kind.model_fields:
            assert getattr(taken, says) == "ana"
        if kind is not from_browser.Edits:  # each of which bears it
            assert {**taken.to_json(), says: None} == {**sent, says: None}


def test_where_a_person_is_known_their_edits_and_decisions_bear_their_name_and_nothing_else_is_changed() -> None:
    edits = [
        {"path": "title", "new": "A", "by": "Somebody else"},
        {"path": "overruled/few-steps", "new": {"reason": "R", "by": "Somebody else"}},
        {"path": "overruled/few-steps/by", "new": "Somebody else", "by": ""},
        {"path": "overruled/few-steps", "new": None},
        {"path": "overruled/few-steps/by", "new": None},
        {"path": "steps/overruled/by", "new": "kept"},
        {"path": "title"},
        3,
    ]
    taken = received("page", {"kind": "edits", "edits": edits}, name="ana")
    assert isinstance(taken, from_browser.Edits)
    assert taken.edits == [
        {"path": "title", "new": "A", "by": "ana"},
        {"path": "overruled/few-steps", "new": {"reason": "R", "by": "ana"}, "by": "ana"},
        {"path": "overruled/few-steps/by", "new": "ana", "by": "ana"},
        {"path": "overruled/few-steps", "new": None, "by": "ana"},
        {"path": "overruled/few-steps/by", "new": None, "by": "ana"},
        {"path": "steps/overruled/by", "new": "kept", "by": "ana"},
        {"path": "title", "by": "ana"},
        3,
    ]


@pytest.mark.parametrize(("end", "kind"), EXAMPLES)
def test_a_message_that_does_not_fit_reaches_no_handler(end: End, kind: type[FromBrowser]) -> None:
    sent = kind(**kind.example).to_json()
    for field in sent.keys() - {"kind", "action"}:
        taken = received(end, {**sent, field: object()})
        if kind.model_fields[field].annotation is Any:
            assert isinstance(taken, kind)
        elif issubclass(kind, Action):
            assert isinstance(taken, from_kernel.ActionRefused)
        else:
            assert taken is None


@pytest.mark.parametrize("content", [None, 3, "ping", [], {}, {"kind": None}, {"kind": ["ping"]}, {"kind": "pong"}])
@pytest.mark.parametrize("end", get_args(End))
def test_what_is_no_message_is_passed_over(end: End, content: object) -> None:
    assert received(end, content) is None


@pytest.mark.parametrize("step", ["start", "nowhere", "", None, 3])
def test_the_start_page_is_no_step_that_can_begin_or_close(step: object) -> None:
    for action in ("begin", "close", "open"):
        taken = received("facilitator", {"kind": "action", "action": action, "step": step})
        assert isinstance(taken, from_kernel.ActionRefused)


@pytest.mark.parametrize(
    ("minutes", "fits"), [(-60, True), (60, True), (61, False), (-61, False), (True, False), ("5", False)]
)
def test_a_step_is_made_an_hour_longer_at_the_most(minutes: object, *, fits: bool) -> None:
    taken = received("facilitator", {"kind": "action", "action": "longer", "minutes": minutes})
    assert isinstance(taken, from_browser.Longer if fits else from_kernel.ActionRefused)


# ---- from a page's process to the browser


@pytest.mark.parametrize("end", get_args(End))
def test_the_browser_takes_each_message_of_the_table_and_no_other(end: End) -> None:
    text = "\n".join((BROWSER / name).read_text(encoding="utf-8") for name in LISTENERS[end])
    asked = set(re.findall(r'case "([a-z-]+)":|message\.kind [!=]== "([a-z-]+)"', text))
    taken = {one or other for one, other in asked}
    sharing = {"page", "start", "feedback"} if end in ("page", "start", "feedback") else {end}
    sent = {name_of(kind)[0] for kind in FROM_KERNEL if sharing & set(kind.ends)}
    for kind in FROM_KERNEL:
        if end in kind.ends:
            name = name_of(kind)[0]
            assert name in taken or ANSWERED_BY_SILENCE[end, name] in text, f"{LISTENERS[end]} takes no {name}"
    assert taken <= sent, "what nobody sends"


def test_the_browser_sends_what_the_table_knows() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in BROWSER.rglob("*.js"))
    acts = {one for pair in ACT.findall(text) for one in pair if one}
    assert {one or other for one, other in SENT.findall(text)} == {name_of(kind)[0] for kind in FROM_BROWSER}
    assert acts == {name_of(kind)[1] for kind in FROM_BROWSER} - {""}


@pytest.mark.parametrize("kind", FROM_KERNEL, ids=lambda kind: kind.__name__)
def test_a_message_of_a_page_holds_what_its_class_says_and_nothing_else(kind: type[FromKernel]) -> None:
    made = kind(**kind.example).to_json()
    assert set(made) == set(kind.model_fields)
    with pytest.raises(ValueError, match="Extra inputs"):
        kind(**kind.example, more=1)
