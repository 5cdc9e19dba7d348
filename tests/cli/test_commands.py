"""The commands as people type them: sentences they understand, and an exit status that scripts understand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cjm_widgets import __version__
from cjm_widgets.cli import app
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import KEPT_DAYS, Store


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CJM_FOLDER", raising=False)
    return tmp_path


def cjm(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_help_names_every_command(here: Path) -> None:
    shown = cjm("--help").output

    for command in (
        "serve",
        "lab",
        "new",
        "ask",
        "attach",
        "comments",
        "detach",
        "run",
        "check",
        "due",
        "history",
        "restore",
        "schema",
        "list",
        "copy",
        "rename",
        "archive",
        "delete",
    ):
        assert command in shown
    assert __version__ in cjm("--version").output


@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "lab",
        "new",
        "ask",
        "attach",
        "comments",
        "detach",
        "run",
        "check",
        "due",
        "history",
        "restore",
        "schema",
    ],
)
def test_each_command_explains_itself(here: Path, command: str) -> None:
    asked = cjm(command, "--help")

    assert asked.exit_code == 0
    assert len(asked.output.splitlines()) >= 5


def test_for_how_long_a_deleted_map_is_kept_is_said_as_it_is(here: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for said in (cjm("delete", "--help").output, readme):
        assert re.findall(r"for (\d+)\s+days\s+`cjm\s+restore`", said, re.IGNORECASE) == [str(KEPT_DAYS)]


def test_new_makes_a_journey_from_a_starter(here: Path) -> None:
    made = cjm("new", "clinic", "--from", "outpatient", "workshop")

    assert made.exit_code == 0
    assert "cjm serve workshop" in made.output
    clinic = Store(here / "workshop").open("clinic")
    assert len(clinic.steps) == 9
    assert clinic.title == "A first outpatient appointment"


def test_new_calls_an_empty_map_by_its_id_and_a_map_with_a_title_by_that(here: Path) -> None:
    cjm("new", "parking-permit")
    cjm("new", "Our own patients", "--from", "outpatient")
    titles = {entry.id: entry.title for entry in Store(here / "journeys").entries()}
    assert titles == {"parking-permit": "Parking permit", "our-own-patients": "Our own patients"}


def test_new_takes_a_title_as_well(here: Path) -> None:
    assert cjm("new", "Parking permit").exit_code == 0
    assert Store(here / "journeys").open("parking-permit").title == "Parking permit"


def test_new_never_overwrites(here: Path) -> None:
    cjm("new", "clinic")
    before = (here / "journeys" / "clinic.json").read_bytes()

    again = cjm("new", "clinic", "--from", "employer")

    assert again.exit_code == 2
    assert "already" in again.output
    assert (here / "journeys" / "clinic.json").read_bytes() == before


def test_an_unknown_starter_is_refused_with_the_list(here: Path) -> None:
    refused = cjm("new", "clinic", "--from", "nonsense")

    assert refused.exit_code == 2
    assert "employer" in refused.output
    assert "Traceback" not in refused.output


def test_check_gives_sentences_and_an_exit_status(here: Path) -> None:
    cjm("new", "clinic")

    checked = cjm("check", "clinic")

    assert checked.exit_code == 1
    assert "Oxford/HMRC notes" in checked.output
    headings = [line.strip() for line in checked.output.splitlines() if line.startswith("  ") and "- " not in line]
    pages = ["Is it worth mapping?", "Stakeholders and personas", "Journey steps", "Satisfaction"]
    assert [line.rpartition(": ")[0] for line in headings][: len(pages)] == pages
    assert sum(int(line.rpartition(": ")[2]) for line in headings) == checked.output.count("\n  - ")


def test_check_of_a_folder_speaks_of_every_journey_also_of_a_damaged_one(here: Path) -> None:
    cjm("new", "clinic")
    cjm("new", "trip", "--from", "airport")
    (here / "journeys" / "clinic.json").write_text("{")

    checked = cjm("check", "journeys", "--json")

    told = json.loads(checked.stdout)
    assert checked.exit_code == 2
    assert "damaged" in told["clinic"]["problem"]
    assert all(one["say"] and one["source"] for one in told["trip"]["advice"])


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_check_tells_of_half_a_sign_in_a_file_and_goes_on(here: Path, more: list[str]) -> None:
    cjm("new", "clinic", "--from", "outpatient")
    cjm("new", "airport", "--from", "airport")
    file = here / "journeys" / "airport.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw["steps"][0]["name"] = "Bad \ud83d"
    file.write_text(json.dumps(raw), encoding="utf-8")

    checked = cjm("check", "journeys", *more)
    assert checked.exit_code == 2
    assert "airport.json in journeys cannot be opened: step 1, “Bad ?”, name: the text holds a character" in (
        checked.output
    )
    assert "clinic" in checked.output


def test_check_says_what_was_overruled_and_why(here: Path) -> None:
    cjm("new", "clinic")
    store = Store(here / "journeys")
    first = json.loads(cjm("check", "clinic", "--json").stdout)["clinic"]["advice"][0]
    store.save("clinic", [new_edit(f"overruled/{first['key']}", {"id": first["key"], "reason": "We know better."})])

    told = cjm("check", "clinic")

    assert "Not followed" in told.output
    assert "We know better." in told.output


SURVEY = Path(__file__).parents[1] / "data" / "sita_2015_airport_journey.csv"


def test_attach_puts_a_survey_on_the_steps_and_keeps_its_scale(here: Path) -> None:
    cjm("new", "trip", "--from", "airport")

    done = cjm("attach", "trip", str(SURVEY), "--name", "Passengers 2026", "--people", "120", "--date", "2026")

    assert done.exit_code == 0, done.output
    trip = Store(here / "journeys").open("trip")
    security = next(step for step in trip.steps if step.id == "security")
    rating = next(rating for rating in security.ratings if rating.id == "passengers-2026")
    assert (rating.value, rating.scale, rating.n, rating.source) == (36.0, "negative-share", None, "passengers-2026")
    (source,) = [source for source in trip.sources if source.id == "passengers-2026"]
    assert (source.name, source.kind, source.n, source.each) == ("Passengers 2026", "survey", 120, True)
    assert (source.when, source.where) == ("2026", SURVEY.name)
    assert len([one for step in trip.steps for one in step.ratings if one.source == source.id]) == len(trip.steps)


def test_attach_says_what_is_wrong_with_a_file_and_changes_nothing(here: Path) -> None:
    cjm("new", "trip", "--from", "airport")
    before = (here / "journeys" / "trip.json").read_bytes()
    (here / "wrong.csv").write_text("place,score\nSecurity,3\n")

    refused = cjm("attach", "trip", "wrong.csv", "--name", "A survey")

    assert refused.exit_code == 2
    assert "wrong.csv" in refused.output
    assert (here / "journeys" / "trip.json").read_bytes() == before


def test_history_is_told_in_words_and_typing_is_one_line(here: Path) -> None:
    store = Store(here / "journeys")
    store.create(Journey(id="trip", title="A trip"), by="Ana")
    for typed in ("B", "Bo", "Boo"):
        store.save("trip", [new_edit("scope/starts", typed, old=typed[:-1], by="Ben")])

    lines = cjm("history", "trip").output.splitlines()

    assert len(lines) == 2
    assert "Ben" in lines[0]
    assert "nothing → “Boo”" in lines[0]
    assert "Ana" in lines[1]


def test_restore_brings_a_damaged_file_back_and_keeps_it(here: Path) -> None:
    cjm("new", "trip", "--from", "airport")
    (here / "journeys" / "trip.json").write_text("not a journey")

    restored = cjm("restore", "trip")

    assert restored.exit_code == 0
    assert len(Store(here / "journeys").open("trip").steps) == 10
    assert any("broken" in path.name for path in (here / "journeys").iterdir())


def test_restore_leaves_a_sound_journey_alone_unless_it_is_told_a_time(here: Path) -> None:
    store = Store(here / "journeys")
    store.create(Journey(id="trip", title="A trip"))
    earlier = store.save("trip", [new_edit("title", "An earlier trip")]).journey.revision
    store.save("trip", [new_edit("title", "A later trip")])

    assert "nothing was done" in cjm("restore", "trip").output
    assert cjm("restore", "trip", "--at", earlier).exit_code == 0
    assert Store(here / "journeys").open("trip").title == "An earlier trip"
    refused = cjm("restore", "trip", "--at", "yesterday")
    assert refused.exit_code == 2
    assert "cjm history" in refused.output


@pytest.mark.parametrize("command", ["check", "history", "restore"])
def test_a_journey_that_is_not_there_is_a_sentence(here: Path, command: str) -> None:
    missing = cjm(command, "nowhere")

    assert missing.exit_code == 2
    assert "nowhere" in missing.output
    assert "Traceback" not in missing.output


def test_schema_is_a_json_schema_of_a_journey(here: Path) -> None:
    schema = json.loads(cjm("schema").stdout)

    assert schema["title"] == "Journey"
    assert "steps" in schema["properties"]


def test_two_ways_of_access_at_once_are_refused(here: Path) -> None:
    refused = cjm("serve", "--token", "secret", "--no-token")

    assert refused.exit_code == 2
    assert "--no-token" in refused.output
    assert not (here / "journeys").exists()


def test_where_people_come_from_is_said_by_options_or_by_the_environment(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr("cjm_widgets.serve.serve", lambda _folder, **options: given.update(options))
    monkeypatch.setenv("CJM_ADDRESS", "https://maps.example.org/cjm/")
    assert cjm("serve", "--proxy", "10.0.0.1", "--proxy", "10.1.0.0/16", "--tls-cert", "a.pem").exit_code == 0
    assert given["address"] == "https://maps.example.org/cjm/"
    assert given["proxies"] == ["10.0.0.1", "10.1.0.0/16"]
    assert (given["certificate"], given["key"]) == (Path("a.pem"), None)
    assert cjm("serve", "--address", "http://other/").exit_code == 0
    assert given["address"] == "http://other/"


def test_an_open_server_for_others_is_refused(here: Path) -> None:
    refused = cjm("serve", "--no-token", "--host", "0.0.0.0", "--no-browser")

    assert refused.exit_code == 2
    assert "token" in refused.output


def test_no_command_waits_for_grammars_that_nothing_uses() -> None:
    imports = "import sys; from cjm_widgets import cli; import nbformat, jsonschema; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", imports], check=False).returncode == 0


def test_ask_prints_what_the_map_rests_on_and_what_could_change_most(here: Path) -> None:
    cjm("new", "clinic", "--from", "outpatient")
    told = cjm("ask", "clinic")
    found = json.loads(cjm("ask", "clinic", "--json").output)

    assert told.exit_code == 0
    lines = told.output.splitlines()
    assert lines[0] == found["coverage"]["say"] == "Of 9 steps 8 are assumed by us; of 1 nothing is known."
    assert [line for line in lines if line.startswith("   Ask: ")] == [
        f"   Ask: {one['question']}" for one in found["ask"][:3]
    ]
    assert [one["at"] for one in found["ask"][:3]] == [
        "moments/cannot-keep-the-date",
        "moments/waiting-for-results",
        "moments/nobody-has-heard-of-me",
    ]
    assert cjm("ask", "nowhere").exit_code == 2
