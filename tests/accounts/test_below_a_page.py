"""A notebook that was saved with a live page tells it to whoever opens it where that page lives no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import expect

from cjm_widgets.pages.opening import forget_pages
from cjm_widgets.rerun import notebook
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter
from cjm_widgets.widgets.carried import VIEW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPENS = "from cjm_widgets.pages import open_page\nopen_page('diagnostic', 'airport')"
PANEL = '<div class="lm-Widget lm-Panel jp-OutputArea-child"><div class="lm-Widget {kind}">{shown}</div></div>'
"""An output as JupyterLab 4 shows it; of a widget it makes a panel."""
LIVES = '<div class="lm-Widget"><div class="cjm cjm-page">The page</div></div>'


@pytest.fixture(autouse=True)
def _in_jupyterlab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CJM_FOLDER", str(tmp_path))
    monkeypatch.setenv("JPY_SESSION_NAME", "01_diagnostic.ipynb")
    monkeypatch.setattr(notebook, "NEEDS_A_KERNEL", "")  # what is run here is saved as JupyterLab saves it
    Store(tmp_path).create(starter("airport"))
    yield
    forget_pages()


def saved(before: str = "") -> dict[str, Any]:
    cell = {"cell_type": "code", "id": "page", "metadata": {}, "source": before + OPENS}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    made, fault = notebook.run_notebook(book, {})
    assert fault is None
    nbformat.validate(made)
    return made


def outputs(before: str = "") -> list[dict[str, Any]]:
    return [one["data"] for one in saved(before)["cells"][0]["outputs"]]


def test_the_page_and_what_it_says_are_an_output_each() -> None:
    page, told = outputs()
    assert set(page) == {VIEW}, "a viewer that cannot show it shows nothing of it"
    assert set(told) == {"text/html", "text/markdown", "text/plain"}
    for kind in ("text/html", "text/markdown"):
        assert re.search(r"This page as it stood on \d+ \w+ 20\d\d at \d\d:\d\d\\?\.", told[kind])
        assert "Through the airport" in told[kind]
    assert "<script" not in told["text/html"]


def test_visual_studio_code_which_cannot_hide_one_below_the_other_has_both_in_one_output() -> None:
    (only,) = outputs("__vsc_ipynb_file__ = '01_diagnostic.ipynb'\n")
    assert set(only) == {VIEW, "text/html", "text/markdown", "text/plain"}
    assert "<style" not in only["text/html"]


@pytest.mark.parametrize(
    ("shown", "lives"),
    [(LIVES, True), ("Loading widget...", False), ("Error displaying widget: model not found", False)],
)
def test_jupyterlab_shows_the_page_while_it_lives_and_else_what_it_says(
    chromium: Any, shown: str, *, lives: bool
) -> None:
    page = chromium.new_page()
    printed = PANEL.format(kind="jp-RenderedText jp-OutputArea-output", shown="<pre>printed</pre>")
    widget = PANEL.format(kind="lm-Panel jp-OutputArea-output", shown=shown)
    told = PANEL.format(kind="jp-RenderedHTMLCommon jp-OutputArea-output", shown=outputs()[1]["text/html"])
    another = PANEL.format(kind="lm-Panel jp-OutputArea-output", shown="Another widget")
    page.set_content(printed + widget + told + printed + another)
    expect(page.get_by_text("The page", exact=True) if lives else page.locator(".mathjax_ignore")).to_be_visible()
    expect(page.locator(".jp-OutputArea-child:visible")).to_have_count(4)
    expect(page.get_by_text("printed")).to_have_count(2)
    page.close()


def test_where_the_page_is_not_shown_at_all_what_was_printed_before_it_hides_nothing(chromium: Any) -> None:
    page = chromium.new_page()
    printed = PANEL.format(kind="jp-RenderedText jp-OutputArea-output", shown="<pre>printed</pre>")
    told = PANEL.format(kind="jp-RenderedHTMLCommon jp-OutputArea-output", shown=outputs()[1]["text/html"])
    page.set_content(printed + told)
    expect(page.locator(".jp-OutputArea-child:visible")).to_have_count(2)
    page.close()


def test_a_web_page_of_the_saved_notebook_says_it_with_scripts_off(chromium: Any, tmp_path: Path) -> None:
    html, _ = HTMLExporter().from_notebook_node(nbformat.from_dict(saved()))
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    expect(page.get_by_role("heading", name="Through the airport")).to_be_visible()
    expect(page.get_by_role("table", name="The five Cs")).to_be_visible()
    context.close()
