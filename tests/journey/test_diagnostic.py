import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.journey.diagnostic import GO_FROM, NAMES, NO_UP_TO, THRESHOLD, verdict
from cjm_widgets.journey.model import Diagnostic, Journey


def journey(*ratings, override=None, reason="", why=""):
    diagnostic = {name: {"rating": rating, "reason": why} for name, rating in zip(NAMES, ratings, strict=False)}
    return Journey.model_validate(
        {"id": "a", "diagnostic": {**diagnostic, "override": override, "override_reason": reason}}
    )


def answered(way):
    given = zip(NAMES, way, strict=True)
    return Journey.model_validate(
        {"id": "a", "diagnostic": {name: {"rating": rating, "reason": why} for name, (rating, why) in given}}
    )


@pytest.mark.parametrize(
    ("ratings", "expected", "total"),
    [
        ((2, 2, 2, 2, 2), "go", 10),
        ((2, 2, 2, 0, 0), "go", 6),
        ((1, 1, 1, 1, 1), "unsure", 5),
        ((2, 1, 0, 0, 0), "unsure", 3),
        ((2, 0, 0, 0, 0), "no", 2),
        ((0, 0, 0, 0, 0), "no", 0),
    ],
)
def test_the_sum_of_all_five_decides_at_the_workbooks_own_threshold(ratings, expected, total):
    found = verdict(journey(*ratings))
    assert (found.verdict, found.total, found.lowest, found.highest) == (expected, total, total, total)
    assert f"{total} of 10" in found.say


@pytest.mark.parametrize("at", range(5))
def test_one_strong_c_with_a_reason_is_never_no(at):
    ratings = [2 if at == c else 0 for c in range(5)]
    bare, reasoned = verdict(journey(*ratings)), verdict(journey(*ratings, why="Lives hang on it"))
    assert (bare.verdict, reasoned.verdict) == ("no", "unsure")
    assert f"With a reason for {NAMES[at].capitalize()} it would be unsure" in bare.say
    assert "With a reason" not in reasoned.say
    assert "One C that is very much true" in THRESHOLD


@pytest.mark.parametrize("missing", [None, "unknown"])
def test_a_missing_c_may_be_the_strong_one(missing):
    assert verdict(journey(0, 0, 0, missing, 0)).verdict == "not-yet"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("changeable", ("relationships", "changing over time")),
        ("challenged", ("dissatisfied", "expect")),
        ("complex", ("groups of customers", "contacts", "channels", "department")),
        ("climactic", ("life or death", "emotions run high", "vulnerable or at risk")),
        ("costly", ("costs a lot to serve", "go wrong", "wasted")),
    ],
)
def test_each_c_is_asked_in_the_sources_own_words(name, words):
    hint = Diagnostic.model_fields[name].description or ""
    assert all(word in hint.lower() for word in words)


def test_the_threshold_is_said_to_be_the_workbooks_own_with_its_figures():
    assert "own" in THRESHOLD
    assert str(GO_FROM) in THRESHOLD
    assert str(NO_UP_TO) in THRESHOLD
    assert verdict(journey()).threshold == THRESHOLD


def test_nothing_rated_is_not_yet_and_never_no():
    found = verdict(journey())
    assert (found.verdict, found.total, found.lowest, found.highest) == ("not-yet", None, 0, 10)
    assert found.unrated == NAMES


@pytest.mark.parametrize("missing", [None, "unknown"])
def test_a_missing_c_is_no_zero(missing):
    found = verdict(journey(2, 2, 0, 0, missing))
    assert found.verdict == "not-yet"
    assert (found.lowest, found.highest, found.missing) == (4, 6, ("costly",))
    assert "between 4 and 6" in found.say
    assert "Costly" in found.say


def test_unknown_and_unrated_are_told_apart():
    found = verdict(journey(1, "unknown", 1, 1, None))
    assert (found.unknown, found.unrated) == (("challenged",), ("costly",))
    assert found.say.startswith(
        "Not yet: 1 of the five Cs is still missing (Costly), and nobody knows about Challenged. "
        "The sum lies between 3 and 7 of 10."
    )


def test_a_verdict_stands_when_nothing_missing_could_change_it():
    found = verdict(journey(2, 2, 2, "unknown", None))
    assert (found.verdict, found.total) == ("go", None)
    assert "6 to 10 of 10" in found.say
    assert "Climactic, Costly" in found.say


@given(st.tuples(*[st.sampled_from((0, 1, 2, "unknown", None))] * 5))
def test_the_verdict_holds_for_every_way_in_which_the_missing_ones_may_turn_out(ratings):
    found = verdict(journey(*ratings))
    # who finds out that a missing C is very much true can say why
    ways = itertools.product(
        *(((rating, ""),) if isinstance(rating, int) else ((0, ""), (2, "So")) for rating in ratings)
    )
    outcomes = {verdict(answered(way)).verdict for way in ways}
    if len(outcomes) == 1:
        assert {found.verdict} == outcomes
    else:
        assert found.verdict == "not-yet"


def test_a_decision_with_a_reason_wins_and_is_named_beside_what_the_cs_say():
    found = verdict(journey(0, 0, 0, 0, 0, override="go", reason="The director asks for it."))
    assert (found.verdict, found.computed, found.overridden) == ("go", "no", True)
    assert "The director asks for it." in found.say
    assert "own decision" in found.say
    assert "no: 0 of 10" in found.say


def test_a_decision_can_be_made_before_all_is_rated():
    found = verdict(journey(override="no", reason="Wait until the merger is over"))
    assert (found.verdict, found.computed, found.overridden) == ("no", "not-yet", True)


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_decision_without_a_reason_does_not_count_yet(reason):
    found = verdict(journey(0, 0, 0, 0, 0, override="go", reason=reason))
    assert (found.verdict, found.overridden) == ("no", False)
    assert "as soon as it has a reason" in found.say


def test_deciding_what_the_cs_say_is_no_override():
    found = verdict(journey(2, 2, 2, 2, 2, override="go", reason="Yes"))
    assert (found.verdict, found.overridden) == ("go", False)
    assert "own decision" not in found.say


def test_a_long_reason_is_cut_at_a_word():
    found = verdict(journey(0, 0, 0, 0, 0, override="go", reason="because " * 200))
    assert len(found.say) < 320
    assert "because…”" in found.say


def test_the_verdict_is_plain_json():
    found = verdict(journey(1, "unknown")).to_json()
    assert found["unknown"] == ["challenged"]
    assert found["unrated"] == ["complex", "climactic", "costly"]
    assert found["verdict"] == "not-yet"
    assert found["total"] is None


@pytest.mark.parametrize(
    ("reason", "said"), [("We must", "“We must”."), ("We must!", "“We must!”"), ("Must we…", "“Must we…”")]
)
def test_a_reason_ends_with_one_full_stop(reason, said):
    assert f"{said} By the five Cs alone" in verdict(journey(0, 0, 0, 0, 0, override="go", reason=reason)).say
