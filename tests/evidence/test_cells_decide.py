"""Headings propose what a column is about; its cells decide."""

from __future__ import annotations

import pytest
from evidence_files import found, understood

from cjm_widgets.evidence import EvidenceError, words
from cjm_widgets.evidence.understanding import names_in

ROWS = "".join(f"{at % 5 + 1},{(at * 3) % 5 + 1}\n" for at in range(12))


@pytest.mark.parametrize("name", ["First day", "Email confirmation", "Opening hours", "Last minute changes"])
def test_a_column_whose_cells_are_answers_like_the_others_holds_answers(name: str) -> None:
    seen = understood(f"Gate,{name}\n{ROWS}", scale="five-points")
    assert [one.column for one in seen.plan.values] == ["Gate", name]


@pytest.mark.parametrize("name", ["How many days", "Days", "Email", "Age"])
def test_a_quantity_stays_one_whatever_its_figures(name: str) -> None:
    seen = understood(f"Gate,{name}\n{ROWS}", scale="five-points")
    assert [one.column for one in seen.plan.values] == ["Gate"]
    assert seen.unused == (name,)


def test_days_off_the_scale_of_the_others_are_no_answers() -> None:
    seen = understood("Gate,Waiting days\n" + "".join(f"{at % 5 + 1},{at + 2}\n" for at in range(12)), scale="1-5")
    assert seen.unused == ("Waiting days",)


def test_a_note_that_is_a_grade_is_asked_about() -> None:
    seen = understood("Schritt;Note\nTor;1,5\nBus;2\nPark;4,0\n")
    assert [(one.id, one.column) for one in seen.questions] == [("scale", "Note")]
    assert seen.plan.comments == ()


def test_a_net_promoter_score_as_a_fraction_is_asked_about() -> None:
    text = "Step,NPS\nGate,0.36\nDesk,-0.2\n"
    assert [one.id for one in understood(text).questions] == ["fraction"]
    assert understood(text, scales={"NPS": "nps as fractions"}).questions == ()
    assert understood("Step,NPS\nGate,36\nDesk,-20\n").questions == ()


def test_a_figure_off_every_scale_names_none() -> None:
    (asked,) = understood("Step,Negative %\nGate,120\nDesk,30\n").questions
    assert "Say --scale with its ends, such as 1-7. “Negative %” looks like --scale negative-share." in asked.say


def test_whoever_is_not_done_is_left_out_in_german_and_the_last_page_is_no_question() -> None:
    rows = "".join(f"{'nein' if at == 3 else 'ja'},{at % 4 + 1},{at % 5 + 1}\n" for at in range(12))
    seen = understood(f"Fertig,lastpage,Tor\n{rows}", scale="five-points")
    assert [(one.column, one.cells) for one in seen.plan.left_out] == [("Fertig", ("nein",))]
    assert [one.column for one in seen.plan.values] == ["Tor"]


@pytest.mark.parametrize("bad", [("three", "3 or 4"), ("three", "three")])
def test_each_answer_that_is_none_is_told_with_its_row_and_takes_no_column_away(bad: tuple[str, str]) -> None:
    cells = [*bad, *(str(at % 5 + 1) for at in range(10))]
    rows = "".join(f"{at % 4 + 1},{cell}\n" for at, cell in enumerate(cells))
    with pytest.raises(EvidenceError) as refused:
        found(f"Gate,Desk\n{rows}", scale="five-points")
    assert [(one.row, one.column, one.cell) for one in refused.value.problems] == [
        (2, "Desk", bad[0]),
        (3, "Desk", bad[1]),
    ]


def test_a_column_of_words_with_some_figures_is_none_of_answers() -> None:
    cells = ["by bus", "on foot", "by car", "by bike", *(str(at % 5 + 1) for at in range(6))]
    rows = "".join(f"{at % 4 + 1},{cell}\n" for at, cell in enumerate(cells))
    assert understood(f"Gate,Line\n{rows}", scale="five-points").unused == ("Line",)


def test_what_somebody_says_of_just_a_column_counts_and_is_pointed_out_where_the_file_says_otherwise() -> None:
    text = "Booking\n1 - Very good\n5 - Very poor\n"
    (asked,) = understood(text, scale="five-points").questions
    assert [one for one, _ in asked.options] == ["1-5 low is good", "five-points"]
    assert "--scale “Booking=1-5 low is good” if the file is right" in asked.say
    for told in (dict(asked.options), {"five-points": ""}):
        seen = understood(text, scales={"Booking": next(iter(told))})
        assert seen.questions == ()
        assert any("as you say" in one for one in seen.remarks) == ("five-points" in seen.plan.values[0].scale)


