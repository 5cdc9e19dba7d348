"""A group too small to keep a person unnamed is in nothing kept, shown, told or taken away: not even its name."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from going_out import text_of
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.tasks.exporting import Wish, export_map
from cjm_widgets.views.archive import journeys_zip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_widgets.formats.base import Format

SIZES = {"North": 20, "South": 12, "Quietward": 3, "Stillward": 4}
SMALL = ("Quietward", "Stillward")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Store(tmp_path / "journeys").create(Journey(id="trip", title="A trip"))
    return tmp_path


def cjm(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def attached(here: Path, sizes: dict[str, int], *more: str) -> str:
    wards = [ward for ward, size in sizes.items() for _ in range(size)]
    lines = [f"{at},{ward},{at % 5 + 1},{at * 3 % 5 + 1},{at * 2 % 5 + 1}" for at, ward in enumerate(wards)]
    (here / "answers.csv").write_text("\n".join(["id,ward,Booking,Waiting,Overall", *lines]), encoding="utf-8")
    return cjm(
        "attach", "trip", str(here / "answers.csv"), "--name", "Survey", "--make-steps", "--group", "ward",
        "--scale", "five-points", "--outcome", "Overall", *more,
    )  # fmt: skip


def all_that_is_there(here: Path) -> Iterator[tuple[str, str]]:
    store = Store(here / "journeys")
    for path in (here / "journeys").rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes().decode("utf-8", "replace")
    with ZipFile(io.BytesIO(journeys_zip(store))) as packed:
        yield from ((f"zip {name}", packed.read(name).decode()) for name in packed.namelist())
    for words in ("feedback trip", "feedback trip --json", "history trip", "ask trip", "check trip"):
        done = CliRunner().invoke(app, words.split())
        assert done.exit_code in (0, 1), done.output
        yield words, done.output
    for page in PAGES:
        widget = Session(store, store.open("trip"), page).widget
        yield page.name, json.dumps([widget.spec, widget.journey, widget.view]) + repr(widget)


def test_not_even_the_name_of_a_group_too_small_is_in_a_file_a_page_a_command_or_what_is_taken_home(here: Path) -> None:
    said = attached(here, SIZES)
    there = dict(all_that_is_there(here))
    assert {name for name, text in there.items() if any(one in text for one in SMALL)} == set()
    assert not any(one in said for one in SMALL)
    for shown in ("trip.json", "zip trip.json", "feedback trip", "satisfaction", "map"):
        assert "North" in there[shown], shown


def test_who_is_kept_back_once_their_number_grew_is_not_had_from_what_was_kept_before(here: Path) -> None:
    attached(here, SIZES)
    attached(here, {**SIZES, "Quietward": 30}, "--other-people")
    there = dict(all_that_is_there(here))
    assert "Quietward" in there["trip.json"]
    assert {name for name, text in there.items() if "Stillward" in text} == set()
    groups = {rating.rater for rating in Store(here / "journeys").open("trip").steps[0].ratings}
    assert "Survey: South" not in groups, "of four who are left the figures could be reckoned"


@pytest.mark.parametrize("how", [one for one in FORMATS if one.name != "png"], ids=lambda how: how.name)
def test_an_edition_of_when_fewer_were_asked_for_leaves_as_it_would_be_shown_today(here: Path, how: Format) -> None:
    store = Store(here / "journeys")
    attached(here, SIZES, "--least", "3")
    keep_edition(store, store.open("trip"), "First", "", "Fay")
    attached(here, SIZES, "--least", "5", "--same-people")
    assert "Stillward" in store.at("trip", store.open("trip").editions[0].revision).model_dump_json()
    made = export_map(store, "trip", how, Wish(edition="First"))
    text = text_of(made.data)
    assert not any(one in text for one in SMALL)
    assert any("on too few people to be shown today" in one.say for one in made.losses)
    if how.name in ("json", "xlsx", "html"):
        assert "North" in text


def test_channels_of_a_log_that_the_same_few_may_have_used_are_nowhere_and_follow_from_nothing(here: Path) -> None:
    uses = {"web": range(20), "desk": range(12), "Quietpost": range(3), "Quietfax": range(1, 4)}
    lines = [
        f"c{case},{step},2026-01-{day + at:02}T10:00,{channel}"
        for at, (channel, cases) in enumerate(uses.items())
        for case in cases
        for day, step in ((1, "Booking"), (15, "Waiting"))
    ]
    (here / "log.csv").write_text("\n".join(["case,step,time,channel", *lines]), encoding="utf-8")
    cjm(
        "attach", "trip", str(here / "log.csv"), "--name", "Log", "--make-steps",
        "--case", "case", "--step", "step", "--time", "time", "--channel", "channel",
    )  # fmt: skip
    there = dict(all_that_is_there(here))
    assert {name for name, text in there.items() if "Quiet" in text} == set()
    (source,) = Store(here / "journeys").open("trip").sources
    assert {one.group for one in source.figures} == {"", "web"}
