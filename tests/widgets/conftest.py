"""The files of this repository, and the pages on which parts of the workbook stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from form_harness import FormPages
from part_page import PartPage, sources

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def repository() -> Iterator[str]:
    with sources() as address:
        yield address


@pytest.fixture(scope="session")
def part_pages(chromium: Any, repository: str) -> Iterator[dict[str, PartPage]]:
    """A page for each sort of part, by its folder."""
    pages = {
        name: PartPage(chromium, repository, name) for name in ("map_page", "method_page", "picture_page", "whole_page")
    }
    yield pages
    for page in pages.values():
        page.close()


@pytest.fixture(scope="session")
def form_pages(chromium: Any, repository: str) -> Iterator[FormPages]:
    yield (made := FormPages(chromium, f"{repository}/tests/widgets/form_page/index.html"))
    if made.kept:
        made.kept.context.close()


@pytest.fixture
def form(form_pages: FormPages) -> Iterator[Any]:
    """Opens the form: `form("steps", width=320, theme="dark", journey="blank")` gives its page."""
    apart = []

    def open_form(part: str, width: int = 1280, *, touch: bool = False, alone: bool = False, **other: str) -> Any:
        query = "&".join(f"{name}={value}" for name, value in {"part": part, **other}.items())
        page = form_pages.fresh(query, touch=touch) if touch or alone else form_pages.again(query)
        if touch or alone:
            apart.append(page.context)
        page.set_viewport_size({"width": width, "height": 800})
        return page

    yield open_form
    for context in apart:
        context.close()
    problems, form_pages.problems = form_pages.problems, []
    assert problems == []


@pytest.fixture
def blank(chromium: Any, repository: str) -> Iterator[Any]:
    """A page with nothing on it, which can import the modules of this repository."""
    page = chromium.new_page()
    page.goto(f"{repository}/tests/widgets/form_page/index.html")
    page.evaluate("document.body.replaceChildren()")
    yield page
    page.close()
