"""From a file of answers to what it says: by the command, with values worked out by scipy and by hand."""

from __future__ import annotations

import json
import random
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_in
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey, Moment, Rating, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.answers import answered_before

SAMPLES = Path(__file__).parents[1] / "data" / "evidence"
STEPS = ("Enquiry", "Booking", "Arrival", "Waiting", "Seeing", "Results", "Leaving")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Store(tmp_path / "journeys").create(Journey(id="trip"))
    return tmp_path


def cjm(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == status, done.output
    return done.output


def attach(file: Path | str, *options: str, status: int = 0) -> str:
    return cjm("attach", "trip", str(file), "--name", "Survey", "--make-steps", *options, status=status)


def told(*options: str) -> dict[str, Any]:
    return json.loads(cjm("feedback", "trip", "--json", *options))


def of(said: dict[str, Any], about: str) -> list[str]:
    return [one["say"] for one in said["surveys"][0]["said"] if one["about"] == about]


def respondents(people: int, *, seed: int = 5, missing: float = 0.1) -> list[dict[str, Any]]:
    """Answers of people of two wards: waiting is low and goes with the outcome; leaving is low in one ward."""
    chance = random.Random(seed)  # noqa: S311  no secret
    rows = []
    for at in range(people):
        ward = "Day" if at % 3 else "Stay"
        mood = chance.gauss(0, 0.5)
        low = {"Waiting": 1.4, "Leaving": 1.5 if ward == "Stay" else 0.0}
        given = {step: round(3.9 + mood - low.get(step, 0) + chance.gauss(0, 0.9)) for step in STEPS}
        given = {step: min(5, max(1, answer)) for step, answer in given.items()}
        overall = min(5, max(1, round(1.2 + 0.9 * given["Waiting"] + chance.gauss(0, 0.7))))
        kept = {step: answer if chance.random() > missing else "" for step, answer in given.items()}
        rows.append({"id": at, "ward": ward, **kept, "Overall": overall})
    return rows


def written(folder: Path, rows: list[dict[str, Any]]) -> Path:
    lines = [",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)]
    file = folder / "answers.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the answers of 240 people are attached; it is copied, never changed."""
    folder = tmp_path_factory.mktemp("ready")
    Store(folder / "journeys").create(Journey(id="trip"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        full(folder)
    return folder


@pytest.fixture
def attached(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ready, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def full(folder: Path, people: int = 240, *options: str) -> list[dict[str, Any]]:
    rows = respondents(people)
    attach(written(folder, rows), "--scale", "five-points", "--outcome", "Overall", "--group", "ward", *options)
    return rows


def on_disk(folder: Path) -> dict[Path, bytes]:
    """All that is kept, but for the plan, which is only written down in full the second time."""
    paths = [path for path in (folder / "journeys").rglob("*") if path.is_file() and "plans" not in path.parts]
    return {path: path.read_bytes() for path in paths}


def answers_of(folder: Path) -> list[Path]:
    return [path for path in (folder / "journeys").rglob("*") if path.is_file() and "answers" in path.parts]


def test_rank_correlations_with_the_outcome_are_those_of_scipy(attached: Path) -> None:
    rows = respondents(240)
    (outcome,) = told()["surveys"][0]["outcomes"]
    assert outcome["name"] == "Overall"
    assert {one["name"] for one in outcome["steps"]} == set(STEPS)
    for one in outcome["steps"]:
        pairs = [(row[one["name"]], row["Overall"]) for row in rows if row[one["name"]] != ""]
        assert one["n"] == len(pairs)
        assert one["value"] == pytest.approx(stats.spearmanr(*zip(*pairs, strict=True)).statistic, abs=1e-9)
        assert one["low"] < one["value"] < one["high"]
    parts = [one["part"] for one in outcome["steps"]]
    assert sum(parts) == pytest.approx(1, abs=1e-9)
    assert 0 < outcome["explained"] < 1
    assert all(one["part_low"] <= one["part"] <= one["part_high"] for one in outcome["steps"])
    assert [one["name"] for one in outcome["steps"] if one["first"]] == ["Waiting"]


def test_the_sample_gives_the_correlations_of_scipy_from_twelve_people_and_no_weights(here: Path) -> None:
    attach(SAMPLES / "respondents_matrix.csv", "--scale", "five-points")
    answers = [line.split(",")[2:] for line in (SAMPLES / "respondents_matrix.csv").read_text().splitlines()[2:]]
    columns = [list(map(int, column)) for column in zip(*answers, strict=True)]
    (outcome,) = told()["surveys"][0]["outcomes"]
    found = {one["name"]: one for one in outcome["steps"]}
    for name, column in zip(("Booking", "Waiting", "Appointment"), columns, strict=False):
        assert found[name]["value"] == pytest.approx(stats.spearmanr(column, columns[3]).statistic, abs=1e-9)
        assert (found[name]["n"], found[name]["part"]) == (12, None)
    assert outcome["explained"] is None
    assert of(told(), "lowest") == [], "three steps are always the lowest three"


def test_what_is_said_has_no_word_of_cause_and_names_what_cannot_be_told_apart(attached: Path) -> None:
    said = told()
    (first, explained) = of(said, "goes-with")
    assert first.startswith("“Waiting” goes most with “Overall”: 0.")
    assert explained.startswith("All steps together go with ")
    (lowest,) = of(said, "lowest")
    assert lowest.startswith("Among the lowest three steps: “Leaving” in 100 of 100 draws, “Waiting” in 100")
    every = json.dumps(said).lower()
    assert not any(word in every for word in ("driv", "cause", "because", "effect", "impact", "leads to"))


def test_agreements_and_blind_spots_stand_beside_the_teams_own_moments(attached: Path) -> None:
    store = Store(attached / "journeys")
    assert of(told(), "blind") == of(told(), "agrees") == [], "no moment is chosen yet"
    store.save("trip", [new_edit("moments/m", Moment(id="m", step="booking").model_dump(mode="json"))])
    store.save("trip", [new_edit("steps/car-park", Step(id="car-park", name="Car park").model_dump(mode="json"))])
    store.save("trip", [new_edit("moments/p", Moment(id="p", step="car-park").model_dump(mode="json"))])
    missed, *others = of(told(), "blind")
    assert missed.startswith("“Waiting” goes most with “Overall”, and is no moment of truth on your map")
    assert others[-1] == "Your moments of truth that were not asked about: “Car park”."
    store.save("trip", [new_edit("moments/w", Moment(id="w", step="waiting").model_dump(mode="json"))])
    assert of(told(), "agrees") == ["“Waiting” is a moment of truth on your map, and goes with “Overall”."]


def test_groups_that_came_added_up_differ_by_newcombe_or_are_said_to_be_open(here: Path) -> None:
    """Going home: 80 % of 40 and 26 % of 120, by hand 54 points, 37.0 to 65.8; Waiting: 31 % and 34 %."""
    attach(SAMPLES / "groups_positive_wide.csv", "--scale", "positive-share")
    (differs,) = of(told(), "differs")
    assert differs == (
        "“Going home”: Planned 80 % (n = 40) and Unplanned 26 % (n = 120) differ by more than chance: "
        "54 percentage points apart, 37 to 66 (95 %); Positive answers, %."
    )
    (still_open,) = of(told(), "open")
    assert still_open.startswith("Not enough to say whether Planned and Unplanned differ at “Reception” (about ")
    assert "“Waiting” (about " in still_open
    apart = {one["step"]: one for one in told()["surveys"][0]["apart"]}
    for step, one, other in (("going-home", 32, 31.2), ("waiting", 12.4, 40.8), ("explanations", 35.2, 82.8)):
        low, high = confint_proportions_2indep(one, 40, other, 120, method="newcomb")
        assert (apart[step]["low"], apart[step]["high"]) == pytest.approx((100 * low, 100 * high), abs=1e-9)
    columns = [(one["title"], one["kind"]) for one in told()["surveys"][0]["columns"]]
    assert columns == [("All", "all"), ("Planned", "group"), ("Unplanned", "group")]
    assert answers_of(here) == [], "there are none"


def test_answers_tell_groups_apart_by_mann_and_whitney(attached: Path) -> None:
    rows = respondents(240)
    found = {one["name"]: one for one in told("--group", "Day", "--group", "Stay")["higher"]}
    assert set(found) == set(STEPS)
    for step, one in found.items():
        day, stay = ([row[step] for row in rows if row["ward"] == ward and row[step] != ""] for ward in ("Day", "Stay"))
        u = stats.mannwhitneyu(day, stay).statistic / (len(day) * len(stay))
        assert one["value"] == pytest.approx(u, abs=1e-9)
        assert one["low"] <= one["value"] <= one["high"]
        pairs = [(there > here) - (there < here) for there in day for here in stay]
        ways = [pairs.count(way) / len(pairs) for way in (1, -1, 0)]
        assert [one[way] for way in ("better", "worse", "alike")] == pytest.approx(ways, abs=1e-9)
    assert [step for step, one in found.items() if one["called"]] == ["Leaving"]
    assert "no group “Night”" in cjm("feedback", "trip", "--group", "Day", "--group", "Night", status=2)
    one = found["Leaving"]
    better, worse = round(100 * one["better"]), round(100 * one["worse"])
    assert (
        f"Leaving: day rates it better than stay in {better} of 100 pairs, worse in {worse} and alike in "
        f"{100 - better - worse}; more than chance. With half of those alike it is better in {100 * one['value']:.0f}, "
        f"between {100 * one['low']:.0f} and {100 * one['high']:.0f}.\n"
    ) in cjm("feedback", "trip", "--group", "day", "--group", "stay")


@pytest.mark.parametrize(("other", "says"), [(4, "worse in 0 and alike in 100"), (5, "worse in 100 and alike in 0")])
def test_groups_that_answer_alike_are_not_told_as_better_in_half(here: Path, other: int, says: str) -> None:
    rows = [{"ward": ("Stay", "Day")[at % 2], "Arrival": (other, 4)[at % 2]} for at in range(40)]
    attach(written(here, rows), "--group", "ward", "--scale", "five-points")
    told = cjm("feedback", "trip", "--group", "Day", "--group", "Stay")
    assert f"Arrival: Day rates it better than Stay in 0 of 100 pairs, {says};" in told


def test_answers_are_kept_for_their_owner_only_as_bare_numbers_in_no_order(attached: Path) -> None:
    rows = respondents(240)
    (file,) = [path for path in answers_of(attached) if path.suffix == ".csv"]
    assert file == attached / "journeys" / "answers" / "trip" / "survey.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [stat.S_IMODE(one.stat().st_mode) for one in file.parents[:2]] == [0o700, 0o700]
    head, *lines = file.read_text().splitlines()
    assert head.split(",")[:-1] == ["group", *(step.lower() for step in STEPS)]
    assert len(lines) == len(rows)
    assert all(not cell or float(cell) >= 0 for line in lines for cell in line.split(","))
    assert not any(word in file.read_text() for word in ("Day", "Stay", "Overall"))
    assert lines == sorted(lines)


def test_the_same_file_twice_changes_nothing_and_in_another_order_neither(attached: Path) -> None:
    rows = respondents(240)
    before = on_disk(attached)
    attach(attached / "answers.csv")
    random.Random(1).shuffle(rows)  # noqa: S311  no secret
    attach(written(attached, rows))
    assert on_disk(attached) == before


def test_answers_can_be_declined_and_go_with_their_survey(attached: Path) -> None:
    assert answers_of(attached)
    said = attach(attached / "answers.csv", "--no-answers")
    assert "bare numbers" not in said
    assert [path.name for path in answers_of(attached)] == [".gitignore"], "those of before are gone"
    assert told()["surveys"][0]["outcomes"][0]["steps"], "what follows from them stays"
    assert "No answers are kept" in cjm("feedback", "trip", "--group", "Day", "--group", "Stay", status=2)
    assert "are kept beside the map as bare numbers that only its owner can read" in attach(attached / "answers.csv")
    assert cjm("detach", "trip", "Survey").endswith("The answers behind it are deleted.\n")
    assert [path.name for path in answers_of(attached)] == [".gitignore"]
    assert told() == {"surveys": [], "logs": []}
    assert cjm("feedback", "trip") == "No survey is on this map.\n"


def test_damaged_answers_are_told_in_a_sentence(attached: Path) -> None:
    file = attached / "journeys" / "answers" / "trip" / "survey.csv"
    for damaged in ("", "group,a\n1\n", "ward,a\n1,2\n", "group,a\nx,2\n"):
        file.write_text(damaged, encoding="utf-8")
        assert "Attach the survey again." in cjm("feedback", "trip", "--group", "Day", "--group", "Stay", status=2)


def test_how_few_are_shown_can_be_changed_and_is_kept(here: Path) -> None:
    rows = full(here, 24)
    assert [one["title"] for one in told()["surveys"][0]["columns"]] == ["All", "Stay", "Day"]
    full(here, 24, "--least", "12")
    assert [one["title"] for one in told()["surveys"][0]["columns"]] == ["All"]
    assert of(told(), "least") == ["Figures of fewer than 12 people are not shown, nor those from which they follow."]
    attach(written(here, rows), "--scale", "five-points", "--outcome", "Overall", "--group", "ward")
    assert [one["title"] for one in told()["surveys"][0]["columns"]] == ["All"], "as many as before"


def test_a_few_more_answers_are_refused_as_they_could_be_reckoned_and_nothing_changes(attached: Path) -> None:
    rows = respondents(240)
    before = on_disk(attached)
    one = {**rows[0], "id": 900, **dict.fromkeys(STEPS, 1)}
    said = attach(written(attached, [*rows, one]), status=2)
    assert (
        "So few answers are new that one could reckon what they said: “Overall” 1 more, “Overall”, Stay 1 more" in said
    )
    assert on_disk(attached) == before
    many = [{**one, "id": at, "ward": "Stay" if at % 2 else "Day"} for at in range(900, 920)]
    assert "24 figures are attached" in attach(written(attached, [*rows, *many]))


def test_a_few_new_answers_are_refused_whatever_else_has_changed_and_under_whichever_name(here: Path) -> None:
    rows = full(here, 60)
    one = {**rows[0], "id": 900, **dict.fromkeys(STEPS, 1)}
    put_right = {**rows[1], **dict.fromkeys(STEPS, 5)}
    turned = [{**row, **{step: 6 - row[step] for step in STEPS[:1] if row[step]}} for row in rows]
    fewer = [{"id": row["id"], "ward": row["ward"], "Bus": 3, "Booking": row["Booking"], "Waiting": row["Waiting"],
              "Results": row["Results"], "Leaving": row["Leaving"], "Train": 2, **dict.fromkeys("ABCDEF", 4)}
             for row in [*rows, one]]  # fmt: skip
    before = on_disk(here)
    for come, name in (([rows[0], put_right, *rows[2:], one], "Survey"), ([*turned, one], "Survey"), (fewer, "Second")):
        file, told_so = written(here, come), ("--name", name, "--other-people")
        assert "So few answers are new" in cjm("attach", "trip", str(file), "--make-steps", "--scale", "five-points",
                                               "--group", "ward", *told_so, status=2)  # fmt: skip
    assert on_disk(here) == before


def test_answers_on_another_scale_are_not_compared(here: Path) -> None:
    full(here, 30)
    trip = Store(here / "journeys").open("trip")
    for scale, people in (("five-points", "same"), ("1-7", "unknown")):
        seen = understand(table_in(here / "answers.csv"), Told(scale=scale, group="ward", outcomes=("Overall",)), STEPS)
        assert answered_before(Store(here / "journeys"), trip, read(seen), {})["survey"].people == people


def test_where_no_answers_are_kept_it_is_asked_once_who_answered_and_nothing_is_written_before(here: Path) -> None:
    rows = full(here, 60, "--no-answers")
    before = on_disk(here)
    more = written(here, [*rows, {**rows[0], "id": 900, **dict.fromkeys(STEPS, 1)}])
    assert "other people, as in a later survey (cjm attach --other-people)?" in attach(more, "--no-answers", status=2)
    said = json.loads(attach(more, "--no-answers", "--json", status=2))
    assert [(one["id"], [answer for answer, _ in one["options"]]) for one in said["asked"]] == [
        ("people", ["same", "others"])
    ]
    assert "Wait until at least 5 are new" in attach(more, "--no-answers", "--same-people", status=2)
    assert on_disk(here) == before
    assert "24 figures are attached" in attach(more, "--no-answers", "--other-people")
    assert "people" not in (here / "journeys" / "plans" / "survey.json").read_text().casefold()


def test_the_next_survey_takes_the_place_of_the_last_however_near_its_number_of_people(attached: Path) -> None:
    attach(written(attached, respondents(242, seed=6)))
    everybody = [row["cells"][0]["n"] for row in told()["surveys"][0]["rows"]]
    rows = respondents(242, seed=6)
    assert everybody == [sum(row[step] != "" for row in rows) for step in STEPS]
    (file,) = [path for path in answers_of(attached) if path.suffix == ".csv"]
    assert len(file.read_text().splitlines()) == 243


def test_of_groups_that_nobody_added_up_the_lowest_steps_are_told_for_each(here: Path) -> None:
    figures = {"Gate": (4, 2), "Desk": (4.1, 4), "Lift": (3.9, 4), "Hall": (4, 4.1), "Bus": (1.5, 4), "Taxi": (4, 3.9)}
    lines = [
        f"{segment},{step},400,{values[at]},1" for step, values in figures.items() for at, segment in enumerate("AB")
    ]
    file = here / "segments.csv"
    file.write_text("\n".join(["segment,touchpoint,n,mean,sd", *lines]), encoding="utf-8")
    attach(file, "--scale", "five-points")
    first, second = of(told(), "lowest")
    assert first.startswith("A, among the lowest three steps: “Bus” in 100 of 100 draws")
    assert second.startswith("B, among the lowest three steps: “Gate” in 100 of 100 draws")
    assert {row["lowest"] for row in told()["surveys"][0]["rows"]} == {None}
    bus = "“Bus”: A 1.5 (n = 400) and B 4 (n = 400) differ by more than chance: 2.5 apart, 2.36 to 2.64 (95 %); "
    assert f"{bus}Score, 1 to 5, high is good." in of(told(), "differs")


def test_what_the_next_survey_does_not_give_comes_off_the_map(here: Path) -> None:
    full(here, 60)
    others = [{**row, "ward": "Day"} for row in respondents(90, seed=9)]
    attach(written(here, others))
    assert [one["title"] for one in told()["surveys"][0]["columns"]] == ["All", "Day"]


def test_how_many_more_answers_would_tell_counts_all_that_is_compared(here: Path) -> None:
    attach(SAMPLES / "groups_positive_wide.csv", "--scale", "positive-share")
    more = {one["step"]: one["more"] for one in told()["surveys"][0]["apart"]}
    assert more == {"reception": 85, "explanations": 10, "waiting": 7_500, "going-home": None}


def test_what_chance_could_do_is_not_called_and_a_step_that_only_a_persona_rated_has_no_row(here: Path) -> None:
    chance = random.Random(4)  # noqa: S311  no secret
    rows = [{"id": at, **{step: chance.randint(1, 5) for step in (*STEPS, "Overall")}} for at in range(40)]
    attach(written(here, rows), "--scale", "five-points", "--outcome", "Overall")
    assert {one["called"] for one in told()["surveys"][0]["outcomes"][0]["steps"]} == {False}
    assert of(told(), "goes-with") == [
        "Not enough to say which steps go with “Overall”: of none it is more than chance."
    ]
    store = Store(here / "journeys")
    step = Step(id="bus", name="Bus", ratings=(Rating(id="as-m", value=1),))
    store.save("trip", [new_edit("personas/m", {"id": "m", "name": "Moira"})])
    store.save("trip", [new_edit("steps/bus", step.model_dump(mode="json"))])
    assert [row["name"] for row in told()["surveys"][0]["rows"]] == list(STEPS)


def test_what_goes_with_the_outcome_is_said_of_no_fewer_people_than_a_figure_is(here: Path) -> None:
    rows = respondents(40, missing=0)
    few = [{**row, "Results": row["Results"] if at < 4 else ""} for at, row in enumerate(rows)]
    # five people say how Leaving was, four of them how the whole was
    apart = [
        {**row, "Leaving": row["Leaving"] if at < 5 else "", "Overall": row["Overall"] * (at != 4) or ""}
        for at, row in enumerate(few)
    ]
    attach(written(here, apart), "--scale", "five-points", "--outcome", "Overall")
    said = told()["surveys"][0]
    assert {one["step"] for one in said["outcomes"][0]["steps"]} == {step.lower() for step in STEPS} - {
        "results",
        "leaving",
    }
    kept = Store(here / "journeys").open("trip").to_json()
    assert min(one["n"] for one in kept["sources"][0]["figures"] if one["n"] is not None) >= 5


def test_other_groups_of_the_same_people_are_compared_under_the_same_name_too(here: Path) -> None:
    rows = [{**row, "site": "North" if at < 21 else "South"} for at, row in enumerate(respondents(60, missing=0))]
    for at, row in enumerate(rows):
        row["team"] = "P" if at < 20 else "Q"
    file, told_so = written(here, rows), ("--scale", "five-points", "--outcome", "Overall")
    attach(file, *told_so, "--group", "site")
    said = attach(file, *told_so, "--group", "team", status=2)
    assert "lies 1 person. Bring the file with the same groups, take “Survey” off first, with its history" in said
    assert [one["title"] for one in told()["surveys"][0]["columns"]] == ["All", "North", "South"]


def test_a_step_that_all_answered_alike_is_said_and_an_outcome_too(here: Path) -> None:
    rows = respondents(60)
    attach(written(here, [{**row, "Leaving": 4} for row in rows]), "--scale", "five-points", "--outcome", "Overall")
    (say,) = of(told(), "alike")
    assert say == "At “Leaving” all answered alike: nothing can be said of how far that goes with “Overall”."
    (outcome,) = told()["surveys"][0]["outcomes"]
    assert outcome["alike"] == [{"step": "leaving", "name": "Leaving", "n": 60}]
    assert "Leaving" not in {one["name"] for one in outcome["steps"]}
    attach(written(here, [{**row, "Overall": 5} for row in rows]), "--scale", "five-points", "--outcome", "Overall")
    assert of(told(), "alike") == ["All 60 answered “Overall” alike: nothing can be said of what goes with it."]
    assert of(told(), "goes-with") == []
    shutil.rmtree(here / "journeys")
    Store(here / "journeys").create(Journey(id="trip"))
    few = [{**row, "Leaving": 4 if at < 4 else ""} for at, row in enumerate(rows)]
    attach(written(here, few), "--scale", "five-points", "--outcome", "Overall")
    assert of(told(), "alike") == [], "of fewer people than may be shown nothing is said"
