"""The plan of action as a Word file: what is done by when and by whom, for which moment, and how it is seen to work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import Format, Loss, Written
from cjm_widgets.formats.content import content
from cjm_widgets.formats.office import HEAD, INK, LANGUAGE, LINE, QUIET, facts_of, saved
from cjm_widgets.formats.said import unsaid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.formats.content import Content, Told
    from cjm_widgets.journey.model import Journey, Moment

_PAGE: Final = (210, 297, 20)
"""A4 and its edges, in millimetres."""
_PLAN: Final = (
    ("What is done", 48),
    ("For which step or moment", 28),
    ("Who", 32),
    ("By when", 21),
    ("State", 18),
    ("Rests on", 23),
)
_INDICATORS: Final = (
    ("What is watched", 52),
    ("At which step", 30),
    ("Before", 28),
    ("Target", 32),
    ("Since then", 28),
)
"""Headings of columns and how wide these are, in millimetres."""
_SIZES: Final = {
    "Normal": 10.5,
    "Title": 24,
    "Subtitle": 13,
    "Heading 1": 16,
    "Heading 2": 12,
    "List Bullet": 10.5,
    "Footer": 9,
}


def write(out: Outgoing) -> Written:
    """The plan."""
    from docx.shared import Pt

    found = _of_plan(content(out))
    made = _document(found.title)
    made.add_paragraph(found.title, "Title")
    made.add_paragraph(", ".join(filter(None, ("Plan of action", found.edition))), "Subtitle")
    for words in (*found.about, found.coverage):
        made.add_paragraph(words).paragraph_format.space_after = Pt(4)
    made.add_heading("Solutions by date", 1)
    if not found.actions:
        made.add_paragraph("There is no solution on this map yet.")
    else:
        rows = [(one.title, one.where, one.who, one.due, one.state, one.basis) for one in found.actions]
        _table(made, "Solutions by date", _PLAN, rows)
        made.add_heading("The solutions one by one", 1).paragraph_format.page_break_before = True
    for one in found.actions:
        _told(made, one.title, [one.kind, *(f"{title}: {words}" for title, words in one.more)])
    if found.moments:
        made.add_heading("Moments of truth", 1)
    for moment, told in zip(out.journey.moments, found.moments, strict=True):
        _told(made, told.name, _of_moment(out.journey, moment, told))
    for title, things in found.others:
        made.add_heading(title, 1)
        _table(made, title, _INDICATORS, [_figures(one) for one in things])
    return Written(saved(made, found.title), _left_out(out.journey, found))


def _of_plan(found: Content) -> Content:
    """What a plan holds of all that documents say."""
    others = tuple((title, told) for title, told in found.others if title == "Indicators and standards")
    return replace(
        found,
        length="",
        personas=(),
        stages=(),
        steps=(),
        rows=(),
        curves=(),
        narration=(),
        sources=(),
        others=others,
    )


def _left_out(journey: Journey, found: Content) -> tuple[Loss, ...]:
    """All in one sentence: it is a plan, and nobody looks for the map in it."""
    gone = tuple(path for loss in unsaid(journey, found) for path in loss.paths)
    return (Loss("What is on the map beside the plan of action left out", gone),) if gone else ()


def _of_moment(journey: Journey, moment: Moment, told: Told) -> Iterator[str]:
    if told.where:
        yield f"At: {told.where}"
    yield from facts_of(told)
    answers = [one.title or "A solution without a name" for one in journey.solutions if one.moment == moment.id]
    yield from (f"Solution: {one}" for one in answers)
    if not answers:
        yield "No solution answers it yet"


def _figures(one: Told) -> tuple[str, ...]:
    facts = dict(one.facts)
    later = [f"{title}: {words}" for title, words in one.facts if title not in ("Before", "Target")]
    return (one.name, one.where, facts.get("Before", ""), facts.get("Target", ""), "\n".join(later))


def _document(title: str) -> Any:
    """An empty A4 document in Arial and our English, with a foot that counts the pages."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    made = Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_PAGE[2])
    for name, size in _SIZES.items():
        style = made.styles[name]
        style.font.name, style.font.size, style.font.italic = "Arial", Pt(size), False
        style.font.color.rgb = RGBColor.from_string(QUIET if name in ("Subtitle", "Footer") else INK)
        fonts = style.element.rPr.rFonts
        for theme in [one for one in fonts.attrib if "Theme" in one]:
            del fonts.attrib[theme]
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), "Arial")
    for one in made.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), LANGUAGE)
    made.styles["Title"].font.bold = True
    for name in ("Title", "Subtitle"):
        for one in [*made.styles[name].element.iter(qn("w:pBdr"), qn("w:spacing"))]:
            one.getparent().remove(one)
    _foot(page.footer.paragraphs[0], title)
    return made


def _foot(line: Any, title: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line.add_run(f"{title}, plan of action, page ")
    line._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))  # noqa: SLF001 - python-docx has no fields


def _told(made: Any, name: str, facts: Iterable[str]) -> None:
    """A heading and a short list."""
    made.add_heading(name, 2)
    for words in filter(None, facts):
        made.add_paragraph(words, "List Bullet")


def _table(made: Any, title: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]) -> None:
    """A table whose headings come again on each page, and of which no row is parted."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt

    names = [name for name, _ in columns]
    table = made.add_table(len(rows) + 1, len(columns), "Table Grid")
    table.autofit = False
    about = table._tbl.tblPr  # noqa: SLF001 - python-docx has no names for these
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="{LINE}"/>' for side in _SIDES)
    about.find("{*}tblLayout").addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))
    for tag, words in (("tblCaption", title), ("tblDescription", f"Columns: {', '.join(names)}. {len(rows)} rows.")):
        about.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:val="{words}"/>'))
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
    for at, (row, cells) in enumerate(zip(table.rows, (names, *rows), strict=True)):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - nor for these
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if at == 0:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Mm(columns[place][1])
            line = cell.paragraphs[0]
            line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
            run = line.add_run(text)
            run.bold, run.font.size = at == 0 or place == 0, Pt(9.5)
            if at == 0:
                cell._tc.get_or_add_tcPr().append(  # noqa: SLF001 - nor for this
                    parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{HEAD}"/>')
                )


_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")

FORMAT: Final = Format(
    "docx",
    "Word plan of action",
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write,
)
