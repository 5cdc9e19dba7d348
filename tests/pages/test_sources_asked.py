"""Wherever a source is chosen the page can ask what a new one is: its list stands there, unfinished until then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.book import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator


def fields(raw: Any) -> Iterator[dict[str, Any]]:
    if isinstance(raw, dict):
        if "kind" in raw and "name" in raw:
            yield raw
        for value in raw.values():
            yield from fields(value)
    elif isinstance(raw, list | tuple):
        for value in raw:
            yield from fields(value)


def test_each_page_on_which_a_source_is_chosen_asks_what_a_new_one_is():
    forms = [one.asks(Journey(id="trip")) for one in PAGES]
    choosing = [form for form in forms if any(field.get("to") == "sources" for field in fields(form))]
    assert len(choosing) >= 4
    for form in choosing:
        lists = [field for section in form["sections"] for field in section["fields"] if section["path"] == ""]
        (sources,) = (field for field in lists if field["name"] == "sources")
        assert sources["needs"] == "kind"
        assert "kind" in [field["name"] for field in sources["fields"]]
