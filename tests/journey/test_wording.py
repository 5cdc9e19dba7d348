from cjm_widgets.journey.wording import fact, listed, number, shortened


def test_counts_and_names_are_said_as_people_say_them():
    assert fact(["Security"], "step has no rating", "steps have no rating") == "One step has no rating: Security."
    assert listed(["a", "b"]) == "a and b"
    assert listed(list("abcde")) == "a, b, c, d and e"
    assert listed(list("abcdefgh")) == "a, b, c, d and 4 more"
    assert (number(0), number(12), number(13)) == ("no", "twelve", "13")
    assert fact(["Why?"], "a", "b") == "One a: Why?"
    assert shortened("one  two\nthree") == "one two three"
    assert shortened("word " * 40).endswith("word…")
