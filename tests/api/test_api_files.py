"""Files come to a map and leave it from Python as they do from its pages; what is asked or left out is told."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import altair as alt
import pytest
from typer.testing import CliRunner

import cjm_widgets as cjm
from cjm_widgets.cli import app
from cjm_widgets.journey.edits import set_value
from cjm_widgets.store import Store
from cjm_widgets.tasks.proposing import Proposal

DATA = Path(__file__).resolve().parents[1] / "data"
SITA = DATA / "sita_2015_airport_journey.csv"


def test_a_survey_is_attached_as_the_command_does_it(airport: cjm.Map) -> None:
    cjm.copy(airport, "other")
    said = cjm.attach(airport, SITA, "Passengers 2026", people=400, date="2026-05", scale="negative-share")
    done = CliRunner().invoke(
        app,
        [
            *("attach", "other", str(SITA), "--name", "Passengers 2026", "--people", "400"),
            *("--date", "2026-05", "--scale", "negative-share"),
        ],
    )

    assert done.output.strip() == said
    assert airport.journey.steps == cjm.open("other").journey.steps
    assert airport.journey.sources == cjm.open("other").journey.sources
    rated = airport.ratings[airport.ratings["rater"] == "Passengers 2026"].set_index("id").loc["security"]
    assert rated["low"] < rated["value"] == 36 < rated["high"]
    assert rated["n"] == 400

    assert "taken off the map" in cjm.detach(airport, "Passengers 2026")
    assert "Passengers 2026" not in set(airport.ratings["rater"])
    with pytest.raises(cjm.CjmError, match="No survey “Passengers 2026”"):
        cjm.detach("airport", "Passengers 2026")


def test_what_a_file_does_not_say_is_asked_with_the_argument_that_answers(airport: cjm.Map, here: Path) -> None:
    file = here / "survey.csv"
    file.write_text("step,score\nSecurity,3\nBoarding,4\n", encoding="utf-8")
    before = airport.journey

    with pytest.raises(cjm.AskedError, match=r"\(Argument: scale") as asked:
        cjm.attach(airport, file, "Passengers 2026")
    assert [one.id for one in asked.value.questions] == ["scale"]
    assert "--" not in str(asked.value)
    assert airport.journey == before
    cjm.attach(airport, file, "Passengers 2026", scale="five-points")
    assert set(airport.ratings[airport.ratings["rater"] == "Passengers 2026"]["value"].dropna()) == {3, 4}


def test_figures_of_another_time_are_not_replaced_unasked(airport: cjm.Map) -> None:
    cjm.attach(airport, SITA, "Passengers", people=400, date="2025", scale="negative-share")
    with pytest.raises(cjm.AskedError) as asked:
        cjm.attach(airport, SITA, "Passengers", people=400, date="2026", scale="negative-share", replace=False)
    assert asked.value.questions[0].id in ("replaces", "people")


@pytest.mark.parametrize("name", ["nowhere.csv", "empty.csv", "map.exe"])
def test_a_file_that_cannot_be_used_is_a_sentence(airport: cjm.Map, here: Path, name: str) -> None:
    if name != "nowhere.csv":
        (here / name).write_text("", encoding="utf-8")
    for use in (
        lambda: cjm.attach(airport, here / name, "Passengers 2026"),
        lambda: cjm.bring(here / name),
        lambda: cjm.propose(airport, here / name),
        lambda: cjm.comments(airport, here / name),
    ):
        with pytest.raises(cjm.CjmError, match=r"\.$"):
            use()


def test_comments_are_masked_and_one_becomes_a_quote(airport: cjm.Map, here: Path) -> None:
    file = here / "words.csv"
    file.write_text(
        "Step,Rating,What could be better?\n"
        "Security,3,The queue at security is long; ask dr. Meier or write to a.b@example.org\n"
        "Boarding,4,Boarding was quick and kind and the staff at the gate was calm\n",
        encoding="utf-8",
    )
    found = cjm.comments(airport, file, columns=["What could be better?"], search="queue")
    assert len(found) == 1
    assert "example.org" not in repr(found) + found._repr_html_()
    airport.add(("steps", found[0].step, "quotes"), words=found[0].words, voice="customer", by="Ana")
    assert found[0].words in set(airport.frame("steps/quotes")["words"])


def test_a_map_leaves_and_comes_back(airport: cjm.Map, here: Path) -> None:
    made = cjm.export(airport, here / "airport.json")
    assert made.path.read_bytes()[:1] == b"{"
    back = cjm.bring(made.path, title="Another airport", by="Ana")
    assert list(back.steps["name"]) == list(airport.steps["name"])

    table = cjm.export("airport", "airport.csv")
    assert table.losses
    assert "Made airport.csv." in repr(table)
    with pytest.raises(cjm.CjmError, match="cannot hold all of it"):
        cjm.export(airport, "strict.csv", strict=True)
    with pytest.raises(cjm.CjmError, match="There is no view"):
        cjm.export(airport, "x.csv", view="nowhere")
    with pytest.raises(cjm.CjmError, match="in which form"):
        cjm.export(airport, "x.exe")
    assert not (here / "strict.csv").exists()


def test_what_a_colleague_has_otherwise_is_taken_one_by_one(airport: cjm.Map, here: Path) -> None:
    cjm.export(airport, "colleague.json")
    theirs = here / "colleague.json"
    text = theirs.read_text(encoding="utf-8")
    theirs.write_text(
        text.replace('"title": "Through the airport"', '"title": "Through our airport"'), encoding="utf-8"
    )
    offered = cjm.propose(airport, theirs)
    assert [one.there for one in offered] == ["Through our airport"]
    with pytest.raises(cjm.CjmError, match="There is no change 7"):
        offered.take([7])
    assert airport.title == "Through the airport"
    assert offered.take([1], by="Ben") == 1
    assert airport.title == "Through our airport"
    assert Store(airport.folder).history("airport")[-1].by == "Ben"


def test_what_takes_something_off_a_map_is_taken_only_where_that_is_meant(airport: cjm.Map) -> None:
    gone = set_value(airport.journey, "steps/security", None)
    offered = cjm.Proposals(airport, (Proposal(gone, "Step “Security”", "Security", ""),))
    assert "(taken out)" in repr(offered)
    assert offered.take() == 0
    with pytest.raises(cjm.CjmError, match="takes something off the map"):
        offered.take([1])
    assert "security" in set(airport.steps["id"])
    assert offered.take([1], remove=True) == 1
    assert "security" not in set(airport.steps["id"])


def test_what_is_left_out_of_a_file_is_warned_of(here: Path) -> None:
    (here / "notes.md").write_text("# A trip\n\n## 1. Book\n\n- **Weather:** fine\n", encoding="utf-8")
    with pytest.warns(cjm.CjmWarning):
        assert list(cjm.bring("notes.md").steps["name"]) == ["Book"]


def test_charts_are_altair_and_say_what_is_seen(airport: cjm.Map) -> None:
    for figure in ("curve", "profile"):
        drawn = cjm.chart(airport, figure)  # type: ignore[arg-type]
        assert isinstance(drawn, alt.TopLevelMixin)
        assert len(drawn.to_dict()["description"]) > 100
        shown = drawn._repr_mimebundle_()
        assert "<script" not in shown["text/html"], "what draws it would come from the internet"
        assert shown["text/plain"] == drawn.to_dict()["description"]
    with pytest.raises(cjm.CjmError, match="There is no chart “pie”"):
        cjm.chart(airport, "pie")  # type: ignore[arg-type]


def test_advice_is_that_of_the_pages(airport: cjm.Map) -> None:
    from cjm_widgets.journey.rules import advice

    day = date(2026, 5, 3)
    found = cjm.check(cjm.new("Nothing yet"), today=day)
    assert tuple(found) == advice(cjm.open("nothing-yet").journey, today=day)
    assert found[0].say in found._repr_html_()
    assert list(found.frame["What to do"]) == [one.do for one in found]


def test_what_is_due_is_told_over_all_maps_and_a_broken_one_is_warned_of(airport: cjm.Map, here: Path) -> None:
    one = cjm.new("Our own")
    one.add("solutions", title="Say how long", owner="Ana", due="2026-03-01", state="under-way")
    (here / "journeys" / "broken.json").write_text("{", encoding="utf-8")
    with pytest.warns(cjm.CjmWarning, match="broken cannot be read"):
        found = cjm.due(today=date(2026, 5, 3), owner="Ana")
    assert [(todo.map, todo.name, todo.group) for todo in found] == [("our-own", "Say how long", "overdue")]
    with pytest.warns(cjm.CjmWarning):
        assert len(cjm.due(today=date(2026, 5, 3), owner="Ben")) == 0


def test_maps_and_lists_show_themselves_without_scripts_and_with_words_for_pictures(airport: cjm.Map) -> None:
    airport.edit("title", "<script>alert(1)</script> & $5 | $6")
    html = airport._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert len(re.findall(r'<img alt="[^"]{100,}" ', html)) == 1
    for found in (cjm.maps(), cjm.check(airport), airport.history):
        assert "<script" not in found._repr_html_()
        assert "<script" not in found._repr_markdown_().replace("\\<", "")
        assert "$5" not in found._repr_markdown_().replace("\\$", ""), "no formula is made of a sum"
        assert 'scope="col"' in found._repr_html_()
        assert repr(found)
    assert "\\|" in cjm.maps()._repr_markdown_()
    assert repr(cjm.new("Nothing yet").history)
    assert cjm.new("Empty")._repr_html_()
