"""What the server says in the facilitator's window is a sentence of ours; what went wrong inside is in the log."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cjm_widgets

HOME = Path(cjm_widgets.__file__).parent
SAYING = {"warning", "error", "exception", "critical"}
OURS = {"_log", "log"}
NOT_THEIRS = re.compile(
    r"kernel|fork|warm|parent|process|socket|websocket|comm\b|widget|jupyter|voil|traceback|exception|\berror\b|%",
    re.IGNORECASE,
)
"""Words that a facilitator need not know, and places where a library's words would come in."""


def said() -> Iterator[tuple[str, ast.Call]]:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(HOME.rglob("*.py"))}
    saying = {path: text for path, text in texts.items() if any(f".{how}" in text for how in SAYING)}
    for path, text in saying.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAYING:
                of = node.func.value
                if getattr(of, "id", getattr(of, "attr", "")) in OURS:
                    yield f"{path.relative_to(HOME)}:{node.lineno}", node


SAID = dict(said())


@pytest.mark.parametrize("where", SAID)
def test_a_warning_is_a_whole_sentence_without_a_developers_word(where: str) -> None:
    call = SAID[where]
    assert len(call.args) == 1
    assert isinstance(call.args[0], ast.Constant)
    sentence = call.args[0].value
    assert not NOT_THEIRS.search(sentence)
    assert re.fullmatch(r"[A-Z].*\.", sentence)


def test_there_is_something_to_say() -> None:
    assert len(SAID) > 7
