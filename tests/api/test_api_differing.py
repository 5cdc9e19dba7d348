"""What moved is told in Python as the command tells it, of maps, editions and files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cjm_widgets as cjm
from cjm_widgets.cli import app

DAY = date(2026, 5, 3)


def csv(here: Path, name: str, security: int) -> Path:
    file = here / name
    lines = [f"{step},{share},800" for step, share in (("Security", security), ("Boarding", 12), ("Booking", 9))]
    file.write_text("\n".join(("step,negative_pct,n", *lines)) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def moved(airport: cjm.Map, here: Path) -> cjm.Map:
    cjm.attach(airport, csv(here, "one.csv", 36), "Passengers 2025", date="2025-05")
    airport.keep_edition("Last year")
    cjm.attach(airport, csv(here, "two.csv", 12), "Passengers 2026", date="2026-05")
    airport.edit("steps/Boarding/name", "I board")
    return airport


def test_it_says_what_the_command_says(moved: cjm.Map) -> None:
    found = cjm.diff("airport@Last year", moved, today=DAY)
    done = CliRunner().invoke(app, ["diff", "airport@Last year", "airport", "--today", DAY.isoformat()])
    assert done.output.strip() == repr(found).strip()
    assert found
    assert not cjm.diff(moved, moved, today=DAY)


def test_its_frame_tells_the_real_change_from_chance(moved: cjm.Map) -> None:
    frame = cjm.diff("airport@Last year", moved, today=DAY).frame.set_index("id")
    assert (frame.loc["security", "before"], frame.loc["security", "now"]) == (36, 12)
    assert frame.loc["security", "verdict"] != frame.loc["boarding", "verdict"]
    assert frame.loc["security", "low"] < 24 < frame.loc["security", "high"]
    assert list(cjm.diff(moved, moved, today=DAY).frame.columns) == list(frame.reset_index().columns)


def test_it_shows_itself_and_makes_a_page_without_scripts(moved: cjm.Map, here: Path) -> None:
    moved.edit("steps/Booking/name", "<script>alert(1)</script>")
    found = cjm.diff("airport@Last year", moved, today=DAY)
    page = found.save(here / "moved.html").read_text(encoding="utf-8")
    for html in (found._repr_html_(), page):
        assert "<script" not in html
        assert "I board" in html
    assert found._repr_html_().count("<section") == page.count("<section") > 1
    assert "I board" in found._repr_markdown_()


@pytest.mark.parametrize("name", ["nowhere", "airport@Nowhere", "missing.csv"])
def test_what_is_not_there_is_a_sentence(moved: cjm.Map, name: str) -> None:
    with pytest.raises(cjm.CjmError, match=r"\.$"):
        cjm.diff(name, moved)
