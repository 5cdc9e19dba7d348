from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.priority import RULE, SHAKING, Place, _ranked, places, quadrant, ranking


def journey(*solutions):
    """A journey with solutions given as (impact, effort) or (impact, effort, sure), called a, b, c ..."""
    return Journey.model_validate(
        {
            "id": "j",
            "solutions": [
                {"id": chr(97 + at), "title": chr(65 + at), "impact": i, "effort": e, "sure": rest[0] if rest else None}
                for at, (i, e, *rest) in enumerate(solutions)
            ],
        }
    )


def order(*solutions):
    return [one.id for one in ranking(journey(*solutions)).ranked]


def share(found, solution):
    return next(one.top for one in found.ranked if one.id == solution)


def test_value_counts_for_a_solution_and_work_against_it():
    assert order((1, 5), (5, 1), (3, 3)) == ["b", "c", "a"]


def test_of_equal_scores_the_greater_value_comes_first_and_equals_share_a_place():
    found = ranking(journey((2, 2), (4, 4), (4, 4), (1, 5)))
    assert [(one.id, one.place) for one in found.ranked] == [("b", 1), ("c", 1), ("a", 3), ("d", 4)]


def test_what_is_not_rated_stands_apart_and_is_never_ranked_at_zero():
    found = ranking(journey((5, 1), (None, 2), (4, None), (None, None)))
    assert [one.id for one in found.ranked] == ["a"]
    assert [(one.id, one.missing) for one in found.unrated] == [
        ("b", ("impact",)),
        ("c", ("effort",)),
        ("d", ("impact", "effort")),
    ]
    assert found.unrated[0].say == "Not ranked: its value is not said."
    assert found.unrated[2].say == "Not ranked: its value and its effort are not said."


def test_what_only_others_can_decide_is_not_ranked_and_takes_nobodys_place():
    some = journey((5, 1), (4, 2), (3, 2), (3, 3), (None, 2))
    values = some.to_json()
    values["solutions"][0]["control"] = "not-ours"
    some = Journey.model_validate(values)
    found = ranking(some)
    assert [(one.id, one.place) for one in found.ranked] == [("b", 1), ("c", 2), ("d", 3)]
    assert [(one.id, one.missing) for one in found.unrated] == [("a", ()), ("e", ("impact",))]
    assert found.unrated[0].say == "Not ranked: only others can decide it. Find out who, and ask them."
    assert found.say.endswith(" One is not ranked yet. One is for others to decide.")


def test_the_places_are_those_of_the_ranking_and_a_shared_one_is_shown_so():
    some = journey((2, 2), (4, 4), (4, 4), (1, 5))
    assert {one.id: (one.place, one.shared) for one in ranking(some).ranked} == {
        solution: (place.at, place.shared) for solution, place in places(some).items()
    }
    assert {solution: place.words for solution, place in places(some).items()} == {
        "a": "3rd",
        "b": "1st=",
        "c": "1st=",
        "d": "4th",
    }


def test_the_same_journey_gives_the_same_ranking_each_time():
    some = journey((5, 1), (4, 2), (3, 3), (3, 2), (2, 2), (5, 5))
    assert ranking(some) == ranking(some)


def test_moving_a_solution_in_its_list_does_not_move_its_figure():
    some = journey((5, 1), (4, 2), (3, 3), (3, 2), (2, 2))
    turned = some.model_copy(update={"solutions": some.solutions[::-1]})
    assert {one.id: one.top for one in ranking(some).ranked} == {one.id: one.top for one in ranking(turned).ranked}


def test_a_wide_lead_is_firm_and_a_tie_at_the_edge_of_the_top_three_is_open():
    found = ranking(journey((5, 1), (5, 1), (3, 3), (3, 3), (1, 5)))
    firmness = {one.id: (one.place, one.firmness) for one in found.ranked}
    assert firmness["a"] == (1, "firm")
    assert firmness["c"] == (3, "open")
    assert firmness["e"] == (5, "firm")
    assert share(found, "a") > 0.9
    assert 0.3 < share(found, "c") < 0.7
    assert share(found, "e") < 0.05
    last = next(one for one in found.ranked if one.id == "e")
    assert last.say.startswith("Outside the top three in ")


