"""The small parts of an account: words stay words, a wide table is a list, what is empty is not told."""

from __future__ import annotations

from datetime import date

from nbconvert.filters import markdown2html

from cjm_widgets.accounts.account import Account
from cjm_widgets.accounts.as_markdown import as_markdown
from cjm_widgets.accounts.blocks import Fact, Facts, Heading, Words, in_rows
from cjm_widgets.accounts.filled_in import filled_in
from cjm_widgets.journey.first_seen import FirstSeen
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.book import page
from cjm_widgets.pages.reported import reported
from cjm_widgets.pages.told import Telling, told_page
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.workshop.visitor import Visitor


def telling(journey: Journey) -> Telling:
    return Telling(journey, Visibility(Visitor(), lambda _: FirstSeen()), lambda _: None, date(2026, 11, 30), {})


def test_a_sum_is_no_formula_and_a_sign_no_letter_of_html() -> None:
    told = as_markdown((Words("$5 or $6 &lt; 7"),))
    assert told.count("\\$") == 2
    assert "&amp;lt;" in markdown2html(told)


def test_a_table_too_wide_for_paper_is_a_list_without_its_empty_cells() -> None:
    told = in_rows("T", ("Step", *"ABCDE"), (("Wait", "1", "", "2", "", "3"),))
    assert told == Facts((Fact("Wait", ("A: 1", "C: 2", "E: 3")),))


def test_of_what_is_named_on_another_page_only_that_is_told_of_which_something_is_said_here() -> None:
    steps = [{"id": "a", "name": "Wait", "experience": {"feelings": "Lost"}}, {"id": "b", "name": "Pay"}]
    journey = Journey.model_validate({"id": "trip", "steps": steps})
    told = [one.text for one in filled_in(journey, page("satisfaction").asks(journey)) if isinstance(one, Heading)]
    assert "Wait" in told
    assert "Pay" not in told


def test_what_is_due_says_what_is_overdue() -> None:
    dues = (("Old", "2026-10-01"), ("New", "2027-01-01"))
    solutions = [{"id": name.lower(), "title": name, "due": due} for name, due in dues]
    journey = Journey.model_validate({"id": "trip", "solutions": solutions})
    html = told_page(page("evaluate"), telling(journey)).bundle()["text/html"]
    assert html.count(", overdue") == 1
    assert html.index("1 October 2026, overdue") > 0


def test_a_report_names_the_latest_edition() -> None:
    editions = [
        {"id": one, "name": one, "date": day} for one, day in (("first", "2025-05-01"), ("second", "2026-05-01"))
    ]
    said = reported(telling(Journey.model_validate({"id": "trip", "editions": editions})))
    assert "the latest edition that was kept is “second”, 1 May 2026." in said


def test_a_page_ends_with_what_had_to_stay() -> None:
    quote = {"id": "q", "words": "Do not quote me", "quotable": "no"}
    journey = Journey.model_validate({"id": "trip", "steps": [{"id": "a", "name": "Wait", "quotes": [quote]}]})
    html = told_page(page("steps"), telling(journey)).bundle()["text/html"]
    assert "Do not quote me" not in html
    assert "may be quoted left out" in html


def test_an_account_that_is_too_long_to_be_told_twice_says_where_all_of_it_is() -> None:
    short, long = (Account((Words("word " * many),), "In a few lines.").bundle() for many in (10, 5000))
    assert (short["text/plain"], set(short) - set(long)) == ("In a few lines.", {"text/markdown"})
    assert long["text/plain"] == (
        "In a few lines.\n\nThis is in short. All of it is in the notebook as HTML, as its web page shows it."
    )
    assert long["text/html"].count("word") == 5000
