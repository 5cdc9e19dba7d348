from __future__ import annotations

import json
import struct

import pytest

from cjm_widgets.serve.incoming import FROM_BROWSER, WIDGETS, is_allowed

HEADER = {"msg_id": "m", "msg_type": "comm_msg", "session": "s", "username": "", "version": "5.3"}
CONTENT = {"comm_id": "c", "data": {"method": "custom", "content": {"kind": "ping"}}}


def text(channel: object = "shell", content: object = CONTENT, **header: object) -> str:
    whole = {"channel": channel, "header": {**HEADER, **header}, "parent_header": {}, "metadata": {}}
    return json.dumps({**whole, "content": content, "buffers": []})


def in_parts(*parts: bytes) -> bytes:
    begins = [8 * (len(parts) + 2)]
    for part in parts:
        begins.append(begins[-1] + len(part))
    return struct.pack(f"<{1 + len(begins)}Q", len(begins), *begins) + b"".join(parts)


def parts(channel: bytes = b"shell", content: bytes = json.dumps(CONTENT).encode(), **header: object) -> bytes:
    return in_parts(channel, json.dumps({**HEADER, **header}).encode(), b"{}", b"{}", content)


@pytest.mark.parametrize("kind", FROM_BROWSER)
def test_what_a_page_says_passes(kind: str) -> None:
    content = {"target_name": WIDGETS, "comm_id": "c", "data": {}}
    assert is_allowed(text(content=content, msg_type=kind), v1=False)
    assert is_allowed(parts(content=json.dumps(content).encode(), msg_type=kind), v1=True)


@pytest.mark.parametrize(
    "kind",
    [
        *("execute_request", "shutdown_request", "interrupt_request", "debug_request", "inspect_request"),
        *("complete_request", "history_request", "is_complete_request", "input_reply"),
        *("", None, 1, ["comm_msg"], {"comm_msg": 1}),
    ],
)
def test_nothing_that_runs_or_ends_code_passes(kind: object) -> None:
    assert not is_allowed(text(msg_type=kind), v1=False)
    assert not is_allowed(parts(msg_type=kind), v1=True)


@pytest.mark.parametrize("channel", ["control", "stdin", "iopub", "hb", "", None, 1, ["shell"]])
def test_only_the_channel_of_pages_is_open(channel: object) -> None:
    assert not is_allowed(text(channel), v1=False)
    assert not is_allowed(parts(str(channel).encode()), v1=True)


@pytest.mark.parametrize("target", ["jupyter.widget", "anything", "", None, 1, [WIDGETS], "os.system"])
def test_a_browser_opens_no_other_line_in_the_process(target: object) -> None:
    content = {"target_name": target, "comm_id": "c", "data": {}}
    assert not is_allowed(text(content=content, msg_type="comm_open"), v1=False)
    assert not is_allowed(parts(content=json.dumps(content).encode(), msg_type="comm_open"), v1=True)


HOSTILE_CONTENT = {
    "a list": b"[]",
    "nothing": b"",
    "null": b"null",
    "no number": b'{"a": NaN}',
    "infinity": b'{"a": -Infinity}',
    "a number that becomes infinite": b'{"a": 1e999}',
    "a whole number without end": b'{"a": ' + b"9" * 5000 + b"}",
    "a whole number larger than any field": b'{"a": 123456789012345678901234567890}',
    "deep": b'{"a":' * 60 + b"1" + b"}" * 60,
    "very deep": b"[" * 200_000,
    "half a text": b'{"a": "',
    "half a text of nothing but marks": b'{"a": [' + b"1," * 60_000 + b'"' + b'\\"' * 900_000,
    "more values than any page has": b'{"a": [' + b"1," * 60_000 + b"1]}",
    "more lists than any page has": b'{"a": [' + b"[]," * 60_000 + b"1]}",
    "more groups than any page has": b'{"a": [' + b'{"b":{}},' * 30_000 + b"1]}",
    "bytes that are no text": b'{"a": "\xff\xfe"}',
    "two values": b"{}{}",
}


@pytest.mark.parametrize("content", HOSTILE_CONTENT.values(), ids=HOSTILE_CONTENT)
def test_content_that_no_page_sends_is_dropped(content: bytes) -> None:
    assert not is_allowed(parts(content=content), v1=True)
    whole = text().replace(json.dumps(CONTENT), content.decode("utf-8", "ignore").replace('""', '"'))
    assert not is_allowed(whole, v1=False)


GOOD = parts()
HOSTILE_PARTS = {
    "nothing": b"",
    "one byte": b"\x06",
    "a count without end": b"\xff" * 8,
    "a count without end, and more": b"\xff" * 4096,
    "a count that would fill the memory": (2**40).to_bytes(8, "little") + GOOD[8:],
    "no parts": bytes(8),
    "too few parts": in_parts(b"shell", b"{}"),
    "too many parts": in_parts(b"shell", *[b"{}"] * 50),
    "parts that begin before the beginning": (6).to_bytes(8, "little") + bytes(48) + b"shell{}{}{}{}",
    "parts that end before they begin": (6).to_bytes(8, "little") + struct.pack("<6Q", 56, 70, 60, 62, 64, 66) + GOOD,
    "parts behind the end": GOOD[:-5],
    "a part of enormous length": GOOD[:48] + b"\xff" * 8 + GOOD[56:],
    "a text in place of parts": text().encode(),
}


@pytest.mark.parametrize("message", HOSTILE_PARTS.values(), ids=HOSTILE_PARTS)
def test_a_message_whose_counts_lie_is_dropped_before_they_are_followed(message: bytes) -> None:
    assert not is_allowed(message, v1=True)


@pytest.mark.parametrize(
    "message",
    [
        *("", "not even a message", "null", "[]", "1", '"shell"', "{}", '{"channel": "shell"}', text(msg_id=5)),
        *(text().replace('"buffers": []', '"buffers": [1, 2]'), text().replace('"metadata": {}', '"metadata": []')),
        *(b"\x7f\xff\xff\xff", b"\x00\x00\x00\x01\x00\x00\x00\x08{}"),
    ],
)
def test_a_text_that_is_no_message_is_dropped(message: str | bytes) -> None:
    assert not is_allowed(message, v1=False)
    assert not is_allowed(message, v1=True)


@pytest.mark.parametrize("words", ["a, b [c] {d}, " * 60_000, '\\"' * 100_000 + "," * 60_000, "x" * 3_000_000])
def test_however_many_signs_stand_in_somebodys_words_they_pass(words: str) -> None:
    content = json.dumps({"comm_id": "c", "data": {"words": words}}).encode()
    assert is_allowed(parts(content=content), v1=True)
