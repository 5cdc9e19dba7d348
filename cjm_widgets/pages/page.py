"""What a page of the workbook is: its form, its parts, and what is shown beside the form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.rules import PageName

View = dict[str, Any]


def no_view(_: Journey) -> View:
    """Nothing but the advice, which every page has."""
    return {}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the workbook.

    Args:
        name: its name in `open_page` and in the list of pages.
        file: its notebook.
        title: its title in the list of pages.
        form: what it asks (`widgets.spec.form`); empty for a page without a form.
        parts: which parts stand where, such as {"main": ("form",), "aside": ("advice",)}.
        view: journey -> the figures that its pictures show.
    """

    name: PageName
    file: str
    title: str
    form: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    view: Callable[[Journey], View] = no_view