def test_rows_of_others_figures_are_told_and_no_step() -> None:
    seen = understood("Step,Positive %\nGate,70\nDesk,60\nPeer group,66\n", scale="positive-share")
    assert seen.remarks == ("“Peer group” is taken for figures to compare with, and for no step.",)
    assert list(seen.plan.seen.steps if seen.plan.seen else ()) == ["Gate", "Desk", "Peer group"]
    assert seen.plan.beside == ("Peer group",)
    assert names_in(seen.table, seen.headings, seen.plan) == ["Gate", "Desk"]


@pytest.mark.parametrize(("site", "wave"), [("Site", "Wave"), ("Trust", "Round")])
def test_rows_that_only_two_columns_tell_apart_are_refused_with_what_to_do(site: str, wave: str) -> None:
    rows = "".join(f"{one},{two},{step},70\n" for one in "NS" for two in ("A", "B") for step in ("Gate", "Desk"))
    with pytest.raises(EvidenceError) as refused:
        understood(f"{site},{wave},Step,Positive %\n{rows}", scale="positive-share")
    assert f"only “{site}” and “{wave}” together tell them apart." in str(refused.value)
    assert "one column, such as “N · A”, and name it with --group" in str(refused.value)


def test_a_heading_that_is_torn_in_two_is_refused() -> None:
    with pytest.raises(EvidenceError, match=r"torn in two: “North \(n = 1” and “204\)”"):
        understood("Step,North (n = 1,204),South (n = 80)\nGate,50,60\nDesk,70,80\n", scale="positive-share")
    assert understood("Step,North (n = 1),South (n = 80)\nGate,50,60\nDesk,7,8\n", scale="positive-share").headings


@pytest.mark.parametrize(
    ("first", "last", "when"),
    [
        ("2026-05-03 10:00", "2026-06-30 09:00", "in May to June 2026: a date for the survey (--date 2026-06)"),
        ("2025-12-30", "2026-01-02", "in December 2025 to January 2026: a date for the survey (--date 2026-01)"),
        ("2026-05-03", "2026-05-02", "in May 2026: a date for the survey (--date 2026-05)"),
        ("2026-06-03", "2026-05-02", "in May to June 2026: a date for the survey (--date 2026-06)"),
    ],
)
def test_when_people_answered_is_proposed_as_the_date_of_the_survey(first: str, last: str, when: str) -> None:
    seen = understood(f"Timestamp,Gate,Desk\n{first},4,5\n{last},2,1\n", scale="five-points")
    assert seen.remarks == (f"By “Timestamp” people answered {when}.",)


def test_how_often_each_answer_was_given_is_shown_as_it_is_understood() -> None:
    seen = understood("Step,Poor,Fair,Good,Very good,Excellent\nGate,1,2,3,4,5\nDesk,1,1,1,1,1\n")
    assert seen.plan.counts == {"Poor": 1, "Fair": 2, "Good": 3, "Very good": 4, "Excellent": 5}
    assert seen.unused == ()
    (said,) = seen.remarks
    assert said.endswith("say how often each answer was given and are taken for 1 (the worst) to 5 (the best).")


def test_a_note_beneath_a_table_is_no_name_of_a_step() -> None:
    seen = understood(
        "Step,Positive %\nGate,70\nNote the time,60\nNote: rounded,\nNotes taken,\n", scale="positive-share"
    )
    assert [one.say for one in seen.questions] == []
    assert names_in(seen.table, seen.headings, seen.plan) == ["Gate", "Note the time", "Notes taken"]
    assert seen.plan.seen is not None
    assert seen.plan.seen.steps == ("Gate", "Note the time", "Notes taken")


@pytest.mark.parametrize(
    "text",
    [
        "What,2025,2026\nGate,62.5,60\nDesk,58,33\n",
        "What,Share\n" + "".join(f"Stop {chr(97 + at // 26)}{chr(97 + at % 26)},{at}\n" for at in range(70)),
    ],
    ids=["years", "more names than are remembered"],
)
def test_names_in_rows_beside_years_or_one_column_of_figures_are_steps(text: str) -> None:
    seen = understood(text, scale="positive-share")
    assert (seen.plan.step, seen.questions) == ("What", ())


