"""A map as headings with lines below, for a wiki, a note or an e-mail; diagrams and tables in notes are read too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats import columns
from cjm_widgets.formats.base import Format, FormatError, Incoming, LeftOut, Written
from cjm_widgets.formats.layout import layout_of
from cjm_widgets.formats.letters import lines_in
from cjm_widgets.formats.losses import lost
from cjm_widgets.formats.making import Making
from cjm_widgets.formats.mermaid import diagram
from cjm_widgets.formats.table_in import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.journey.model import Step

Lines = list[tuple[int, str]]
_FENCE: Final = re.compile(r"\s*(```+|~~~+)\s*(\w*)")
_HEADING: Final = re.compile(r"(#{1,6})\s+(\S.*)")
_ENDING: Final = re.compile(r"\s#+$")
_POINT: Final = re.compile(r"\s*[-*+]\s+(?:\*\*|__)?(.+?)(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*(.*)")
_ITEM: Final = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*?)\s*")
_LEAST_LISTED: Final = 2
"""Points that are a list of steps where nothing is told of any."""
_RULE: Final = re.compile(r":?-+:?")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"([\\`*_{}\[\]<>#+!|~])")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]<>()#+\-.!|~:\"'$&,;=?@^/%])")
_MARK: Final = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_NUMBERED: Final = re.compile(r"^\d+\.\s+")
_ROW: Final = re.compile(r"(?<!\\)\|")
_DEEPEST: Final = 6
_MOST_TOLD: Final = 5
"""Lines beside a table that are told one by one."""
_NO_TITLE: Final = "(a map without a name)"
_LONGEST_LINE: Final = 8_000


def write(out: Outgoing) -> Written:
    """The map as headings: its name, its stages, its steps, and what is said of each step as points below."""
    journey = out.journey
    made = [f"# {plain_words(journey.title) or _NO_TITLE}", ""]
    titles = list(columns.columns_of(journey))
    stage: str | None = None
    has_stages = any(step.stage for step in journey.steps)
    for at, step in enumerate(journey.steps, 1):
        if has_stages and (at == 1 or step.stage != stage):
            stage = step.stage
            name = next((one.name for one in journey.stages if one.id == stage), "")
            made += [f"## {plain_words(name) or columns.NO_STAGE}", ""]
        made += [f"{'###' if has_stages else '##'} {at}. {plain_words(step.name)}", ""]
        made += [*_said(step, titles), ""]
    return Written(
        ("\n".join(made).rstrip() + "\n").encode(),
        (
            *lost(journey, columns.HOLDS | {"title"}, columns.is_in_table(journey)),
            *columns.stages_not_as_they_are(journey, has_headings=True),
        ),
    )


def _said(step: Step, titles: list[tuple[str, columns.TextOf]]) -> Iterator[str]:
    for title, text in titles:
        if title not in (columns.STAGE.title, columns.STEP.title) and (said := text(step)):
            yield f"- **{plain_words(title)}:** {plain_words(said)}"


def plain_words(text: str) -> str:
    """Words that stay words: no sign of Markdown or HTML is carried out.

    Args:
        text: as people wrote it.
    """
    lines = [_ESCAPED.sub(r"\\\1", line.strip()) for line in text.splitlines()]
    return "<br>".join(lines)


def _plain(text: str) -> str:
    text = _MARK.sub(lambda found: found[1] or found[2], text.strip())
    return _ESCAPE.sub(r"\1", _BREAK.sub("\n", text)).replace("\\\n", "\n").strip()


def read(data: bytes, name: str) -> Incoming:
    """The map in a note: a journey diagram, a table, or headings with points below; the first of these that is there.

    Raises:
        FormatError: if there is none.
    """
    lines, said = lines_in(data, name)
    source = f"“{name}”"
    if long := next((number for number, line in lines if len(line) > _LONGEST_LINE), 0):
        raise FormatError(
            f"Line {long} of {source} has more than {_LONGEST_LINE:,} letters; no text of a map is so long."
        )
    drawn = [block for kind, block in _fenced(lines) if kind == "mermaid" and _is_journey(block)]
    if drawn:
        made = diagram(drawn[0], source)
        made.left_out += [LeftOut(block[0][0], "A second diagram is not taken.") for block in drawn[1:]]
        _beside(_unfenced(lines), "diagram", made)
        made.changed += said
        return made.made("imported")
    made = Making(source, changed=[*said])
    bare = _unfenced(lines)
    if table := _table(bare):
        made.title = made.short(_title(bare))
        read_rows(table, made)
        inside = {number for number, _ in table}
        _beside([one for one in lines if one[0] not in inside and not _is_rule(one[1])], "table", made)
        return made.made("imported")
    _outline(bare, made)
    return made.made("imported")


def _is_journey(block: Lines) -> bool:
    first = next((line.strip() for _, line in block if line.strip() and not line.strip().startswith("%%")), "")
    return first.split()[:1] == ["journey"]


def _fenced(lines: Lines) -> Iterator[tuple[str, Lines]]:
    held: Lines | None = None
    kind = fence = ""
    for number, line in lines:
        found = _FENCE.match(line)
        if held is None and found:
            held, kind, fence = [], found[2].casefold(), found[1]
        elif held is not None and found and found[1].startswith(fence):
            yield kind, held
            held = None
        elif held is not None:
            held.append((number, line))
    if held:
        yield kind, held


def _unfenced(lines: Lines) -> Lines:
    inside = {number for _, block in _fenced(lines) for number, _ in block}
    return [(number, line) for number, line in lines if number not in inside and not _FENCE.match(line)]


def _table(lines: Lines) -> list[tuple[int, list[str]]]:
    """The rows of the first table whose headings say that it is a map."""
    block: Lines = []
    for number, line in [*lines, (0, "")]:
        if "|" in line:
            block.append((number, line))
            continue
        rows = [(at, [_plain(cell) for cell in _cells(row)]) for at, row in block if not _is_rule(row)]
        if len(rows) < len(block) and layout_of(rows):
            return rows
        block = []
    return []


def _cells(line: str) -> list[str]:
    plain = line.strip()
    cells = [one.strip() for one in _ROW.split(plain)]
    return cells[plain.startswith("|") : len(cells) - plain.endswith("|")]


def _is_rule(line: str) -> bool:
    return "|" in line and all(map(_RULE.fullmatch, _cells(line)))


def _beside(lines: Lines, what: str, made: Making) -> None:
    """Says what stands beside a table, or a diagram, and is left out; headings are only what it is called."""
    left = [(number, line.strip()) for number, line in lines if line.strip() and not _HEADING.fullmatch(line)]
    if left:
        told = ", ".join(f"“{line[:60]}” (line {number})" for number, line in left[:_MOST_TOLD])
        more = f" and {len(left) - _MOST_TOLD} more" if len(left) > _MOST_TOLD else ""
        made.left_out.append(LeftOut(left[0][0], f"Words beside the {what}: {told}{more}."))


def _headings(lines: Lines) -> list[tuple[int, int, str]]:
    """The headings, each with its line and how deep it is."""
    found = [(number, one) for number, line in lines if (one := _HEADING.fullmatch(line))]
    return [(number, len(one[1]), _plain(_ENDING.sub("", one[2].rstrip()))) for number, one in found]


def _title(lines: Lines) -> str:
    return next((name for _, level, name in _headings(lines) if level == 1), "")


def _outline(lines: Lines, made: Making) -> None:
    """Headings: the deepest that are there are steps, those above them stages, and one alone on top the map’s name.

    Points of a list that are no “Feelings: …” are headings too, below all others, where they stand above such points.
    """
    headings = sorted([*_headings(lines), *_listed(lines)])
    levels = sorted({level for _, level, _ in headings})
    if len(levels) > 1 and sum(level == levels[0] for _, level, _ in headings) == 1:
        title = next(name for _, level, name in headings if level == levels[0])
        made.title = "" if title == _NO_TITLE else made.short(title)
        levels = levels[1:]
    if not levels or (len(headings) == 1 and headings[0][1] == 1):
        raise FormatError(
            f"There is no journey in {made.source}: no diagram, no table with steps, and no headings for them."
        )
    deepest = levels[-1]
    at_heading = {number: (level, name) for number, level, name in headings if level in levels}
    stage: str | None = None
    step = None
    for number, line in lines:
        if number in at_heading:
            level, name = at_heading[number]
            name = _NUMBERED.sub("", name)
            if level < deepest:
                stage, step = (None if name == columns.NO_STAGE else made.stage(name, is_new=True)), None
            else:
                step = made.step(name, stage)
        elif line.strip() and not _HEADING.fullmatch(line):
            _point(line, number, step, made)


def _listed(lines: Lines) -> list[tuple[int, int, str]]:
    """The points of lists that name stages and steps, with a level below all headings."""
    found = [(number, _indent(line), one[1]) for number, line in lines if (one := _ITEM.fullmatch(line))]
    told = [indent for _, indent, words in found if _is_told(words)]
    plain = [(number, indent, words) for number, indent, words in found if not _is_told(words)]
    if told:
        plain = [one for one in plain if one[1] < min(told)]
    elif len(plain) < _LEAST_LISTED:
        plain = []
    ranks = sorted({indent for _, indent, _ in plain})
    return [(number, _DEEPEST + 1 + ranks.index(indent), _plain(words)) for number, indent, words in plain]


def _is_told(words: str) -> bool:
    """Whether a point says something of a step: “Feelings: calm”."""
    found = _POINT.fullmatch(f"- {words}")
    return found is not None and bool(columns.meant(_plain(found[1])) or columns.rater_of(_plain(found[1])))


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _point(line: str, number: int, step: dict[str, object] | None, made: Making) -> None:
    found = _POINT.fullmatch(line)
    heading = _plain(found[1]) if found else ""
    column, rater = columns.meant(heading), columns.rater_of(heading) if found else None
    if step is None or found is None or (column is None and rater is None):
        made.left_out.append(LeftOut(number, f"“{line.strip()[:60]}” is nothing that a map holds."))
    elif column is not None:
        made.say(step, column, _plain(_ENDING.sub("", found[2].rstrip())), number)
    elif rater is not None:
        made.rate(step, *rater, _plain(_ENDING.sub("", found[2].rstrip())), number)


FORMAT: Final = Format("markdown", "Text with headings (Markdown)", ".md", "text/markdown; charset=utf-8", write, read)
