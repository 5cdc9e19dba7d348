"""The pages of the workbook in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.pages import (
    diagnostic,
    evaluate,
    map,  # noqa: A004  the page is called the map
    moments_of_truth,
    personas,
    satisfaction,
    solutions,
    start,
    steps,
)

if TYPE_CHECKING:
    from cjm_widgets.pages.page import Page

PAGES: Final[tuple[Page, ...]] = (
    start.PAGE,
    diagnostic.PAGE,
    personas.PAGE,
    steps.PAGE,
    satisfaction.PAGE,
    moments_of_truth.PAGE,
    solutions.PAGE,
    map.PAGE,
    evaluate.PAGE,
)

TITLES: Final[dict[str, tuple[str, str]]] = {one.name: (one.file, one.title) for one in PAGES[1:]}
"""The notebook and the title of each page of the method; the start page is none."""


def page(name: str) -> Page:
    """The page of that name.

    Raises:
        ValueError: if there is none; the text lists the names there are.
    """
    for one in PAGES:
        if one.name == name:
            return one
    raise ValueError(f"There is no page “{name}”. The pages are: {', '.join(one.name for one in PAGES)}.")