def test_sentences_of_which_many_come_again_are_told_and_are_no_comments() -> None:
    said = [f"I had to wait for {one} hours there" for one in ("two", "three", "four", "five", "six", "seven", "eight")]
    for different, comments in ((7, ()), (6, ("What",))):
        rows = "".join(f"{at % 5 + 1},{said[at % different]}\n" for at in range(10 if different == 7 else 8))
        seen = understood(f"Gate,What\n{rows}", scale="five-points")
        assert seen.plan.comments == comments
        assert any("holds sentences, many of them more than once" in one for one in seen.remarks) != bool(comments)


@pytest.mark.parametrize("last", ["", "2026-05-02"])
def test_whoever_did_not_send_the_answers_is_left_out_and_nothing_is_said_where_all_did(last: str) -> None:
    seen = understood(f"Submitted,Gate,Desk\n2026-05-01,4,5\n{last},2,1\n2026-05-03,3,3\n", scale="five-points")
    assert [one.cells for one in seen.plan.left_out] == ([] if last else [("",)])


@pytest.mark.parametrize("name", ["Delta", "Change", "Standard", "Norm"])
def test_a_step_that_is_called_as_a_figure_of_others_is_a_step_among_answers(name: str) -> None:
    rows = "".join(f"{at},{at % 5 + 1},{(at * 3) % 5 + 1}\n" for at in range(12))
    assert [one.column for one in understood(f"ID,Gate,{name}\n{rows}", scale="1-5").plan.values] == ["Gate", name]
    assert understood(f"Step,Score,{name}\nGate,3,1\nDesk,4,2\n", scale="1-5").unused == (
        (name,) if name in {"Delta", "Change"} else ()
    )


@pytest.mark.parametrize(
    "name", ["\u200b", "\u200b\u2060", "\ufeff\u00ad", "\u3164", "\u2800", "\u115f \u2800", "\u034f", "\ufe0f\u0301"]
)
def test_a_name_that_nobody_sees_is_none(name: str) -> None:
    with pytest.raises(EvidenceError, match="Row 2 does not say which step"):
        found(f"step,negative_pct\n{name},3\nGate,5\n")
    bare, unseen = (understood(f"step,negative_pct,{one}\nDesk,3,x\nGate,5,y\n") for one in ("", name))
    assert unseen.headings.columns == bare.headings.columns


@pytest.mark.parametrize(
    "heads",
    [
        "Never,Rarely,Sometimes,Often,Always",
        "Nie,Selten,Manchmal,Oft,Immer",
        "Nein,Ja",
        "Jamais,Rarement,Parfois,Souvent,Toujours",
    ],
)
def test_an_answer_whose_last_letter_is_n_keeps_it(heads: str) -> None:
    plan = understood(f"Step,{heads}\nGate,{','.join(['7'] * len(heads.split(',')))}\n", scale="").plan
    assert {*plan.counts} == {*heads.split(",")}


@pytest.mark.parametrize(
    ("heading", "bare"),
    [
        ("Region", "Region"),
        ("Often n", "Often"),
        ("Often (n)", "Often"),
        ("Good %", "Good"),
        ("Good(%)", "Good"),
        ("n", "n"),
    ],
)
def test_a_sign_is_taken_off_a_heading_and_no_letter(heading: str, bare: str) -> None:
    assert words.without_sign(heading) == bare


@pytest.mark.parametrize(
    ("rows", "say"),
    [
        ("A,0.36\nB,nan\nC,inf\n", "“inf” (row 4) is no figure"),
        ("A,nan\nB,inf\n", "“negative_pct” in what was pasted holds no figure, but “inf” (row 3)"),
        ("A,x\nB,12\nC,y\nD,z\nE,w\n", "“x” (row 2), “y” (row 4), “z” (row 5) and 1 more is no figure. Correct it"),
    ],
)
def test_cells_that_are_no_figures_are_told_with_their_column_and_rows(rows: str, say: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        understood(f"Step,negative_pct\n{rows}")
    assert say in str(refused.value)


@pytest.mark.parametrize("scale", ["negative-share", "nps"])
def test_fractions_beside_per_cent_are_asked_about_and_read_alike(scale: str) -> None:
    text = "Step,Score\nA,0.36\nB,36%\nC,0.2\n"
    assert [one.id for one in understood(text, scale=scale).questions] == ["fraction"]
    assert [one.value for one in found(text, scale=f"{scale} as fractions").figures] == [36, 36, 20]
