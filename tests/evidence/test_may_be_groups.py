"""A column of a few words that come back may name groups: that is said, as nobody looks for it under “Not used”."""

from evidence_files import understood

ROWS = "".join(
    f"{at},{1 + at % 5},{('North', 'South')[at % 2]},{'abcdefghijkl'[at]},{('More', 'Two')[at % 2]} chairs so it goes\n"
    for at in range(12)
)
FILE = f"id,Booking,Which one did you visit?,Other words,Said\n{ROWS}"


def test_a_column_of_two_words_is_proposed_as_a_group_and_one_of_unlike_words_is_not() -> None:
    said = [one for one in understood(FILE, "Booking", scale="five-points").remarks if "--group" in one]
    assert len(said) == 1
    assert "“Which one did you visit?” holds 2 different words in 12 rows" in said[0]
    told = understood(FILE, "Booking", scale="five-points", group="Which one did you visit?")
    assert not [one for one in told.remarks if "--group" in one]
