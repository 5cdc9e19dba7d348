"""A browser that reads slowly gets the newest state when it reads, and the server keeps no more than that."""

from __future__ import annotations

import json
import random
from concurrent.futures import Future

from cjm_widgets.serve.kernels import ForLater
from cjm_widgets.serve.newest import BUSY, MOST, Newest, SlowLine, state_in


def message(content: dict, kind: str = "comm_msg", *raw: bytes) -> bytes:
    parts = [b"iopub", json.dumps({"msg_type": kind}).encode(), b"{}", b"{}", json.dumps(content).encode(), *raw]
    begins = [8 * (len(parts) + 2)]
    for part in parts:
        begins.append(begins[-1] + len(part))
    return b"".join(number.to_bytes(8, "little") for number in (len(begins), *begins)) + b"".join(parts)


def update(comm: str, **state: object) -> bytes:
    return message({"comm_id": comm, "data": {"method": "update", "state": state, "buffer_paths": []}})


def custom(kind: str) -> bytes:
    return message({"comm_id": "a", "data": {"method": "custom", "content": {"kind": kind}}})


class Browser:
    """Reads when it is told to."""

    def __init__(self) -> None:
        self.under_way: list[tuple[bytes, Future]] = []
        self.got: list[bytes] = []
        self.gave_up = 0
        self.line = SlowLine(self.write, self.give_up)

    def write(self, sent: bytes, _binary: bool) -> Future:
        self.under_way.append((sent, Future()))
        return self.under_way[-1][1]

    def give_up(self) -> None:
        self.gave_up += 1

    def read(self) -> None:
        while self.under_way:
            sent, future = self.under_way.pop(0)
            self.got.append(sent)
            future.set_result(None)

    def send(self, *sent: bytes) -> None:
        for one in sent:
            self.line.send(one, binary=True)


FILLER = custom("saved") + b" " * BUSY


def test_what_a_message_tells_anew_is_read_from_it() -> None:
    assert state_in(update("a", journey={}, view=1)) == ("a", frozenset({"journey", "view"}))
    assert state_in(custom("people")) == ("a", frozenset({"message people"}))
    for counts in (custom("saved"), message({}), message({}, "status"), "text", b"", b"\xff" * 40, message([1])):
        assert state_in(counts) is None
    assert (
        state_in(message({"comm_id": "a", "data": {"method": "update", "state": {"x": 1}}}, "comm_msg", b"raw")) is None
    )


def test_as_much_waits_as_may_and_not_a_byte_more() -> None:
    waiting = Newest(most=2)
    assert waiting.add("two", 2, None)
    assert not waiting.add("one more", 1, None)
    assert not waiting


def test_a_browser_that_reads_gets_everything_at_once() -> None:
    browser = Browser()
    sent = [update("a", journey=number) for number in range(5)]
    browser.send(*sent)
    assert [one for one, _ in browser.under_way] == sent


def test_a_slow_browser_gets_the_newest_state_and_every_word_that_counts_in_order() -> None:
    browser = Browser()
    states = [update("a", journey=number) for number in range(500)]
    saved = [custom("saved") + b" " * number for number in range(3)]
    browser.send(FILLER, saved[0], *states[:250], saved[1], *states[250:], saved[2])
    browser.read()
    assert browser.got == [FILLER, saved[0], states[-1], saved[1], saved[2]]
    assert browser.line.waiting.size == 0


def test_of_two_widgets_and_of_two_parts_of_one_each_keeps_its_newest() -> None:
    kept = Newest()
    for sent in (
        update("a", x=1), update("b", x=2), update("a", x=3, y=4), update("a", x=5), update("a", y=6), update("b", x=7),
    ):  # fmt: skip
        kept.add(sent, len(sent), state_in(sent))
    assert list(kept) == [update("a", x=3, y=4), update("b", x=7), update("a", x=5), update("a", y=6)]
    kept.add("all", 3, ("a", frozenset("xy")))
    assert list(kept) == ["all", update("b", x=7)]


def test_what_comes_last_is_what_the_browser_ends_with_whatever_was_left_out() -> None:
    for seed in range(300):
        chance, kept, truth = random.Random(seed), Newest(), {}  # noqa: S311
        for number in range(30):
            keys = frozenset(chance.sample("wxyz", chance.randint(1, 3)))
            truth |= dict.fromkeys(keys, number)
            kept.add((keys, number), 1, ("a", keys))
        shown: dict[str, int] = {}
        for keys, number in kept:
            shown |= dict.fromkeys(keys, number)
        assert shown == truth, seed


def test_when_too_much_waits_that_counts_the_line_is_given_up_and_nothing_is_kept() -> None:
    browser = Browser()
    browser.send(FILLER, *[custom("saved") + b" " * 100_000] * (MOST // 100_000 + 2))
    assert browser.gave_up == 1
    assert browser.line.waiting.size < MOST


def test_a_line_that_breaks_sends_no_more_and_its_error_is_asked_for() -> None:
    browser = Browser()
    browser.send(FILLER, update("a", x=1))
    ((_, future),) = browser.under_way
    browser.under_way.clear()
    future.set_exception(OSError())
    assert browser.under_way == []


def test_what_is_kept_for_a_browser_that_comes_back_is_the_newest_too() -> None:
    gave_up = []
    later = ForLater(lambda: gave_up.append(1))
    header = json.dumps({"msg_type": "comm_msg"}).encode()
    for number in range(1000):
        state = {"comm_id": "a", "data": {"method": "update", "state": {"journey": number}}}
        later.append(
            ("iopub", [b"topic", b"<IDS|MSG>", b"signature", header, b"{}", b"{}", json.dumps(state).encode()])
        )
    ((channel, parts),) = later
    assert (channel, json.loads(parts[-1])["data"]["state"], len(later), gave_up) == ("iopub", {"journey": 999}, 1, [])
