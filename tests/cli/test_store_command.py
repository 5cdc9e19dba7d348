"""Maps in a database by command: prepared, moved in, looked at, changed, run and moved out; no password is typed."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.rerun import run_cases
from cjm_widgets.store import Store, opened_store
from cjm_widgets.tasks.choosing import STORE_VARIABLE
from cjm_widgets.tasks.making import starter

if TYPE_CHECKING:
    from pathlib import Path

    from postgres_server import Postgres
    from typer.testing import Result

SECRET = "s3cret-word"  # noqa: S105  of nobody


def cjm(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def done(*words: str, status: int = 0) -> str:
    asked = cjm(*words)
    assert asked.exit_code == status, asked.output
    return asked.output


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("CJM_FOLDER", STORE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def address(here: Path, postgres: Postgres) -> str:
    """Of a database into which a map was moved from a folder."""
    Store(here / "journeys").create(starter("airport"))
    found = postgres.fresh().address
    assert "Copied 1 map" in done("store", "copy", "journeys", found)
    return found


def test_a_database_is_prepared_and_the_maps_move_in_and_out(here: Path, postgres: Postgres) -> None:
    Store(here / "journeys").create(starter("airport"))
    address = postgres.address("by_command").address
    assert "not prepared" in done("store", "copy", "journeys", address, status=2)
    assert "is prepared for maps" in done("store", "prepare", address)
    assert "Copied 1 map" in done("store", "copy", "journeys", address)
    assert "Copied 1 map" in done("store", "copy", address, "back")
    for name in ("airport.json", "airport.log.jsonl"):
        assert (here / "back" / name).read_bytes() == (here / "journeys" / name).read_bytes()


def test_every_command_finds_the_maps_of_a_database(here: Path, address: str) -> None:
    at = ("--store", address)
    assert "airport" in done("list", *at)
    assert done("rename", "airport", "Flying", *at)
    assert "Flying" in done("history", "airport", *at)
    assert json.loads(cjm("check", "airport", "--json", *at).output)["airport"]
    assert done("export", "airport", "-o", "map.md", *at)
    assert "Made “second” in postgresql://" in done("import", "map.md", "--name", "second", *at)
    assert "Took" in done("import", "map.md", "--into", "airport", "--take", "all", *at)
    assert cjm("diff", "airport", "second", *at).exit_code in (0, 1)
    assert cjm("due", *at).exit_code in (0, 1)
    done("delete", "second", *at)
    assert "is back" in done("restore", "second", *at)
    assert STORE_VARIABLE not in os.environ
    assert Store(here / "journeys").open("airport").title != "Flying"
    assert "no journey" in done("check", "nowhere", *at, status=2)


def test_the_database_of_the_environment_is_taken_unless_a_folder_is_named(
    here: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("copy", "airport", "Another", "--store", address)
    monkeypatch.setenv(STORE_VARIABLE, address)
    assert "another" in done("list")
    assert "another" not in done("list", "journeys")
    assert "another" in done("check", "another", status=1)
    assert "Name either the folder" in done("list", "journeys", "--store", address, status=2)


@pytest.mark.parametrize("words", [("list", "--store"), ("store", "prepare"), ("store", "copy", "journeys")])
def test_a_password_is_never_typed_and_an_address_is_one(here: Path, words: tuple[str, ...]) -> None:
    said = done(*words, f"postgresql://ana:{SECRET}@127.0.0.1/maps", status=2)
    assert "leave the password out" in said
    assert SECRET not in said
    assert "cannot be understood" in done(*words, f"postgresql://ana:{SECRET}@[::1/maps", status=2)
    assert "--store takes" in done("list", "--store", "journeys", status=2)
    assert "cannot be a schema" in done(*words, 'postgresql://ana@127.0.0.1/maps?schema=../"x', status=2)


def test_workbooks_run_on_maps_of_a_database_and_what_has_not_changed_is_not_run_again(
    here: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, address)
    assert "1 finished notebook is in out" in done("run", "airport", "-o", "out", "--workbooks", "01")
    (here / "runs.toml").write_text('journeys = ["air*"]\nreport = false\n')
    first = run_cases(here / "runs.toml", here / "all", names=["01"], progress=False)
    again = run_cases(here / "runs.toml", here / "all", names=["01"], progress=False)
    assert first.made > 0
    assert (first.faults, again.made, again.kept) == ((), 0, first.made)
    (here / "runs.toml").write_text('journeys = ["nowhere"]\n')
    assert "in the database" in done("run", "runs.toml", "-o", "all", status=2)
    assert "All maps side by side are in" in done("run", "-o", "beside")
    made = (here / "beside" / "all_maps.ipynb").read_text(encoding="utf-8")
    assert "Through the airport" in made
    assert "maps/airport" not in made, "they were brought to a folder that nobody knows"
    assert opened_store(address).ids() == ("airport",)
