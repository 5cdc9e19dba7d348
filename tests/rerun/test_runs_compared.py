"""`cjm diff` tells what moved from one finished run to the next: of all of its maps, or of one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planted_changes import airport, employer
from typer.testing import CliRunner, Result

from cjm_widgets.cli import app
from cjm_widgets.rerun import run_cases, run_workbooks
from cjm_widgets.store import Store
from cjm_widgets.tasks.differing import kept_by_run


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["diff", *map(str, arguments), "--today", "2027-07-01"])


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs of two maps, with all that is planted between them; the later has one map more."""
    folder = tmp_path_factory.mktemp("runs")
    for at, maps in enumerate(zip(airport(), employer(), strict=True)):
        store = Store(folder / f"maps-{at}")
        for journey in maps:
            store.create(journey)
        if at:
            store.create(maps[0].model_copy(update={"id": "another"}))
        file = folder / f"{at}.toml"
        file.write_text(f'journeys = ["maps-{at}/*.json"]\nworkbooks = ["01"]\nreport = false', encoding="utf-8")
        run_cases(file, folder / ("spring" if not at else "summer"), progress=False)
    return folder


def test_it_opens_with_where_something_changed_and_then_tells_it_map_by_map(runs: Path) -> None:
    told = diff(runs / "spring", runs / "summer")
    lines = told.output.splitlines()
    assert told.exit_code == 1
    assert lines[:5] == [
        f"{runs / 'spring'}, compared with {runs / 'summer'}",
        "",
        "More than chance has changed in airport.",
        "Each map is judged by itself: of 100 in which nothing changed, 5 at most would say so.",
        "Run for the first time: another.",
    ]
    assert [line for line in lines if ": " in line and line.endswith(("airport", "provider"))] == [
        "airport: Through the airport",
        "employer: Employer engages a training provider",
    ]
    assert "  “Bag drop” is better than in “SITA 2015” by more than chance." in told.output


def test_programs_read_the_same_map_by_map(runs: Path) -> None:
    read = json.loads(diff(runs / "spring", runs / "summer", "--json").output)
    assert (read["differs"], read["only_before"], read["only_now"]) == (True, [], ["another"])
    changed = {
        (name, felt["step"])
        for name, one in read["runs"].items()
        for asked in one["asked"]
        for felt in asked["felt"]
        if felt["verdict"] == "changed"
    }
    assert changed == {("airport", "bag-drop")}
    other = json.loads(diff(runs / "summer", runs / "spring", "--json").output)
    assert (other["only_before"], other["only_now"]) == (["another"], [])


def test_one_map_of_a_run_is_compared_with_itself_later_and_with_the_map_as_it_stands(runs: Path) -> None:
    told = diff(runs / "spring" / "airport", runs / "summer" / "airport")
    assert (told.exit_code, "“Bag drop” is better" in told.output) == (1, True)
    assert diff(runs / "summer" / "airport", runs / "maps-1" / "airport.json").exit_code == 0
    same = diff(runs / "spring", runs / "spring")
    assert (same.exit_code, "Nothing differs in airport, employer." in same.output) == (0, True)


def test_of_several_maps_one_has_to_be_named_and_a_folder_without_any_is_none(runs: Path) -> None:
    several = diff(runs / "spring", runs / "maps-1" / "airport.json")
    assert several.exit_code == 2
    assert f"Name one of them: {runs / 'spring' / 'airport'}, {runs / 'spring' / 'employer'}." in several.output
    none = diff(runs / "maps-1", runs / "spring")
    assert (none.exit_code, "Nor is there a file or a finished run of that name." in none.output) == (2, True)


def test_the_page_has_a_part_for_each_map_and_no_two_places_of_one_name(runs: Path) -> None:
    made = runs / "moved.html"
    assert diff(runs / "spring", runs / "summer", "-o", made).exit_code == 1
    page = made.read_text(encoding="utf-8")
    assert (page.count("<article"), page.count("<h1"), page.count("“Bag drop” is better")) == (2, 1, 1)
    ids = [part.partition('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert "<script" not in page


def test_a_single_map_that_was_run_is_kept_as_it_was_told(runs: Path, tmp_path: Path) -> None:
    map_file = runs / "maps-1" / "airport.json"
    run_workbooks(map_file, tmp_path / "now", names=("01",), progress=False)
    run_workbooks(map_file, tmp_path / "early", names=("04",), given={"period": "2014 to 2015"}, progress=False)
    told = diff(tmp_path / "early", tmp_path / "now")
    assert told.output.startswith(f"Through the airport, {tmp_path / 'early'}, compared with Through the airport, ")
    assert "“SITA 2026” is compared with “SITA 2015”." in told.output
    assert diff(tmp_path / "now", map_file).exit_code == 0


def test_what_an_earlier_run_left_in_the_folder_is_none_of_the_later(tmp_path: Path) -> None:
    for name in ("airport", "employer"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "map.json").write_text("{}")
    assert [*kept_by_run(tmp_path)] == ["airport", "employer"], "one that has no manifest"
    done = {"airport/map.json": {"fault": None}, "gone/map.json": {}}
    (tmp_path / "manifest.json").write_text(json.dumps({"version": 1, "done": done}))
    assert [*kept_by_run(tmp_path)] == ["airport"]