def test_two_figures_far_enough_apart_cannot_change_places_at_all():
    # value and work are each off by a point at most, so two scores by four points together
    found = ranking(journey((5, 1, "sure"), (5, 1, "sure"), (5, 1, "sure"), (3, 4, "sure")))
    assert [one.top for one in found.ranked] == pytest.approx([1, 1, 1, 0])


def test_the_less_sure_people_are_the_less_firm_is_the_place():
    shares = [
        share(ranking(journey((5, 2, sure), (5, 2, sure), (4, 2, sure), (3, 2, sure), (3, 2, sure))), "c")
        for sure in ("sure", "fairly", "guess")
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[2] + 0.1


def test_who_does_not_say_how_sure_they_are_counts_as_fairly_sure():
    assert [one.top for one in ranking(journey(*[(i, 2) for i in (5, 4, 3, 3, 2)])).ranked] == [
        one.top for one in ranking(journey(*[(i, 2, "fairly") for i in (5, 4, 3, 3, 2)])).ranked
    ]


def test_three_or_fewer_cannot_be_pushed_out():
    found = ranking(journey((1, 5), (5, 1), (3, 3)))
    assert {one.top for one in found.ranked} == {1.0}
    assert "No more than three" in found.say
    assert found.ranked[0].say == "In the top three, as no more than three are rated."


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=4, max_size=12))
def test_three_places_are_given_out_in_every_shake(rated):
    assert sum(one.top for one in ranking(journey(*rated)).ranked) == pytest.approx(3)


@pytest.mark.parametrize(
    ("impact", "effort", "name"),
    [
        (3, 3, "quick win"),
        (5, 1, "quick win"),
        (3, 4, "big project"),
        (5, 5, "big project"),
        (2, 3, "small extra"),
        (1, 1, "small extra"),
        (2, 4, "think again"),
    ],
)
def test_the_matrix_has_four_fields(impact, effort, name):
    assert quadrant(impact, effort) == name


def test_the_lines_of_the_matrix_part_its_fields():
    lines = ranking(journey((3, 3))).to_json()["lines"]
    for impact in range(1, 6):
        for effort in range(1, 6):
            worth, much = impact > lines["impact"], effort > lines["effort"]
            names = {
                (True, False): "quick win",
                (True, True): "big project",
                (False, False): "small extra",
                (False, True): "think again",
            }
            assert quadrant(impact, effort) == names[worth, much]


def test_the_ranking_in_words_and_as_plain_values():
    found = ranking(journey((5, 1), (4, 2), (4, 2), (1, 5), (None, 1)))
    assert (
        found.say
        == "The order: 1st “A”; 2nd “B” and “C”, equal. Three of them keep their place firmly. One is not ranked yet."
    )
    plain = found.to_json()
    assert list(plain) == ["ranked", "unrated", "say", "rule", "shaking", "lines"]
    assert plain["ranked"][0]["title"] == "“A”"
    assert plain["unrated"][0]["missing"] == ["impact"]
    assert ranking(Journey(id="j")).say == "No solution has both its value and its effort yet."


def test_what_no_source_gives_is_said_to_be_the_workbooks_own():
    assert "workbook’s own" in RULE
    assert "workbook’s own" in SHAKING


