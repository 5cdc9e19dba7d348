"""What a page of the workbook is: its form, its parts, and what is shown beside the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.rules import PageName

View = dict[str, Any]
Past = Callable[[str], "Journey | None"]
"""Gives the journey as it stood right after a change, or None where the history does not reach."""


def no_view(_: Journey) -> View:
    """Nothing but the advice, which every page has."""
    return {}


def nothing_of_the_day(_: Journey, __: date) -> View:
    """Most pages show the same on any day."""
    return {}


def nothing_of_the_past(_: Journey, __: Past) -> View:
    """Most pages show the journey as it is now."""
    return {}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the workbook.

    Args:
        name: its name in `open_page` and in the list of pages.
        file: its notebook.
        title: its title in the list of pages.
        form: what it asks (`widgets.spec.form`), or journey -> that; empty for a page without a form.
        parts: which parts stand where, such as {"main": ("form",), "aside": ("advice",)}.
        view: journey -> the figures that its pictures show.
        view_of_day: journey and the day it is -> what the page shows of what is due.
        view_of_past: journey and its past -> what the page shows of earlier states.
    """

    name: PageName
    file: str
    title: str
    form: Callable[[Journey], dict[str, Any]] | dict[str, Any] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    view: Callable[[Journey], View] = no_view
    view_of_day: Callable[[Journey, date], View] = nothing_of_the_day
    view_of_past: Callable[[Journey, Past], View] = nothing_of_the_past

    def asks(self, journey: Journey) -> dict[str, Any]:
        """What the page asks about one journey."""
        return self.form(journey) if callable(self.form) else self.form
