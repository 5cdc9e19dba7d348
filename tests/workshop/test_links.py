"""A join link follows from the server's secret and the journey, and can be typed from a screen."""

import re

import pytest

from cjm_widgets.workshop.links import LETTERS, join_address, join_key, journey_of

MASTER = "a secret"
IDS = ("airport", "clinic", "course-2")


def test_each_journey_has_a_key_of_its_own_that_stays():
    keys = [join_key(MASTER, one) for one in IDS]
    assert len(set(keys)) == 3
    assert keys == [join_key(MASTER, one) for one in IDS]
    assert not set(keys) & {join_key("another secret", one) for one in IDS}


def test_a_key_has_no_letter_that_reads_like_another():
    assert not set(LETTERS) & set("01OILU")
    for at in range(50):
        assert re.fullmatch(rf"[{LETTERS}]{{5}}-[{LETTERS}]{{5}}", join_key(MASTER, f"journey-{at}"))


@pytest.mark.parametrize("typed", [str.lower, str.upper, lambda key: key.replace("-", ""), lambda key: f" {key} "])
def test_a_key_opens_its_journey_however_it_is_typed(typed):
    for one in IDS:
        assert journey_of(MASTER, typed(join_key(MASTER, one)), dict.fromkeys(IDS, "")) == one


@pytest.mark.parametrize("typed", ["", "-", "airport", "AAAAA-AAAAA", "é", "\ud800", "x" * 10_000])
def test_what_is_no_key_opens_nothing(typed):
    assert journey_of(MASTER, typed, dict.fromkeys(IDS, "")) == ""


def test_a_part_of_a_key_or_more_than_it_opens_nothing():
    key = join_key(MASTER, "airport")
    for wrong in (key[:-1], key[1:], f"{key}2", key[:6] + join_key(MASTER, "clinic")[6:]):
        assert journey_of(MASTER, wrong, dict.fromkeys(IDS, "")) == ""


def test_the_link_of_a_journey_that_is_gone_opens_nothing():
    assert journey_of(MASTER, join_key(MASTER, "airport"), {"clinic": ""}) == ""


def test_a_link_is_the_address_of_the_server_and_the_key():
    assert join_address("http://192.168.1.5:8866/", MASTER, "airport").startswith("http://192.168.1.5:8866/join/")


def test_the_link_of_a_deleted_map_opens_no_new_map_of_the_same_name() -> None:
    key = join_key(MASTER, "airport", "first")
    assert journey_of(MASTER, key, {"airport": "first"}) == "airport"
    assert journey_of(MASTER, key, {"airport": "second"}) == ""