@pytest.mark.parametrize(("sure", "off"), [("sure", 0.1), ("fairly", 0.2), ("guess", 0.3)])
def test_how_often_a_place_is_lost_is_what_all_tries_give(sure, off):
    """The third and the fourth are a point apart in work alone; all moves of both are counted out by hand."""
    found = ranking(journey((5, 1), (5, 1), (3, 4, sure), (3, 5, sure)))
    moves = {-1: off, 0: 1 - 2 * off, 1: off}
    lost = 0.0
    for c_value, c_work, d_value, d_work in product(moves, repeat=4):
        chance = moves[c_value] * moves[c_work] * moves[d_value] * moves[d_work]
        c, d = (-1 + c_value - c_work, c_value), (-2 + d_value - d_work, d_value)
        lost += chance * (1 if d > c else 0.5 if d == c else 0)
    assert share(found, "d") == pytest.approx(lost, abs=1e-9)
    assert share(found, "c") + share(found, "d") == pytest.approx(1)


def test_equal_solutions_get_equal_verdicts():
    found = ranking(journey((3, 2), (4, 1), (2, 4), (5, 4), (4, 1), (1, 5), (3, 2)))
    for one, other in combinations(found.ranked, 2):
        if (one.impact, one.effort) == (other.impact, other.effort):
            assert (one.place, one.top, one.firmness, one.say) == (other.place, other.top, other.firmness, other.say)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=4, max_size=9))
def test_who_stands_higher_is_no_less_often_in_the_top_three(rated):
    tops = [one.top for one in ranking(journey(*rated)).ranked]
    assert all(one >= other - 1e-9 for one, other in pairwise(tops))


def test_a_surer_one_says_why_it_stays_more_often_than_one_above_it():
    first, second, *_ = ranking(journey((5, 3, "guess"), (5, 3, "sure"), (4, 3), (4, 3), (4, 3))).ranked
    assert first.top < second.top
    assert first.say.endswith(" Its value and work are a guess.")
    assert second.say.endswith(" You are quite sure of its value and work.")


def test_where_all_stand_in_one_field_it_is_said_that_the_field_tells_nothing():
    words = "By the lines of the field each is a “quick win”, so go by the places."
    assert words in ranking(journey((5, 1), (4, 1), (3, 3), (4, 3))).say
    assert "lines of the field" not in ranking(journey((5, 1), (4, 1), (3, 3), (4, 4))).say


@pytest.mark.parametrize(
    ("holds", "firmness"), [(1, "firm"), (0.9, "firm"), (0.8995, "likely"), (0.667, "likely"), (0.666, "open")]
)
def test_a_place_is_firm_from_nine_of_ten_shakes_on_and_likely_from_two_of_three(holds, firmness):
    some = journey((5, 1))
    inside, outside = (
        _ranked(some, some.solutions[0], Place(above + 1, shared=False), 8, share)
        for above, share in ((2, holds), (3, 1 - holds))
    )
    assert (inside.place, outside.place) == (3, 4)
    assert inside.firmness == firmness
    assert outside.firmness == firmness


def test_the_third_counts_among_those_that_keep_their_place():
    found = ranking(journey((5, 1, "sure"), (5, 2, "sure"), (4, 2, "sure"), (1, 5, "sure")))
    assert [one.place for one in found.ranked] == [1, 2, 3, 4]
    assert "Three of them keep their place firmly." in found.say


def test_equals_share_a_place_and_are_told_to_be_equal():
    found = ranking(journey(*[(4, 2)] * 5))
    assert [(one.place, one.shared) for one in found.ranked] == [(1, True)] * 5
    assert found.say == ("The order: 1st “A”, “B”, “C”, “D” and “E”, equal. Value and work cannot tell them apart.")
    assert [one.shared for one in ranking(journey((5, 1), (4, 2), (4, 2))).ranked] == [False, True, True]


def test_none_keeps_its_place_firmly_is_a_sentence():
    found = ranking(journey((4, 2, "guess"), (4, 2, "guess"), (4, 3, "guess"), (3, 2, "guess"), (4, 3, "guess")))
    assert {one.firmness for one in found.ranked} <= {"likely", "open"}
    assert "None of them keeps its place firmly." in found.say
