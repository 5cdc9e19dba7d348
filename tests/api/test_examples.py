"""The examples of docs/python.md run as they stand there, and print what stands below them."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import cjm_widgets as cjm

GUIDE = Path(cjm.__file__).resolve().parents[1] / "docs" / "python.md"
EXAMPLE = re.compile(r"^```python\n(.+?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def test_each_example_prints_what_stands_below_it() -> None:
    names: dict[str, object] = {}
    examples = EXAMPLE.findall(GUIDE.read_text(encoding="utf-8"))
    told = []
    for code, _ in examples:
        printed = StringIO()
        with redirect_stdout(printed):
            exec(code, names)  # noqa: S102  it is what is tested
        told.append(printed.getvalue())
    assert told == [said for _, said in examples]
    assert len(examples) >= 15
