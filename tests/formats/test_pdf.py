"""The map on paper: it fits, it can be read, nothing is lost on it, and those who do not see it get all of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache
from typing import Any

import pytest
from going_out import STARTERS, Typed, of_steps, out, printed, written
from hostile_journey import journey as hostile
from hostile_journey import script
from pypdf import PdfReader

from cjm_widgets.formats import pdf
from cjm_widgets.formats.base import Outgoing, Written
from cjm_widgets.formats.cells import strings
from cjm_widgets.formats.content import Content, content
from cjm_widgets.journey.model import Edition, Journey
from cjm_widgets.tasks.making import starter

SMALLEST = 7.0
A3 = (1191, 842)
A4 = (595, 842)
MAPS = (*STARTERS, "steps-1", "steps-30", "steps-60", "hostile")


@cache
def journey(name: str) -> Journey:
    if name == "hostile":
        return hostile(script())
    return of_steps(int(name.removeprefix("steps-"))) if name.startswith("steps-") else starter(name)


@cache
def read(name: str) -> tuple[list[str], list[Typed]]:
    """The words on each page, and every piece of type: a file is read once for both."""
    typed: list[Typed] = []
    return printed(made(name).data, typed), typed


def pages(name: str) -> list[str]:
    return read(name)[0]


@cache
def made(name: str) -> Written:
    return written(pdf.FORMAT, journey(name))


def reader(name: str) -> PdfReader:
    return PdfReader(io.BytesIO(made(name).data))


def sizes(file: PdfReader) -> list[tuple[int, int]]:
    return [(round(page.mediabox.width), round(page.mediabox.height)) for page in file.pages]


def bare(text: str) -> str:
    """Letters alone: where a line ends says nothing, nor a hyphen there; signs that nobody sees are left out."""
    return re.sub(r"[-\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", "", text)


def said(found: Content) -> Iterator[str]:
    """All that a document has to say."""
    plain: dict[str, Any] = asdict(found)
    plain.pop("curves")
    for row in plain["rows"]:
        del row["key"], row["group"]
    for action in plain["actions"]:
        del action["day"]
    for one in strings(plain):
        yield from one.splitlines()


def tagged(file: PdfReader) -> Iterator[dict[str, Any]]:
    """The tags, from the first to the last."""

    def below(node: Any) -> Iterator[dict[str, Any]]:
        node = node.get_object() if hasattr(node, "get_object") else node
        for one in node if isinstance(node, list) else [node]:
            inner = one.get_object() if hasattr(one, "get_object") else one
            if isinstance(inner, dict):
                if "/S" in inner:
                    yield inner
                yield from below(inner.get("/K", []))

    yield from below(file.trailer["/Root"]["/StructTreeRoot"]["/K"])


@pytest.mark.parametrize("name", MAPS)
def test_every_word_of_the_map_is_in_the_report(name: str) -> None:
    found = content(out(journey(name)))
    report = bare("".join(text for text, size in zip(pages(name), sizes(reader(name)), strict=True) if size == A4))
    missing = [one for one in said(found) if bare(one) not in report]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        *((name, 1) for name in STARTERS if name != "blank"),
        ("blank", 0),
        ("steps-1", 1),
        ("steps-30", 5),
        ("hostile", 2),
    ],
)
def test_the_map_stands_on_one_sheet_of_a3_where_it_can_be_read_there_else_on_several(name: str, sheets: int) -> None:
    found = sizes(reader(name))
    assert found[:sheets] == [A3] * sheets
    assert set(found[sheets:]) == {A4}
    first = pages(name)[0]
    assert ("smaller than 7 pt, so it stands on" in first) == (sheets > 1)


@pytest.mark.parametrize("name", MAPS)
def test_no_type_is_smaller_than_seven_points_and_none_lies_beside_the_paper(name: str) -> None:
    _, typed = read(name)
    assert [one for one in typed if one.size < SMALLEST - 0.01] == []
    assert [one for one in typed if not one.is_on_paper] == []


def test_a_map_of_few_words_fills_its_sheet() -> None:
    steps = [{"id": f"s{at}", "name": "Waits", "wanted": "Knows how long"} for at in range(6)]
    typed: list[Typed] = []
    printed(written(pdf.FORMAT, Journey.model_validate({"id": "x", "steps": steps})).data, typed)
    assert max(one.size for one in typed if "Knows" in one.words) > 15


@pytest.mark.parametrize("name", ["steps-60", "steps-30"])
def test_every_step_stands_on_a_sheet_and_stages_are_kept_together(name: str) -> None:
    file = reader(name)
    sheets = [text for text, size in zip(pages(name), sizes(file), strict=True) if size == A3]
    whole = bare(" ".join(sheets))
    for at, step in enumerate(journey(name).steps, 1):
        assert bare(f"{at}{step.name}") in whole
    assert len(sheets) < len(journey(name).steps) / 3


@pytest.mark.parametrize("name", MAPS)
def test_those_who_do_not_see_it_get_title_language_headings_and_the_curves_in_words(name: str) -> None:
    file = reader(name)
    root = file.trailer["/Root"]
    assert file.metadata is not None
    assert bare(str(file.metadata.title)) == bare(content(out(journey(name))).title)
    assert root["/Lang"] == ("en" if name == "hostile" else journey(name).language)
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made(name).data
    tags = [*tagged(file)]
    kinds = {one["/S"] for one in tags}
    if name != "blank":
        assert kinds >= {"/Title", "/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"}
        told = [bare(str(one.get("/Alt", ""))) for one in tags if one["/S"] == "/Figure"]
        assert all(told)
        found = content(out(journey(name)))
        for words in found.narration[: len(found.curves)]:
            assert any(bare(words) in one for one in told)
        bookmarks = [one.title for one in file.outline if not isinstance(one, list)]
        assert bookmarks[0].startswith("The map")
        assert {"Personas", "Step by step", "Moments of truth", "What we do about it"} <= set(bookmarks)


@pytest.mark.parametrize("name", ["airport", "hostile"])
def test_the_typeface_is_in_the_file(name: str) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]): font.get_object()
        for page in reader(name).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {one.partition("+")[2] for one in fonts} == {
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
    }
    for font in fonts.values():
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_pages_are_numbered_and_say_which_map_they_are_of() -> None:
    edition = Edition(id="e", name="First", date="2026-05-03")
    data = pdf.write(Outgoing(out(journey("airport")).journey, out(journey("airport")).view, edition=edition)).data
    file = PdfReader(io.BytesIO(data))
    for at, page in enumerate(file.pages, 1):
        assert f"Through the airport · Edition “First”, 3 May 2026 {at} of {len(file.pages)}" in " ".join(
            page.extract_text().split()
        )
    assert file.metadata is not None
    assert str(file.metadata.creation_date).startswith("2026-05-03")


def test_the_curve_is_drawn_with_a_gap_where_nobody_rated() -> None:
    """One line less for a step in the middle that nobody rated, and no figure for it."""

    def lines(value: float | str | None) -> int:
        rated: list[Any] = [1.0, value, -1.0, 0.0]
        steps = [
            {"id": f"s{at}", "name": "x", "ratings": [] if one is None else [{"id": "room", "value": one}]}
            for at, one in enumerate(rated)
        ]
        page = PdfReader(
            io.BytesIO(written(pdf.FORMAT, Journey.model_validate({"id": "x", "steps": steps})).data)
        ).pages[0]
        return page.get_contents().get_data().count(b"[3 2]0 d ")  # type: ignore[union-attr]

    assert lines(2.0) - lines(None) == lines(2.0) - lines("unknown") > 0


def test_figures_of_two_curves_at_one_step_do_not_stand_on_each_other() -> None:
    at: dict[str, tuple[float, float]] = {}

    def keep(text: str, cm: Any, tm: Any, *_: Any) -> None:
        if text.strip() in ("+1", "+2"):
            at[text.strip()] = (tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5])

    reader("steps-1").pages[0].extract_text(visitor_text=keep)
    (x, y), (right, down) = at["+1"], at["+2"]
    assert abs(x - right) > 10 or abs(y - down) > 8


def test_a_figure_stands_where_its_own_line_does_not_run_through_it() -> None:
    """Of three equal figures the first and the last have a line that rises to their right: they stand left of it."""
    steps = [
        {"id": f"s{at}", "name": "x", "ratings": [{"id": "room", "value": one}]}
        for at, one in enumerate((-2, 2, -2, -2, 0))
    ]
    at: list[float] = []

    def keep(text: str, cm: Any, tm: Any, *_: Any) -> None:
        if text.strip() == "−2":
            at.append(tm[4] * cm[0] + cm[4])

    data = written(pdf.FORMAT, Journey.model_validate({"id": "x", "steps": steps})).data
    PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=keep)
    first, falls, rises = at
    column = (falls - first + (rises - falls)) / 3
    assert first + 2 * column + 5 < falls
    assert falls + column - 5 > rises


def test_a_figure_that_is_typed_whole_has_no_point() -> None:
    assert not [text for text in pages("outpatient") if re.search(r"\d\.0\b", text)]


def test_a_sign_that_no_typeface_has_is_a_loss_that_names_it_and_the_file_is_made_all_the_same() -> None:
    found = written(
        pdf.FORMAT, Journey.model_validate({"id": "x", "title": "Trip \u0378", "steps": [{"id": "a", "name": "Go"}]})
    )
    assert [one.say for one in found.losses] == [
        "Signs that no typeface here has stand as boxes, and screen readers may not read the file: “U+0378”"
    ]
    assert b"pdfuaid" not in found.data
    assert "Trip" in printed(found.data)[0]


def test_words_that_turn_what_stands_beside_them_do_not() -> None:
    found = written(
        pdf.FORMAT,
        Journey.model_validate({"id": "x", "title": "a\u202eb\u2066c", "steps": [{"id": "a", "name": "Go"}]}),
    )
    assert found.losses == ()
    assert "abc" in printed(found.data)[0]


@pytest.mark.parametrize(("paper", "wide", "high"), [("a3", 1191, 842), ("a2", 1684, 1191), ("a1", 2384, 1684)])
def test_the_map_stands_on_the_paper_that_was_asked_for(paper: str, wide: int, high: int) -> None:
    file = PdfReader(io.BytesIO(written(pdf.FORMAT, journey("airport"), paper=paper).data))
    assert sizes(file)[0] == (wide, high)
    assert set(sizes(file)[1:]) == {A4}


def test_what_stands_at_no_step_stands_on_the_last_sheet_unless_its_layer_is_hidden() -> None:
    values = of_steps(30).to_json()
    values["solutions"] = [
        {"id": "all", "title": "Free parking"},
        {"id": "at", "title": "Placed", "step": values["steps"][0]["id"]},
    ]
    values["moments"] = [{"id": "late", "name": "Silence", "hot_spot": True}]
    whole = out(Journey.model_validate(values))
    sheets = [text for text in printed(pdf.FORMAT.write(whole).data) if "The map, sheet" in text]
    assert len(sheets) > 1
    told = [
        bare("Not placed at a step. Moments of truth: “Silence” (hot spot). Priority activities: Free parking")
        in bare(one)
        for one in sheets
    ]
    assert told == [False] * (len(sheets) - 1) + [True]
    hidden = printed(pdf.FORMAT.write(replace(whole, hidden=frozenset({"solutions", "qia-activities"}))).data)
    assert "Free parking" not in " ".join(text for text in hidden if "The map, sheet" in text)


def test_the_report_alone_has_no_sheet_of_the_map() -> None:
    file = PdfReader(io.BytesIO(written(pdf.FORMAT, journey("airport"), paper="report").data))
    assert set(sizes(file)) == {A4}
    assert len(file.pages) == len(reader("airport").pages) - 1


def test_columns_are_never_so_narrow_that_usual_words_run_out_of_them() -> None:
    steps = [{"id": f"s{at}", "name": "Acknowledgement"} for at in range(30)]
    file = PdfReader(io.BytesIO(written(pdf.FORMAT, Journey.model_validate({"id": "x", "steps": steps})).data))
    assert sizes(file).count(A3) == 2


def test_on_larger_paper_a_long_map_needs_fewer_sheets() -> None:
    large = PdfReader(io.BytesIO(written(pdf.FORMAT, journey("steps-30"), paper="a1").data))
    assert [one for one in sizes(large) if one != A4] == [(2384, 1684)]


def test_a_map_in_tiles_is_whole_when_these_are_cut_and_put_together() -> None:
    data = written(pdf.FORMAT, journey("airport"), paper="tiled").data
    file = PdfReader(io.BytesIO(data))
    tiles = [text for text, size in zip(printed(data), sizes(file), strict=True) if size == (842, 595)]
    assert len(tiles) == 6
    for at, text in enumerate(tiles):
        assert f"Row {at // 2 + 1} of 3, sheet {at % 2 + 1} of 2." in text
        assert file.pages[at].extract_text().endswith(f"{at + 1} of {len(file.pages)}")
    assert file.outline[0].title.startswith("The map, to be put together from 6 sheets.")  # type: ignore[union-attr]
    # the report says it to those who do not see it; the tiles are a picture
    assert not [one for one in tagged(file) if one["/S"] == "/Table"]
