"""What customers said comes from files, data frames and sheets of paper, and what to ask them next is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import cjm_widgets as cjm
from cjm_widgets.cli import app
from cjm_widgets.journey.ask_next import ask_next
from cjm_widgets.journey.three_questions import typed
from cjm_widgets.store import Store

SHARES = pd.DataFrame({"step": ["Security", "Boarding", "Booking"], "negative_pct": [36, 12, None], "n": [800, 780, 1]})


def command(*words: str) -> str:
    return CliRunner().invoke(app, list(words)).output


def test_a_data_frame_says_what_a_file_of_it_says(airport: cjm.Map) -> None:
    other = cjm.copy(airport, "Other")
    SHARES.to_csv("shares.csv", index=False)
    said = cjm.attach(airport, SHARES, "Passengers 2026", date="2026-05", by="Ana")
    assert cjm.attach(other, "shares.csv", "Passengers 2026", date="2026-05") == said
    assert airport.journey.steps == other.journey.steps
    source = next(one for one in airport.journey.sources if one.name == "Passengers 2026")
    assert source.where == "a data frame"
    assert Store(airport.folder).history("airport")[-1].by == "Ana"


@pytest.mark.parametrize(
    "frame",
    [
        SHARES.set_index("step"),
        SHARES.set_index(pd.Index(SHARES["step"].tolist()))[["negative_pct", "n"]],
        SHARES[SHARES["n"] > 0].iloc[::-1],
        SHARES.assign(step=SHARES["step"].astype("category")),
        SHARES.convert_dtypes(),
        SHARES.set_index("step", drop=False),
    ],
    ids=["named rows", "rows of words", "turned round", "categories", "with gaps", "named twice"],
)
def test_a_data_frame_is_read_however_it_is_laid_out(airport: cjm.Map, frame: pd.DataFrame) -> None:
    cjm.attach(airport, frame, "Passengers 2026")
    rated = airport.ratings[airport.ratings["rater"] == "Passengers 2026"].set_index("id")
    assert dict(rated["value"].dropna()) == {"security": 36, "boarding": 12}
    assert rated.loc["security", "n"] == 800


def test_a_data_frame_that_cannot_be_used_is_a_sentence_and_leaves_no_file(airport: cjm.Map) -> None:
    before = airport.journey
    for wrong in (pd.DataFrame(), pd.DataFrame({"step": ["Security"]}), SHARES.assign(step="Nowhere")):
        with pytest.raises(cjm.CjmError, match=r"[.)]$"):
            cjm.attach(airport, wrong, "Passengers 2026")
    assert airport.journey == before


@pytest.mark.parametrize(
    ("table", "said", "say"),
    [
        (None, {}, "path of a file, or a pandas data frame"),
        (["Security"], {}, "path of a file, or a pandas data frame"),
        (SHARES, {"foo": 1}, "Nothing called “foo” can be said of a file. There are: step, values"),
        (SHARES, {"date": "soon"}, "date"),
        (SHARES.assign(negative_pct=[36, 12, "x"]), {}, "missing=“x”"),
    ],
)
def test_what_cannot_be_attached_names_arguments_of_python(airport: cjm.Map, table: Any, said: Any, say: str) -> None:
    with pytest.raises(cjm.CjmError, match=say) as told:
        cjm.attach(airport, table, "Passengers 2026", **said)
    assert "--" not in str(told.value)


def test_a_code_for_no_answer_is_known_where_a_gap_made_a_decimal_of_it(airport: cjm.Map) -> None:
    answers = pd.DataFrame({"Security": [2, 99, None, 3, 4, 2, 3, 3], "Boarding": [4, 4, 5, 99, 3, 3, 4, 4]})
    cjm.attach(airport, answers, "Passengers 2026", scale="five-points", missing=["99"])
    rated = airport.ratings[airport.ratings["rater"] == "Passengers 2026"].set_index("id")
    assert dict(rated["n"].dropna()) == {"security": 6, "boarding": 7}


def test_what_pandas_makes_of_a_figure_or_a_day_is_understood(airport: cjm.Map) -> None:
    shares = SHARES.drop(columns="n").set_index("step")["negative_pct"]
    cjm.attach(airport, shares, "Passengers 2026", people=SHARES["n"].max(), date=pd.Timestamp("2026-05-03"))
    source = next(one for one in airport.journey.sources if one.name == "Passengers 2026")
    assert (source.n, source.when) == (800, "2026-05-03")


def test_a_data_frame_becomes_a_map_and_proposals(airport: cjm.Map) -> None:
    steps = pd.DataFrame({"Step": ["Ask", "Wait"], "Touchpoints": ["Desk", ""]})
    with pytest.raises(cjm.CjmError, match="Give the journey a name"):
        cjm.bring(steps)
    permit = cjm.bring(steps, title="A permit", by="Ana")
    assert [(one.name, len(one.touchpoints)) for one in permit.journey.steps] == [("Ask", 1), ("Wait", 0)]
    offered = cjm.propose(permit, steps.assign(Touchpoints=["Desk", "Screen"]))
    assert offered.take(by="Ben") == len(offered) == 1
    permit.undo()
    assert not permit.journey.steps[1].touchpoints


def test_what_to_ask_next_is_what_the_page_asks(airport: cjm.Map) -> None:
    found = cjm.ask(airport)
    assert tuple(found) == ask_next(airport.journey)
    assert found[0].question in command("ask", "airport")
    assert found[0].question in found._repr_html_()


def test_sheets_are_typed_back_by_words_or_in_order_and_corrected(airport: cjm.Map) -> None:
    moment = airport.journey.moments[0]
    asked = {"steps/Security": [4, 3, 2, 6, 1], f"moments/{moment.id}": {"yes": 9}}
    cjm.type_back(airport, date(2026, 5, 3), asked, by="Ana")
    assert typed(airport.journey)["2026-05-03"] == {
        "steps/security": (4, 3, 2, 6, 1),
        f"moments/{moment.id}": (9, 0),
    }
    assert Store(airport.folder).history("airport")[-1].by == "Ana"
    counted = pd.Series(["Very satisfied"] * 5 + ["Neither"]).value_counts()
    cjm.type_back(airport, "2026-05-03", {"steps/Security": counted})
    assert typed(airport.journey)["2026-05-03"] == {"steps/security": (0, 0, 1, 0, 5)}


@pytest.mark.parametrize(
    ("day", "answers", "say"),
    [
        ("2026-05-03", {"steps/Security": [1, 2]}, "There are 5 answers on the sheet, and 2 counts"),
        ("2026-05-03", {"steps/Security": {"Perhaps": 1}}, "“Perhaps” is none of the answers"),
        ("2026-05-03", {"steps/Nowhere": [1] * 5}, "nothing called “Nowhere”"),
        ("2026-05-03", {"title": [1] * 5}, "nothing is asked on paper"),
        ("2026-05-03", {"steps/Security": [0] * 5}, "Type how many"),
        ("2026-05-03", {"steps/Security": [-1, 1, 1, 1, 1]}, "“-1” is no count"),
        ("2026-05-03", {"steps/Security": [1.5, 1, 1, 1, 1]}, "“1.5” is no count"),
        ("2026-05-03", {"steps/Security": "abcde"}, "“a” is no count"),
        ("May", {"steps/Security": [1] * 5}, "on which day"),
        (date(2999, 1, 1), {"steps/Security": [1] * 5}, "still to come"),
    ],
)
def test_what_cannot_be_typed_back_is_a_sentence(airport: cjm.Map, day: Any, answers: Any, say: str) -> None:
    before = airport.journey
    with pytest.raises(cjm.CjmError, match=say):
        cjm.type_back(airport, day, answers)
    assert airport.journey == before


def test_feedback_and_groups_say_what_the_command_says(airport: cjm.Map) -> None:
    rows = [(ward, 1 + (at * step) % 5) for ward in ("North", "South") for step, at in enumerate(range(40), 1)]
    frame = pd.DataFrame({"Ward": [one for one, _ in rows], "Security": [min(5, n + 1) for _, n in rows]})
    frame.loc[frame["Ward"] == "South", "Security"] = 1
    cjm.attach(airport, frame, "Wards", scale="five-points", group="Ward")
    told = cjm.feedback(airport)
    lines = [line.strip() for line in command("feedback", "airport").splitlines()]
    assert len(told) > 10
    assert all(one.say in lines for one in told)
    assert all(one.survey in lines for one in told)

    found = cjm.groups(airport, "North", "South")
    assert [one.say for one in found] == command("feedback", "airport", "--group", "North", "--group", "South").split(
        "\n"
    )[:-1]
    assert found.frame.loc[0, "Step"] == "Security"
    assert found.frame.loc[0, "Better"] > found.frame.loc[0, "Worse"]
    assert found.frame.loc[0, "More than chance"]
    with pytest.raises(cjm.CjmError, match="West"):
        cjm.groups(airport, "North", "West")


def test_chosen_comments_become_quotes_and_the_others_are_not_kept(airport: cjm.Map) -> None:
    words = pd.DataFrame(
        {"Step": ["Security", "Boarding", ""], "What could be better?": ["Long queue", "Quick", "Write to a@b.example"]}
    )
    found = cjm.comments(airport, words, columns=["What could be better?"])
    said = found.put([1], "Passengers", voice="customer", lens="feelings", quotable="yes", by="Ana")
    assert "1 quote" in said
    assert "already" in found.put([1], "Passengers", voice="customer", lens="feelings", quotable="yes")
    made = airport.journey.steps[[one.id for one in airport.journey.steps].index("security")].quotes[-1]
    assert (made.words, made.voice, made.lens, made.quotable) == ("Long queue", "customer", "feelings", "yes")
    assert "Quick" not in airport.journey.model_dump_json()
    assert Store(airport.folder).history("airport")[-1].by == "Ana"
    assert "a@b.example" not in repr(found)
    assert "a@b.example" in repr(cjm.comments(airport, words, columns=["What could be better?"], as_written=True))
    for number, name in ((9, "Passengers"), (3, "Passengers"), (1, "")):
        with pytest.raises(cjm.CjmError):
            found.put([number], name)
    found.put([3], "Passengers", step="Boarding")
    assert len(airport.frame("steps/quotes").query("step == 'boarding' and source == 'passengers'")) == 1
