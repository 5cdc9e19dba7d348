"""A page opens the journey that is meant, and nothing that an address makes up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.journey.edits import Edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages import open_page, warming
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.opening import NoPageError
from cjm_widgets.store import Saved, Store
from cjm_widgets.tasks.choosing import Choice, choose


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CJM_FOLDER", str(tmp_path / "journeys"))
    monkeypatch.delenv("QUERY_STRING", raising=False)
    Store(tmp_path / "journeys").create(Journey(id="airport", title="Through the airport"))
    return tmp_path / "journeys"


def test_the_address_wins_over_the_parameter(tmp_path: Path) -> None:
    assert choose("employer", "journey=airport", tmp_path) == Choice(tmp_path, "airport")
    assert choose("employer", "", tmp_path) == Choice(tmp_path, "employer")


def test_a_parameter_may_be_the_path_of_a_journeys_file(tmp_path: Path) -> None:
    assert choose(f"{tmp_path}/other/trip.json", "", Path("x")) == Choice(tmp_path / "other", "trip")


def test_an_id_opens_the_journey(folder: Path) -> None:
    widget = open_page("satisfaction", "airport")

    assert widget.problem == ""
    assert widget.journey["title"] == "Through the airport"


@pytest.mark.parametrize(
    "asked",
    [
        "../secret",
        "..%2Fsecret",
        "/etc/passwd",
        "airport.json",
        "AIRPORT",
        "airport%00",
        "a/b",
        "con",
        "x" * 5000,
        "%F0%9F%9B%AB",
        "<script>alert(1)</script>",
    ],
)
def test_an_address_cannot_name_anything_outside_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    (folder.parent / "secret.json").write_text(Journey(id="secret", title="Secret").model_dump_json())
    monkeypatch.setenv("QUERY_STRING", f"journey={asked}")

    widget = open_page("satisfaction", "airport")

    assert widget.problem
    assert widget.journey == {}
    assert "Secret" not in str(widget.get_state())


def test_without_a_journey_the_page_says_where_to_choose_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "airport" in open_page("personas").problem
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    assert "start page" in open_page("personas").problem


def test_a_page_that_does_not_exist_is_an_error_that_lists_the_pages() -> None:
    with pytest.raises(ValueError, match="satisfaction"):
        open_page("nonsense", "airport")


@pytest.mark.parametrize("value", [None, True, 1.5, ["airport"], {}])
def test_what_a_program_gives_in_place_of_a_name_is_refused_with_it(folder: Path, value: Any) -> None:
    with pytest.raises(NoPageError, match=re.escape(f"in quotation marks; it is {value!r}.")):
        open_page("satisfaction", value)


def test_a_number_may_be_a_name(folder: Path) -> None:
    Store(folder).create(Journey(id="2026", title="This year"))
    assert open_page("satisfaction", 2026).journey["title"] == "This year"


def test_a_broken_file_is_a_sentence_on_the_page(folder: Path) -> None:
    (folder / "airport.json").write_text("{")

    widget = open_page("map", "airport")

    assert "airport" in widget.problem
    assert "Traceback" not in widget.problem
    assert (folder / "airport.json").read_text() == "{"


def test_the_text_of_an_opened_page_holds_its_figures_and_no_address_in_memory(folder: Path) -> None:
    text = repr(open_page("satisfaction", "airport"))

    assert "Through the airport" in text
    assert "0x" not in text


def test_warming_types_into_every_page_as_a_browser_does(monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[tuple[str, ...]] = []
    save = Store.save

    def noted(store: Store, journey_id: str, edits: Sequence[Edit], **how: Any) -> Saved:
        found = save(store, journey_id, edits, **how)
        saved.append(tuple(edit.new for edit in found.applied))
        return found

    monkeypatch.setattr(Store, "save", noted)
    warming.open_every_page()
    typed = [(warming.LETTERS[: at + 1],) for at in range(len(warming.LETTERS))]
    assert [one for one in saved if one] == typed * sum(page.name != "start" for page in PAGES)
