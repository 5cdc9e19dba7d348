"""A name is found as people write it, in any script, and never inside another word or another person's name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.journey.name_in_text import (
    composed,
    found_in,
    longer_names,
    spelling,
    standing,
    without_names,
    written,
)

APART = unicodedata.normalize("NFD", "Zoë Müller")


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Al and Alan, Hal; Al’s, Al.", "Al", "… and Alan, Hal; …’s, …."),
        ("Alan", "Al", "Alan"),
        ("Al_2 Al2 Al 2", "Al", "Al_2 Al2 … 2"),
        ("Ana-Maria asked Ana", "Ana", "Ana-Maria asked …"),
        ("pre-Ana Ana- -Ana", "Ana", "pre-Ana …- -…"),
        ("ana ANA Aná", "Ana", "ana ANA Aná"),
        (f"ask {APART}!", "Zoë Müller", "ask …!"),
        ("ask Zoë Müller!", APART, "ask …!"),
        ("ask Zoe Muller!", "Zoë Müller", "ask Zoe Muller!"),
        ("Zoë  Müller", "Zoë Müller", "Zoë  Müller"),
        ("יונתן כהן ודנה", "יונתן כהן", "… ודנה"),
        ("\u200fיונתן כהן\u200f, דנה", "יונתן כהן", "\u200f…, דנה"),
        ("\u2067Ana\u2069 is here", "Ana", "\u2067… is here"),
        ("محمدعلي محمد", "محمد", "محمدعلي …"),
        ("李明说好", "李明", "…说好"),
        ("สมชายพูด", "สมชาย", "…พูด"),
        ("Jean-Luc and Luc", "Luc", "Jean-Luc and …"),
        ("Jean-Luc", "Jean-Luc", "…"),
        ("Ana Ana Ana", "Ana Ana", "… Ana"),
        ("D. J. Smith (Jr.)", "D. J. Smith (Jr.)", "…"),
        ("C++ Ana", "C++", "… Ana"),
        ("", "Ana", ""),
        ("nothing", "", "nothing"),
    ],
)
def test_it_is_taken_out_where_it_stands_as_it_is_written(text: str, name: str, left: str) -> None:
    assert without_names(text, [written(name)]) == left


def test_spellings_are_found_and_told_as_they_are_written() -> None:
    text = "ana, ANA; Aná  and Ana"
    assert [one.words for one in found_in(text, "Ana")] == ["ana", "ANA", "Aná", "Ana"]
    assert [one.words for one in standing(text, ["Ana", "ANA"])] == ["ANA", "Ana"]
    assert [one.words for one in found_in("zoe \n muller", "Zoë Müller")] == ["zoe \n muller"]
    assert [one.words for one in found_in("Herr Strauss, Strauß", "Strauß")] == ["Strauss", "Strauß"]


def test_other_peoples_longer_names_stay_whole() -> None:
    others = ["Ana Silva", "Santa Ana"]
    assert without_names("Ana Silva met Ana at Santa Ana", ["Ana"], others) == "Ana Silva met … at Santa Ana"
    assert without_names("Ana Silva met Ana", ["Ana", "Ana Silva"], others) == "… met …"
    assert longer_names("Ana-Maria, Maria-Ana, Ana, Anna-Lena, ana-led", "Ana") == ("Ana-Maria", "Maria-Ana", "ana-led")


def test_a_name_is_the_same_with_signs_that_nobody_sees() -> None:
    assert written("\u200fיונתן\u200e ") == "יונתן"
    assert written(" Ana ") == "Ana"
    assert written(APART) == "Zoë Müller" != written("zoë müller")
    assert spelling(APART) == spelling("ZOE  MULLER")
    assert spelling("\u200b \u0301") == ""


@given(st.text(), st.text(min_size=1), st.text())
def test_a_text_stays_or_gets_no_longer_and_nothing_is_left(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    left = without_names(text, [written(name)])
    assert len(left) <= max(len(text), len(composed(text)))
    if written(name).isalpha() and name == written(name):
        assert standing(left, [name]) == ()
        assert left is not text
