"""An account as Markdown: pictures stand in it as the words of what is seen, as no viewer of notes has the points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.accounts.blocks import Facts, Figure, Heading, Table, Words
from cjm_widgets.formats.markdown import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.accounts.blocks import Block, Cell, Fact


def as_markdown(blocks: tuple[Block, ...]) -> str:
    """An account as Markdown; the words of people stay words.

    Args:
        blocks: what it is made of.
    """
    return "\n\n".join("\n".join(_lines(one)) for one in blocks) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text, _):
            yield f"{'#' * level} {_said(text)}"
        case Words(text):
            yield _said(text)
        case Facts(facts):
            for fact in facts:
                yield from _fact(fact)
        case Table(title, columns, rows):
            yield from (f"{_said(title)}:", "")
            yield _row(columns)
            yield "|" + " --- |" * len(columns)
            yield from map(_row, rows)
        case Figure(alt):
            yield f"*{_said(alt)}*"


def _fact(fact: Fact) -> Iterator[str]:
    title = f"**{_said(fact.head)}**" if fact.title else ""
    if len(fact.lines) == 1:
        yield f"- {title} {_said(fact.lines[0])}" if title else f"- {_said(fact.lines[0])}"
        return
    yield f"- {title}"
    yield from (f"  - {_said(line)}" for line in fact.lines)


def _row(cells: tuple[Cell, ...]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(cell: Cell) -> str:
    return _said(cell) if isinstance(cell, str) else f"*{_said(cell.alt)}* {_said(cell.words)}".rstrip()


def _said(text: str) -> str:
    """Words that stay words: “&lt;” too, and in JupyterLab a sum such as “$5 or $6” is no formula."""
    return plain_words(text).replace("&", "\\&").replace("$", "\\$")
