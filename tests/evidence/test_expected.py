"""Every sample gives its right values by the command line, and what cannot be known from a file is asked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from evidence_files import SAMPLES
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Store(tmp_path / "journeys").create(Journey(id="trip"))
    return tmp_path


def attach(file: str, *options: str, status: int = 0) -> dict[str, Any]:
    asked = ["attach", "trip", str(SAMPLES / file), "--name", "Survey", "--dry-run", "--json", *options]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == status, done.output
    return json.loads(done.stdout)


def values(said: dict[str, Any], what: str = "figures") -> dict[str, Any]:
    return {"/".join(filter(None, (one["group"], one["step"]))): one["value"] for one in said[what]}


def test_three_rows_of_headings_previews_and_unfinished_answers(here: Path) -> None:
    said = attach("respondents_three_headings.csv")
    assert values(said) == pytest.approx({"Enquiry": 14 / 3, "Interview": 2, "First week": 4.5})
    assert [(one["n"], one["scale"]) for one in said["figures"]] == [
        (3, "five-points"),
        (3, "five-points"),
        (2, "five-points"),
    ]
    (nps,) = said["outcomes"]
    assert (nps["scale"], nps["n"], nps["promoters"], nps["detractors"]) == ("nps", 3, 2, 0)
    assert nps["value"] == pytest.approx(200 / 3)
    assert said["left_out"] == [{"row": 4, "why": "preview"}, {"row": 7, "why": "unfinished"}]
    words = [one["words"] for one in said["comments"]]
    assert len(words) == 2
    assert "07700" not in words[0]
    assert words[1] == "Nobody told me where to go\nuntil Monday"


def test_a_matrix_of_questions_and_an_outcome(here: Path) -> None:
    said = attach("respondents_matrix.csv", "--scale", "five-points")
    assert values(said) == pytest.approx({"Booking": 38 / 12, "Waiting": 40 / 12, "Appointment": 3.5})
    assert [one["negative_pct"] for one in said["figures"]] == pytest.approx([50, 500 / 12, 25])
    assert {one["n"] for one in said["figures"]} == {12}
    assert [one["step"] for one in said["outcomes"]] == ["Overall"]
    assert all(one["low"] < one["value"] < one["high"] for one in said["figures"])


def test_answers_from_0_to_10_are_a_net_promoter_score_and_no_mean(here: Path) -> None:
    (nps,) = attach("recommend_0_to_10.csv")["outcomes"]
    assert (nps["scale"], nps["n"], nps["promoters"], nps["detractors"]) == ("nps", 12, 5, 3)
    assert nps["value"] == pytest.approx(100 * 2 / 12)


def test_groups_across_with_their_n_in_the_heading(here: Path) -> None:
    said = attach("groups_positive_wide.csv", "--scale", "positive-share")
    found = values(said)
    assert len(said["figures"]) == 12
    assert (found["Planned/Going home"], found["Unplanned/Going home"]) == (80, 26)
    assert {one["group"]: one["n"] for one in said["figures"]} == {"All": 160, "Planned": 40, "Unplanned": 120}
    assert {one["step"] for one in said["outcomes"]} == {"Overall 9 or 10", "Would recommend"}
    assert said["flags"] == []


def test_groups_down_with_n_by_step_and_a_figure_that_is_not_there(here: Path) -> None:
    said = attach("segments_long.csv", "--scale", "five-points")
    found = values(said)
    assert found["Business/Check-in"] == 3.41
    assert "Leisure/Boarding" not in found
    assert {"row": 7, "why": "“Boarding”, Leisure: nobody answered"} in said["left_out"]
    assert [one["n"] for one in said["figures"]] == [1320, 1318, 1311, 640, 655]
    assert (said["figures"][0]["low"], said["figures"][0]["high"]) == pytest.approx((2.8493, 2.9907), abs=1e-4)


def test_targets_and_a_printed_gap_with_the_wrong_sign(here: Path) -> None:
    said = attach("targets_semicolon.csv", "--scale", "positive-share")
    assert values(said) == {"North/Station": 59.6, "North/Train": 61.3, "South/Station": 63, "South/Train": 70.2}
    assert values(said, "targets") == {"North/Station": 70, "North/Train": 73, "South/Station": 73, "South/Train": 68}
    assert said["flags"] == [{"row": 4, "why": "South/Station: the gap is -10.0, the file says 10.0"}]


def test_two_rows_of_one_step_are_refused_and_signs_are_no_figures(here: Path, tmp_path: Path) -> None:
    asked = ["attach", "trip", str(SAMPLES / "title_rows_and_signs.csv"), "--name", "S", "--scale", "negative-share"]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 2
    assert "Row 7 (“Check-out”) and row 8 (“check out”) are both about one step. Keep one of them." in done.output
    assert Store(here / "journeys").open("trip").sources == ()

    once = tmp_path / "once.csv"
    once.write_text((SAMPLES / "title_rows_and_signs.csv").read_text().replace("Check-out,N/A,\n", ""))
    said = attach(str(once), "--scale", "negative-share")
    assert values(said) == {"Letter": 12, "check out": 7}
    assert [one["n"] for one in said["figures"]] == [210, 190]
    assert said["file"]["title"] == "Patient survey, spring 2026"


def test_letters_as_older_windows_programs_write_them(here: Path) -> None:
    said = attach("windows_1252.csv", "--scale", "negative-share")
    assert said["file"]["encoding"] == "cp1252"
    assert values(said) == {"Gespräch führen": 18, "Prüfung – “Tag X”": 9, "Gebühr 20 €": 31}


def test_answers_in_words_in_a_workbook(here: Path) -> None:
    said = attach("forms_words.xlsx")
    assert values(said) == {"enquiry": 3.75, "visit": 2}
    assert [one["n"] for one in said["figures"]] == [4, 3]
    assert "How long did it take?" in said["file"]["unused"]


@pytest.mark.parametrize(
    "file",
    [
        "groups_positive_wide.csv",
        "targets_semicolon.csv",
        "segments_long.csv",
        "respondents_matrix.csv",
        "title_rows_and_signs.csv",
        "windows_1252.csv",
    ],
)
def test_a_scale_that_the_file_does_not_say_is_asked_and_nothing_is_written(here: Path, file: str) -> None:
    said = attach(file, status=2)
    assert [one["id"] for one in said["asked"]] == ["scale"]
    assert said["figures"] == []
    before = {path.name: path.read_bytes() for path in (here / "journeys").iterdir()}
    done = CliRunner().invoke(app, ["attach", "trip", str(SAMPLES / file), "--name", "S", "--make-steps"])
    assert done.exit_code == 2
    assert "Which scale are the figures in" in done.output
    assert {path.name: path.read_bytes() for path in (here / "journeys").iterdir()} == before


@pytest.mark.parametrize(
    ("file", "scale"), [("respondents_matrix.csv", "five-points"), ("groups_positive_wide.csv", "positive-share")]
)
def test_steps_are_made_of_a_file_and_the_same_file_twice_needs_no_question_and_changes_nothing(
    here: Path, file: str, scale: str
) -> None:
    command = ["attach", "trip", str(SAMPLES / file), "--name", "Survey"]
    assert CliRunner().invoke(app, [*command, "--make-steps", "--scale", scale]).exit_code == 0
    store = Store(here / "journeys")
    trip = store.open("trip")
    assert all(step.ratings and rating.value is not None for step in trip.steps for rating in step.ratings)
    (source,) = trip.sources
    assert [one.kind for one in source.figures if one.kind == "outcome"]
    again = CliRunner().invoke(app, command)
    assert again.exit_code == 0, again.output
    assert Store(here / "journeys").open("trip") == trip

    gone = CliRunner().invoke(app, ["detach", "trip", "Survey"])
    assert gone.exit_code == 0, gone.output
    left = Store(here / "journeys").open("trip")
    assert (left.sources, {step.ratings for step in left.steps}) == ((), {()})
    assert [step.name for step in left.steps] == [step.name for step in trip.steps]
    assert CliRunner().invoke(app, ["detach", "trip", "Survey"]).exit_code == 2


def test_a_log_of_events_says_what_happened_at_each_step_and_names_no_case(here: Path) -> None:
    said = attach("events.csv")
    assert said["log"] == {"cases": 4, "events": 8, "counted": [[1, 2], [3, 2]]}
    steps = {one["step"]: one for one in said["events"]}
    assert [(one["cases"], one["contacts"], one["repeats"]) for one in steps.values()] == [
        (3, 4, 1),
        (3, 3, 0),
        (1, 1, 0),
    ]
    assert (steps["Enquiry"]["stopped"], steps["Visit"]["stopped"]) == (1, 2)
    assert {one["not_seen_again_days"] for one in steps.values()} == {7}
    assert steps["Visit"]["waiting"]["median"] == pytest.approx(2.5)
    assert (steps["Enquiry"]["by_channel"], steps["Enquiry"]["doing"]) == ({"phone": 2, "web": 2}, None)
    assert "c1" not in json.dumps(said)

    command = ["attach", "trip", str(SAMPLES / "events.csv"), "--name", "Visits"]
    shown = CliRunner().invoke(app, [*command, "--dry-run"]).output
    assert steps["Visit"]["waiting_since"] == "the contact before"
    assert "Enquiry: 4 contacts of 3, again 1" in shown
    assert re.search(r"Enquiry: .*, 1 not seen again for 1 week or more\n", shown)
    assert re.search(r"Visit: 3 contacts of 3, again 0, waiting since the contact before median 2\.5 days", shown)
    *_, last = steps
    assert f"{last}: 1 contact of 1, again 0" in shown
    assert "    phone: 2 contacts of 1, again 1, waiting" in shown, "the channels are told as well"
    assert "not seen again" not in shown.partition(f"  {last}: ")[2], "with the last step the journey ends"
    done = CliRunner().invoke(app, [*command, "--make-steps"])
    assert "3 are kept back: fewer than 5 customers came there." in done.output
    assert Store(here / "journeys").open("trip").sources == ()
    assert CliRunner().invoke(app, [*command, "--least", "2"]).exit_code == 0
    trip = Store(here / "journeys").open("trip")
    (source,) = trip.sources
    assert (source.kind, source.n, source.each) == ("count", 4, False), "not all of them came to every step"
    assert [step.name for step in trip.steps] == ["Enquiry", "Visit", "Enrolment"]
    kept = {(one.kind, one.step, one.group): one for one in source.figures}
    assert {one.group for one in source.figures} == {"", "in person"}, "one came by telephone"
    assert (kept["waiting", "visit", ""].value, kept["waiting", "visit", ""].unit) == (pytest.approx(2.5), "days")
    assert kept["contacts", "visit", ""].at_least
    assert {one.step for one in source.figures} == {"enquiry", "visit"}, "one person came to the enrolment"
    assert CliRunner().invoke(app, command).exit_code == 0
    assert Store(here / "journeys").open("trip") == trip
    assert CliRunner().invoke(app, ["detach", "trip", "Visits"]).exit_code == 0
    assert Store(here / "journeys").open("trip").sources == ()


def test_how_long_fewer_than_five_people_waited_by_a_channel_stands_nowhere(here: Path, tmp_path: Path) -> None:
    rows = [f"k{at},2026-03-02 10:00,Visit,web" for at in range(9)]
    rows += [f"p{at},2026-03-0{3 + at} 10:00,Visit,phone" for at in range(6)]
    rows += [f"p{at},2026-03-01 10:00,Enquiry,web" for at in range(4)]
    rows += [f"k{at},2026-03-01 10:00,Enquiry,web" for at in range(6)]
    log = tmp_path / "log.csv"
    log.write_text("case,time,step,channel\n" + "\n".join(rows) + "\n")
    named = ("--case", "case", "--time", "time", "--step", "step", "--channel", "channel")
    done = CliRunner().invoke(app, ["attach", "trip", str(log), "--name", "Log", "--make-steps", *named])
    assert done.exit_code == 0, done.output
    (source,) = Store(here / "journeys").open("trip").sources
    waiting = {one.group: one.n for one in source.figures if (one.kind, one.step) == ("waiting", "visit")}
    assert waiting == {"": 10, "web": 6}
    assert "phone" in {one.group for one in source.figures if one.kind == "contacts"}


def test_what_came_by_a_channel_stands_on_the_map_where_it_is_people_enough(here: Path, tmp_path: Path) -> None:
    came = [*("web",) * 9, *("phone",) * 6, "letter"]
    log = tmp_path / "log.csv"
    rows = [f"k{at},2026-03-0{1 + at % 9} 10:00,Enquiry,{by}" for at, by in enumerate(came)]
    log.write_text("case,time,step,channel\n" + "\n".join(rows) + "\n")
    named = ("--case", "case", "--time", "time", "--step", "step", "--channel", "channel")
    said = attach(str(log), *named)
    assert said["events"][0]["by_channel"] == {"letter": 1, "phone": 6, "web": 9}, "who has the file sees all"
    done = CliRunner().invoke(app, ["attach", "trip", str(log), "--name", "Log", "--make-steps", *named])
    assert done.exit_code == 0, done.output
    (source,) = Store(here / "journeys").open("trip").sources
    shown = {one.group: one.value for one in source.figures if one.kind == "contacts"}
    assert shown == {"": 16, "web": 9}, "the one letter could be reckoned from the other two"


def test_faults_are_told_to_other_programs_with_row_and_column(here: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("step,negative_pct\n" + "".join(f"S{at},{at}\n" for at in range(12)) + "Gate,x\n,7\n")
    (word, nameless) = attach(str(bad), status=2)["problems"]
    assert (word["kind"], word["row"], word["column"], word["cell"]) == ("not-a-number", 14, "negative_pct", "x")
    assert (nameless["kind"], nameless["row"]) == ("no-name", 15)
    (gone,) = attach(str(tmp_path / "gone.csv"), status=2)["problems"]
    assert gone["say"].startswith("There is no file")


def test_a_parquet_file_says_the_same_as_its_table(here: Path, tmp_path: Path) -> None:
    path = tmp_path / "survey.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT * FROM (VALUES ('Gate', 12.5, 40), ('Desk', NULL, 3), ('Hall', 7, 41)) "
            "AS t(step, negative_pct, people)) TO 'survey.parquet' (FORMAT parquet)"
        )
    said = attach(str(path))
    assert values(said) == {"Gate": 12.5, "Hall": 7}
    assert [one["n"] for one in said["figures"]] == [40, 41]
    assert said["left_out"] == [{"row": 3, "why": "“Desk”: no figure"}]


def test_what_the_room_rated_from_a_survey_stays_when_the_survey_is_taken_off(here: Path) -> None:
    file = ["attach", "trip", str(SAMPLES / "respondents_matrix.csv"), "--scale", "five-points", "--make-steps"]
    assert CliRunner().invoke(app, [*file, "--name", "As"]).exit_code == 0
    store = Store(here / "journeys")
    step = store.open("trip").steps[0].id
    for rater in ("room", "as-moira"):
        store.save("trip", [new_edit(f"steps/{step}/ratings/{rater}", {"value": 1, "source": "as"})])
    said = CliRunner().invoke(app, ["detach", "trip", "As"])
    assert said.exit_code == 0, said.output
    assert "The source stays, as something else points to it." in said.output
    left = Store(here / "journeys").open("trip")
    assert [one.id for one in left.steps[0].ratings] == ["room", "as-moira"]
    assert [one.id for one in left.sources] == ["as"]
