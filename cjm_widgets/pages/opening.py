"""Opening a page: which journey is meant, and what is shown when it cannot be opened."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.dates import shown as shown_day
from cjm_widgets.pages import all_maps, feedback, host
from cjm_widgets.pages.book import page as page_named
from cjm_widgets.pages.feedback_session import FeedbackSession
from cjm_widgets.pages.past import past_of
from cjm_widgets.pages.seen_first import SeenFirst
from cjm_widgets.pages.session import Session
from cjm_widgets.pages.shown import drawn_in, page_of
from cjm_widgets.pages.start_session import StartSession
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.store import JourneyStore, StoreError, opened_store
from cjm_widgets.tasks.choosing import Choice, choose, journeys_place
from cjm_widgets.tasks.making import day_now
from cjm_widgets.widgets.page import PageWidget
from cjm_widgets.workshop.presence import presence_in
from cjm_widgets.workshop.visitor import Visitor, visitor_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.accounts.account import Account
    from cjm_widgets.pages.facilitator_session import FacilitatorSession
    from cjm_widgets.pages.page import Page, Past
    from cjm_widgets.store.address import Place
    from cjm_widgets.widgets.facilitator import FacilitatorWidget


class NoPageError(Exception):
    """Why a page cannot be opened, where nobody looks who could do something about it. Shown as a sentence alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


_open: list[Session | StartSession | FacilitatorSession] = []
"""Sessions live as long as the notebook that shows them."""


NOT_KEPT: Final = (
    "This is the map as it was asked for in the cell above: to look at, not to change. Empty what is asked there, and "
    "run the cells again."
)
AS_IT_STOOD: Final = "This page as it stood on {day} at {time}. To work on it, run the cell above in JupyterLab."
_copies: list[TemporaryDirectory[str]] = []
"""Of maps that are told otherwise than they stand; they live as long as the notebook that shows them."""


def as_asked(store: JourneyStore, journey: str, asked: Mapping[str, str]) -> JourneyStore:
    """A copy of a map as a workbook is asked to tell it; arguments and errors as for `copied_as_asked`."""
    from cjm_widgets.tasks.as_asked import Asked, copied_as_asked

    _copies.append(TemporaryDirectory(prefix="cjm-", ignore_cleanup_errors=True))
    return copied_as_asked(store, journey, Asked(**asked), Path(_copies[-1].name))


def open_page(name: str, journey: str = "", **asked: str) -> PageWidget | FacilitatorWidget | Account:
    """Opens a page of the workbook, to be the last line of a notebook's cell.

    Args:
        name: the page's name, such as "satisfaction".
        journey: a journey's id in the folder, or the path of a journey's file; for the facilitator's page the path of
            a folder of journeys, as for all maps side by side.
        asked: how the map is told, as for `tasks.as_asked.Asked`: nothing typed on such a page is kept. A served page
            shows the map as it is.

    Returns:
        The page; where a program runs the notebook, an account of it that can be read without us.

    Raises:
        ValueError: if there is no such page.
        NoPageError: if the journey cannot be opened and the notebook is run by a program, which must not go on.
    """
    journey = _name(journey)
    if name == host.NAME:
        return _facilitate(journey)
    if name == all_maps.NAME:
        return _side_by_side(journey, **asked)
    page = feedback.PAGE if name == feedback.NAME else page_named(name)
    chosen = choose(journey, os.environ.get("QUERY_STRING", ""), journeys_place())
    if _run_by_a_program():
        return _account(page, chosen, asked)
    return _live(page, chosen, asked, beside=name == feedback.NAME)


def _live(page: Page, chosen: Choice, asked: Mapping[str, str], *, beside: bool) -> PageWidget:
    """A page that saves what is typed into it.

    Args:
        page: which page.
        chosen: which journey.
        asked: how the map is told.
        beside: whether it is the page on which feedback is brought.
    """
    visitor = visitor_in(os.environ)
    if not visitor.may_open(page.name, chosen.journey) or not _is_in_reach(visitor, chosen):
        # the server has seen to it already; what a link does not open stays closed whatever went wrong there
        return PageWidget(page=page_of(page, None), problem="Your link opens another map. Open it again, as it is.")
    try:
        store: JourneyStore = opened_store(chosen.place)
        if page.name == "start":
            session: Session | StartSession = StartSession(store, visitor)
        elif not chosen.journey:
            return PageWidget(page=page_of(page, None), problem=_choose_first(store))
        else:
            if served() and chosen.journey not in store.ids():
                deleted = store.bin().find(chosen.journey)
                say = (
                    f"The map “{deleted.title}” was deleted. Whoever leads can bring it back on the start page. "
                    "What you typed and is not saved yet is kept in this browser until then."
                    if deleted
                    else "There is no such map here. Choose one, or make a new one, on the start page."
                )
                return PageWidget(page=page_of(page, None), problem=say)
            presence = presence_in(os.environ)
            only_shown = any(asked.values()) and not served()
            if only_shown:
                store = as_asked(store, chosen.journey, asked)
            opened = store.open(chosen.journey)
            if beside:
                session = FeedbackSession(store, opened, visitor, presence=presence)
            else:
                drawn = drawn_in(os.environ)
                how: dict[str, Any] = {"presence": presence, "drawn": drawn, "closed": NOT_KEPT if only_shown else ""}
                session = Session(store, opened, page, visitor, **how)
    except StoreError as error:
        return PageWidget(page=page_of(page, None), problem=str(error))
    session.follow()
    _open.append(session)
    if not served():
        below = session.widget.tells_below = not _in_visual_studio_code()
        session.widget.account = lambda: _told_live(_account(page, chosen, asked), below=below)
    return session.widget


