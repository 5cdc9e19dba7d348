"""Faults that an attack found: nothing is made of nought, units keep their figures, and no file is a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from going_out import out, starters, text_of, written

from cjm_widgets.formats import csv_file, excel, json_file, markdown, mermaid
from cjm_widgets.formats.base import Format, FormatError, Outgoing
from cjm_widgets.formats.leaving import leaving
from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.formats.shown import shown
from cjm_widgets.journey.edits import apply
from cjm_widgets.journey.matching import proposals
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store
from cjm_widgets.tasks.exporting import Wish, outgoing
from cjm_widgets.tasks.importing import read_bytes, read_pasted
from cjm_widgets.tasks.proposing import proposed

AIRPORT = starters()[-1]


def trip(**step: object) -> Journey:
    return Journey.model_validate({"id": "t", "title": "T", "steps": [{"id": "a", "name": "Wait", **step}]})


def test_a_time_keeps_its_unit_and_a_figure_its_scale_where_another_map_says_nothing() -> None:
    here = trip(time={"amount": 3, "unit": "hours"})
    assert proposals(here, trip(), by_id=True) == ()
    changed = proposals(here, trip(time={"amount": 2, "unit": "days"}), by_id=True)
    made = here
    for edit in changed:
        made = apply(made, edit)
    assert (made.steps[0].time.amount, made.steps[0].time.unit) == (2, "days")
    assert (
        proposals(AIRPORT, json_file.read(written(json_file.FORMAT, AIRPORT).data, "x.json").journey, by_id=True) == ()
    )


def test_a_figure_that_somebody_else_says_is_not_what_our_source_said() -> None:
    told = {"id": "room", "value": 2, "source": "cards", "n": 40}
    raw = {
        "id": "t",
        "sources": [{"id": "cards", "name": "Cards"}],
        "steps": [{"id": "a", "name": "Wait", "ratings": [told]}],
    }
    made = Journey.model_validate(raw)
    for edit in proposals(made, trip(ratings=[{"id": "room", "value": 1}]), by_id=True):
        made = apply(made, edit)
    (rating,) = made.steps[0].ratings
    assert (rating.value, rating.source, rating.n) == (1, None, None)


def test_nought_is_a_figure_and_no_is_none() -> None:
    here = trip(ratings=[{"id": "room", "value": 1}])
    (edit,) = proposals(here, trip(ratings=[{"id": "room", "value": 0}]), by_id=True)
    assert edit.new == 0


def test_groups_whose_names_have_no_latin_letter_stay_two() -> None:
    other = trip(ratings=[{"id": "room", "value": 1}])
    made = trip()
    for whose in ("日本", "مصر", "Übung", "Ubung"):
        for edit in proposals(made, other, by_id=True, whose=whose):
            made = apply(made, edit)
    assert len({one.id for one in made.steps[0].ratings}) == 4


def test_a_step_without_a_stage_stays_without_one() -> None:
    raw = {
        "id": "t",
        "stages": [{"id": "x", "name": "X"}],
        "steps": [{"id": "a", "name": "A", "stage": "x"}, {"id": "b", "name": "B"}],
    }
    for how in (csv_file, markdown):
        found = how.read(written(how.FORMAT, Journey.model_validate(raw)).data, f"x{how.FORMAT.ending}")
        assert [step.stage for step in found.journey.steps] == ["x", None]


def test_what_a_persona_would_rate_never_comes_back_as_the_groups_own() -> None:
    found = mermaid.read(written(mermaid.FORMAT, AIRPORT).data, "x.mmd").journey
    assert "room" not in {one.id for step in found.steps for one in step.ratings}
    assert any("As Carla" in one.say for one in written(mermaid.FORMAT, AIRPORT).losses)


def test_settings_descriptions_and_comments_of_a_diagram_are_no_steps() -> None:
    text = '---\ntitle: x\n---\n%%{init: {\n"a": 1}}%%\njourney\naccDescr {\nwords\n}\nsection\nA: 1: Me %% hello\n'
    found = mermaid.read(text.encode(), "x.mmd").journey
    assert [(step.name, step.stage) for step in found.steps] == [("A", None)]
    assert [one.name for one in found.personas] == ["Me"]


def test_words_that_may_not_be_quoted_any_more_stay_also_in_an_edition(tmp_path: Path) -> None:
    store = Store(tmp_path)
    quotes = [{"id": "q", "words": "said once", "quotable": "yes"}]
    then = trip(quotes=quotes)
    today = trip(quotes=[{**quotes[0], "quotable": "no"}])
    assert leaving(then)[0].steps[0].quotes != ()
    assert leaving(then, today)[0].steps[0].quotes == ()
    store.create(trip(quotes=quotes))
    assert outgoing(store, "t", Wish(hidden=frozenset({"What people said"}))).journey.steps[0].quotes == ()
    with pytest.raises(FormatError, match="There is no map"):
        outgoing(store, "nothing", Wish())


def test_no_heading_of_a_table_is_a_formula() -> None:
    rated = trip(ratings=[{"id": "s", "rater": '=HYPERLINK("x")', "value": 1}])
    assert b"\"'=HYPERLINK" in written(csv_file.FORMAT, rated).data


def sheet(cell: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written(excel.FORMAT, trip()).data)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            data = old.read(one)
            if one.endswith("sheet1.xml"):
                data = data.replace(b'<c r="A1"', f'<c r="{cell}"'.encode())
            new.writestr(one, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("far.xlsx", sheet("XFD200000")),
        ("cut.xlsx", written(excel.FORMAT, trip()).data[:3000]),
        ("old.json", b'{"id":"x","schema_version":1,"steps":[5]}'),
        ("long.md", b"## a" + b" " * 200_000 + b"b\n"),
        ("many.md", b"## Step\n" * 60_000),
        ("many.csv", b"Step\n" + b"a\n" * 60_000),
        ("many.mmd", b"journey\n" + b"a: 1: b\n" * 60_000),
    ],
)
def test_a_file_that_would_break_or_take_for_ever_is_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(FormatError) as error:
        read_bytes(data, name)
    assert str(error.value).endswith(".")


def test_two_ratings_of_one_step_by_the_same_people_and_long_names_are_said() -> None:
    found = csv_file.read(b"Step,Survey (1 to 5),Survey (0 to 10)\n" + b"x" * 300 + b",3,7\n", "x.csv")
    assert len(found.journey.steps[0].ratings) == 1
    assert any("second rating" in one.why for one in found.left_out)
    assert any("cut after" in one.say for one in found.changed)


@pytest.mark.parametrize("how", [one for one in FORMATS if one.name != "png"], ids=lambda how: how.name)
@pytest.mark.parametrize(("layer", "words"), [("steps", "goalwords"), ("actions", "actionwords")])
def test_what_is_hidden_is_in_no_format(how: Format, layer: str, words: str) -> None:
    whole = out(trip(goal="goalwords", experience={"actions": "actionwords", "feelings": "shownwords"}))
    made, losses = shown(whole.journey, whole.view, frozenset({layer}))
    text = text_of(how.write(Outgoing(made, whole.view, frozenset({layer}))).data)
    assert words not in text
    assert len(losses[0].paths) == 1
    if how.name in ("csv", "markdown", "xlsx", "html", "json", "pdf", "pptx"):
        assert words in text_of(how.write(whole).data), "it is there where nobody hides it"


def test_pasted_text_is_guarded_as_files_are() -> None:
    with pytest.raises(FormatError):
        read_pasted(b"## a" + b" " * 200_000 + b"b\n")
    with pytest.raises(FormatError):
        read_pasted(b"journey\n" + b"a: 1: b\n" * 60_000)


def test_places_and_references_are_proposed_by_name_and_never_by_id() -> None:
    raw = {
        "id": "t",
        "stages": [{"id": "x1", "name": "Before"}],
        "steps": [{"id": "a9", "name": "Book"}, {"id": "b9", "name": "Pay"}],
    }
    here = Journey.model_validate(raw)
    there = Journey.model_validate(
        {**raw, "steps": [{"id": "b9", "name": "Pay", "stage": "x1"}, {"id": "a9", "name": "Book"}]}
    )
    told = " ".join(f"{one.here} {one.there}" for one in proposed(here, there, by_id=True))
    assert "Before" in told
    assert not {"x1", "a9", "b9"} & {*told.split()}
