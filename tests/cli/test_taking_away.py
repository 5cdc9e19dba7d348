"""Taking a map away and bringing one in, as people type it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from edited_workbook import workbook_of
from going_out import text_of
from typer.testing import CliRunner, Result

from cjm_widgets.cli import app
from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import Store

NOTES = "# Trip\n\n## Before\n\n### 1. Book\n\n- Feelings: calm\n\n### 2. Pay\n\n- Colour: red\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CJM_FOLDER", raising=False)
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    assert cjm("new", "airport", "--from", "airport").exit_code == 0
    return tmp_path


def cjm(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.mark.parametrize("how", FORMATS, ids=lambda how: how.name)
def test_a_map_leaves_in_every_form_and_what_is_not_in_it_is_said(here: Path, how: object) -> None:
    file = here / f"map{how.ending}"  # type: ignore[attr-defined]
    done = cjm("export", "airport", "-o", str(file))
    assert done.exit_code == 0, done.output
    assert file.stat().st_size > 300
    assert done.output.startswith(f"Made {file}.")
    strict = cjm("export", "airport", "-o", str(here / f"strict{how.ending}"), "--strict")  # type: ignore[attr-defined]
    losses = len(done.output.splitlines()) - 1
    assert (strict.exit_code, (here / f"strict{how.ending}").exists()) == (1 if losses else 0, not losses)  # type: ignore[attr-defined]


def test_one_figure_is_taken_alone(here: Path) -> None:
    done = cjm("export", "airport", "-o", "curve.svg", "--figure", "curve")
    assert done.exit_code == 0, done.output
    assert "All but “Satisfaction along the journey” left out" in done.output
    assert "<title" in (here / "curve.svg").read_text(encoding="utf-8")


def test_sheets_carry_the_address_that_was_given(here: Path) -> None:
    assert cjm("export", "airport", "-o", "x.sheets.pdf", "--link", "http://10.0.0.2:8866/join/AB").exit_code == 0
    assert "http://10.0.0.2:8866/join/AB" in text_of((here / "x.sheets.pdf").read_bytes())
    done = cjm("export", "airport", "-o", "y.sheets.pdf", "--link", "javascript:x")
    assert (done.exit_code, "“javascript:x” is no address" in done.output) == (2, True)


def test_what_cannot_be_made_is_a_sentence_and_leaves_no_file(here: Path) -> None:
    for words, says in (
        (("-o", "map.xyz"), "does not say in which form"),
        (("-o", "map.csv", "--persona", "Nobody"), "There is no persona “Nobody”. There are: “Carla”"),
        (("-o", "map.csv", "--view", "Else"), "There is no view “Else”."),
        (
            ("-o", "map.csv", "--edition", "First"),
            "There is no edition “First”: the map has none.",
        ),
        (
            ("-o", "map.csv", "--edition", "From the survey’s figures"),
            "was kept before this map came here, so how the map stood then is not known.",
        ),
        (("-o", "nowhere/map.csv"), "cannot be written"),
        (
            ("-o", "map.pdf", "--paper", "a5"),
            "no paper “a5” for “PDF to print: the map and a report”. There are: a3 (A3, one sheet",
        ),
        (("-o", "map.csv", "--paper", "a3"), "For “Table (CSV)” no paper can be chosen."),
    ):
        done = cjm("export", "airport", *words)
        assert done.exit_code == 2
        assert says in done.output
    assert {one.name for one in here.iterdir()} == {"journeys", "notes.md"}


def test_a_map_is_shown_before_it_is_taken_and_then_is_a_map_of_the_folder(here: Path) -> None:
    shown = cjm("import", "notes.md", "--dry-run", "--json")
    told = json.loads(shown.output)
    assert [step["name"] for step in told["journey"]["steps"]] == ["Book", "Pay"]
    assert [one["line"] for one in told["left_out"]] == [11]
    assert told["changed"] == []
    assert Store(here / "journeys").ids() == ("airport",)

    done = cjm("import", "notes.md", "--name", "trip")
    assert done.exit_code == 0, done.output
    assert "“Trip”, with 2 steps." in done.output
    assert "Left out, line 11" in done.output
    assert [step.name for step in Store(here / "journeys").open("trip").steps] == ["Book", "Pay"]


def test_a_file_whose_map_has_no_name_is_called_like_the_file_before_and_after(here: Path) -> None:
    (here / "second team.csv").write_text("Step,Actions\nBook,Call\n", encoding="utf-8")
    assert cjm("import", "second team.csv", "--dry-run").output.startswith("“second team”: 0 stages, 1 step.")
    assert "“second team”, with 1 step." in cjm("import", "second team.csv").output


def test_changes_of_a_map_are_offered_with_numbers_and_taken_one_by_one(here: Path) -> None:
    cjm("import", "notes.md", "--name", "trip")
    later = NOTES.replace("calm", "nervous") + "\n### 3. Go\n\n- Feelings: glad\n"
    (here / "later.md").write_text(later, encoding="utf-8")
    offered = cjm("import", "later.md", "--into", "trip").output
    assert "1: Step “Book”, Feelings: here “calm”, there “nervous”" in offered
    assert "2: Step “Go”" in offered
    store = Store(here / "journeys")
    assert len(store.open("trip").steps) == 2
    for numbers in ("3", "0", "1-99999999999", "2-1-1", "²"):
        assert cjm("import", "later.md", "--into", "trip", "--take", numbers).exit_code == 2, numbers
    assert cjm("import", "later.md", "--into", "trip", "--take", "2").output == "Took 1 of 2 changes into “trip”.\n"
    assert [step.experience.feelings for step in store.open("trip").steps] == ["calm", "", "glad"]
    assert "Took 1 of 1" in cjm("import", "later.md", "--into", "trip", "--take", "all").output
    assert store.open("trip").steps[0].experience.feelings == "nervous"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("gone.md", None, "cannot be opened"),
        ("empty.csv", b"", "is empty"),
        ("picture.gif", b"GIF89a", "is not a kind of file that a map can be read from"),
        ("latin.md", b"\xe9t\xe9", "There is no journey in"),
        ("picture.md", b"\x89PNG\r\n\0\1\2\x81", "is not a text file"),
    ],
)
def test_a_file_that_is_no_map_is_a_sentence(here: Path, name: str, data: bytes | None, says: str) -> None:
    if data is not None:
        (here / name).write_bytes(data)
    done = cjm("import", name)
    assert (done.exit_code, says in done.output) == (2, True), done.output


def test_what_was_taken_out_of_our_excel_is_removed_only_where_that_is_asked(here: Path) -> None:
    cjm("import", "notes.md", "--name", "trip")
    store = Store(here / "journeys")
    book = workbook_of(store.open("trip"))
    book.put("Steps", store.open("trip").steps[0].id, "experience/feelings", "")
    book.put("Steps", store.open("trip").steps[1].id, "name", "Pay at once")
    (here / "back.xlsx").write_bytes(book.saved())

    offered = cjm("import", "back.xlsx", "--into", "trip").output
    assert "1: Step “Pay”, Step: here “Pay”, there “Pay at once”" in offered
    assert "2: Step “Book”, Feelings: here “calm”, taken out there" in offered
    assert "stays on the map, unless you add --remove" in offered
    told = json.loads(cjm("import", "back.xlsx", "--into", "trip", "--dry-run", "--json").output)
    assert [(one["path"], one["removes"]) for one in told["proposals"]] == [
        ("steps/pay/name", False),
        ("steps/book/experience/feelings", True),
    ]
    refused = cjm("import", "back.xlsx", "--into", "trip", "--take", "2")
    assert (refused.exit_code, "Add --remove" in refused.output) == (2, True)
    assert cjm("import", "back.xlsx", "--into", "trip", "--take", "all").output == (
        "Took 1 of 2 changes into “trip”.\nLeft as it is, though it was taken out of the file: 1.\n"
    )
    assert store.open("trip").steps[0].experience.feelings == "calm"
    assert "Took 1 of 1" in cjm("import", "back.xlsx", "--into", "trip", "--take", "all", "--remove").output
    assert [(step.name, step.experience.feelings) for step in store.open("trip").steps] == [
        ("Book", ""),
        ("Pay at once", ""),
    ]


def test_what_single_people_rated_is_not_told_with_a_step_that_was_taken_out(here: Path) -> None:
    cjm("import", "notes.md", "--name", "trip")
    store = Store(here / "journeys")
    book = workbook_of(store.open("trip"))
    gone = store.open("trip").steps[0].id
    store.save("trip", [new_edit(f"steps/{gone}/ratings/p-k3x9w2ab/value", -2)])
    book.remove("Steps", gone)
    (here / "back.xlsx").write_bytes(book.saved())
    told = cjm("import", "back.xlsx", "--into", "trip", "--dry-run", "--json").output
    assert any(one["removes"] for one in json.loads(told)["proposals"])
    assert "p-k3x9w2ab" not in told


def test_what_is_no_file_is_not_read_for_ever(here: Path) -> None:
    (here / "zero.csv").symlink_to("/dev/zero")
    done = cjm("import", "zero.csv")
    assert (done.exit_code, "is no file" in done.output) == (2, True), done.output