def _past(store: JourneyStore, journey: str, asked: Mapping[str, str]) -> Past:
    """Earlier states of a map, as it is asked for now: a copy of it has none."""
    past = past_of(store, journey)
    if not any(asked.values()):
        return past
    from cjm_widgets.tasks.as_asked import Asked, past_as_asked

    return past_as_asked(past, Asked(**asked))


def _name(journey: object) -> str:
    """The name of a map, from what papermill may make of a parameter."""
    if journey is None or isinstance(journey, bool | float | list | dict):
        raise NoPageError(f"The journey has to be the name of a map, in quotation marks; it is {journey!r}.")
    return str(journey)


def _account(page: Page, chosen: Choice, asked: Mapping[str, str]) -> Account:
    """What a page shows, to be read without us. Loaded only where somebody may: a served page shows itself.

    Raises:
        NoPageError: if the journey cannot be opened.
    """
    from cjm_widgets.pages.told import Telling, told_folder, told_page, told_sentence

    try:
        store: JourneyStore = opened_store(chosen.place)
        if page.name == "start":
            return told_folder(store)
        if not chosen.journey:
            return told_sentence(_choose_first(store))
        meant = as_asked(store, chosen.journey, asked) if any(asked.values()) else store
        journey = meant.open(chosen.journey)
    except StoreError as error:
        raise NoPageError(str(error)) from None
    seen = Visibility(Visitor(), SeenFirst(meant))
    return told_page(page, Telling(journey, seen, _past(store, journey.id, asked), day_now(), asked))


def _told_live(account: Account, *, below: bool) -> dict[str, str]:
    now = datetime.now().astimezone()
    say = AS_IT_STOOD.format(day=shown_day(now.date().isoformat()), time=f"{now:%H:%M}")
    return account.below_a_page(say) if below else account.bundle()


def _run_by_a_program() -> bool:
    """Whether papermill or its like runs this notebook, and nobody will see a widget of it.

    JupyterLab says which notebook a process belongs to.
    """
    watched = "JPY_SESSION_NAME" in os.environ or _in_visual_studio_code()
    return hasattr(_shell(), "kernel") and not served() and not watched


def _in_visual_studio_code() -> bool:
    """Whether Visual Studio Code shows this notebook: it says where it lies."""
    return "__vsc_ipynb_file__" in getattr(_shell(), "user_ns", ())


def _shell() -> object:
    return getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()


def _is_in_reach(visitor: Visitor, chosen: Choice) -> bool:
    """Whether the journey lies in the served folder, which is all that a participant may see."""
    return visitor.facilitates or chosen.place == journeys_place()


def _facilitate(folder: str) -> PageWidget | FacilitatorWidget | Account:
    """All teams: live behind `cjm serve`, and elsewhere as they are now. Loaded only when it is asked for."""
    from cjm_widgets.pages.facilitator import connected
    from cjm_widgets.pages.facilitator_session import FacilitatorSession

    visitor = visitor_in(os.environ)
    try:
        if not served():
            from cjm_widgets.pages.told import told_teams

            return told_teams(opened_store(Path(folder).expanduser().resolve() if folder else journeys_place()))
        if not visitor.facilitates:
            return PageWidget(page=host.PAGE, problem="This page is for whoever leads the workshop.")
        presence = presence_in(os.environ)
        session = FacilitatorSession(
            opened_store(journeys_place()), visitor, os.environ, lambda: connected(presence.present())
        )
    except StoreError as error:
        return PageWidget(page=host.PAGE, problem=str(error))
    session.follow()
    _open.append(session)
    return session.widget


def _side_by_side(folder: str, owner: str = "") -> PageWidget | Account:
    """All maps of a folder: live, and where a program runs the notebook as they are now.

    Raises:
        NoPageError: if a program runs it and the folder cannot be read.
    """
    place = Path(folder).expanduser().resolve() if folder and not served() else journeys_place()
    visitor = visitor_in(os.environ)
    if _run_by_a_program():
        return _told_folder(place, owner)
    if not visitor.facilitates:
        return PageWidget(page=page_of(all_maps.PAGE, None), problem="This page is for whoever leads the workshop.")
    try:
        session = all_maps.AllMapsSession(opened_store(place), visitor, owner)
    except StoreError as error:
        return PageWidget(page=page_of(all_maps.PAGE, None), problem=str(error))
    _open.append(session)
    if not served():
        session.widget.account = lambda: _told_folder(place, owner).bundle()
    return session.widget


def _told_folder(place: Place, owner: str = "") -> Account:
    from cjm_widgets.pages.told import told_folder

    if isinstance(place, Path) and not place.is_dir():
        raise NoPageError(f"There is no folder {place}.")
    try:
        return told_folder(opened_store(place), owner)
    except StoreError as error:
        raise NoPageError(str(error)) from None


def forget_pages() -> None:
    """Closes the pages that this process has opened."""
    from ipywidgets import Widget

    Widget.close_all()
    for session in _open:
        if isinstance(session, FeedbackSession | StartSession):
            session.close()
    _open.clear()
    for copy in _copies:
        copy.cleanup()
    _copies.clear()


def served() -> bool:
    """Whether this notebook runs behind `cjm serve` rather than in JupyterLab or papermill."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


def _choose_first(store: JourneyStore) -> str:
    if served():
        return "Choose a map first, or make a new one, on the start page."
    return (
        'Which map? Write its name in the cell above, for example journey = "airport", and run the cells again. '
        f"In this folder there are: {', '.join(store.ids()) or 'none yet; make one in 00_start'}."
    )
