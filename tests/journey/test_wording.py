from cjm_widgets.journey.wording import fact, isolated, listed, number, quoted, shortened


def test_counts_and_names_are_said_as_people_say_them():
    assert fact(["Security"], "step has no rating", "steps have no rating") == "One step has no rating: Security."
    assert listed(["a", "b"]) == "a and b"
    assert listed(list("abcde")) == "a, b, c, d and e"
    assert listed(list("abcdefgh")) == "a, b, c, d and 4 more"
    assert (number(0), number(12), number(13)) == ("no", "twelve", "13")
    assert fact(["Why?"], "a", "b") == "One a: Why?"
    assert shortened("one  two\nthree") == "one two three"
    assert shortened("word " * 40).endswith("word…")


def test_words_from_right_to_left_are_set_apart_in_a_sentence_and_others_stay_as_they_are():
    assert [isolated(words) for words in ("Ana", "", "Zoë 2", "−2")] == ["Ana", "", "Zoë 2", "−2"]
    assert isolated("بسمة") == "\u2068بسمة\u2069"
    assert isolated("Ana בית") == "\u2068Ana בית\u2069"
    assert listed(["Ana", "بسمة", "בית"]) == "Ana, \u2068بسمة\u2069 and \u2068בית\u2069"


def test_a_sign_that_commands_a_direction_commands_nothing_outside_its_words():
    assert isolated("\u202eanA") == "\u2068\u202eanA\u2069"
    assert isolated("Ana, 3 – Größe") == "Ana, 3 – Größe"


def test_quotation_marks_that_people_typed_are_not_doubled() -> None:
    assert quoted("“Will they ever call?”") == quoted('"Will they ever call?"') == quoted("Will they ever call?")
    assert quoted("“ring back” or “wait”") == "““ring back” or “wait””"
    assert quoted("“") == "““”"
