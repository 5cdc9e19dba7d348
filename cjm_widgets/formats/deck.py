"""Slides: a title, and below it a native table or a native chart, in letters of 12 to 20 points; python-pptx draws."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.fitting import HIGH, MORE, cut, largest
from cjm_widgets.formats.office import INK, LANGUAGE, QUIET

if TYPE_CHECKING:
    from collections.abc import Sequence

Place = tuple[float, float, float, float]
SIZES: Final = (20, 19, 18, 17, 16, 15, 14, 13, 12)
_LAYOUTS: Final = (0, 5)
"""Of python-pptx's own template: the title slide and the slide with a title alone."""
_UNUSED, _FOOTER = "Date", "Footer"
_AT_FOOT: Final = (_FOOTER, "Slide Number")
"""How the names of the places begin for a date, which we do not have, and for the line at the foot."""
_WIDE, _TALL, _EDGE = 960, 540, 36
"""In points: 16 to 9."""
ROOM: Final[Place] = (_EDGE, 92, _WIDE - 2 * _EDGE, 410)
"""Below the title."""
_TITLE: Final[Place] = (_EDGE, 22, _WIDE - 2 * _EDGE, 62)
_FIRST_TITLE: Final[Place] = (_EDGE * 2, 70, _WIDE - 4 * _EDGE, 130)
_FIRST_WORDS: Final[Place] = (_EDGE * 2, 215, _WIDE - 4 * _EDGE, 270)
_FOOT: Final[Place] = (_EDGE, 510, _WIDE - 2 * _EDGE - 80, 22)
_PLACES: Final = (("Title", _TITLE), (_FOOTER, _FOOT), ("Slide Number", (_WIDE - _EDGE - 70, 510, 70, 22)))


def deck(footer: str) -> Any:
    """An empty deck: wide slides, Arial, a title slide and one with a title alone, a line and a number at the foot.

    Args:
        footer: what stands at the foot of every slide.
    """
    from pptx import Presentation
    from pptx.enum.text import PP_ALIGN
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.util import Pt

    made = Presentation()
    made.slide_width, made.slide_height = Pt(_WIDE), Pt(_TALL)
    kept = [made.slide_layouts[at] for at in _LAYOUTS]
    for layout in [one for one in made.slide_layouts if one not in kept]:
        made.slide_layouts.remove(layout)
    master = made.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = theme.blob.replace(b'latin typeface="Calibri"', b'latin typeface="Arial"')
    for page in (master, *kept):
        for shape in list(page.placeholders):
            if shape.name.startswith(_UNUSED):
                shape.element.getparent().remove(shape.element)
            else:
                _place(shape, next((place for name, place in _PLACES if shape.name.startswith(name)), ROOM))
            if shape.name.startswith(_FOOTER):
                write(shape.text_frame, footer, 12, colour=QUIET)
                shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    for shape, place in zip(kept[0].placeholders, (_FIRST_TITLE, _FIRST_WORDS), strict=False):
        _place(shape, place)
    for page in (made.part, master, *kept):
        for one in page._element.iter():  # noqa: SLF001 - python-pptx names no other way to the language
            if one.get("lang"):
                one.set("lang", LANGUAGE)
    return made


def _place(shape: Any, place: Place) -> None:
    from pptx.util import Pt

    shape.left, shape.top, shape.width, shape.height = (Pt(one) for one in place)


def write(frame: Any, words: str, size: float, *, bold: bool = False, colour: str = INK) -> None:
    """Words into a frame, a paragraph for each line.

    Args:
        frame: of a shape or a cell.
        words: none of them is read as markup.
        size: of the letters, in points.
        bold: whether they are bold.
        colour: of the letters.
    """
    from pptx.dml.color import RGBColor
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.util import Pt

    frame.word_wrap, frame.text = True, words
    for line in frame.paragraphs:
        line.font.size = Pt(size)
        for run in line.runs:
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
            run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def slide_of(made: Any, title: str) -> Any:
    """A new slide with a title.

    Args:
        made: the deck.
        title: no other slide should have it.
    """
    return _slide(made, title, 1, _TITLE, (28, 26, 24, 22, 20))


def _slide(made: Any, title: str, layout: int, place: Place, sizes: Sequence[int]) -> Any:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    slide = made.slides.add_slide(made.slide_layouts[layout])
    for shape in made.slide_layouts[layout].placeholders:
        if shape.name.startswith(_AT_FOOT):
            slide.shapes.element.append(deepcopy(shape.element))
    frame = slide.shapes.title.text_frame
    width, height = place[2] - 20, place[3] - 8
    size = largest(title, width, height, sizes, bold=True)
    write(frame, cut(title, width, size, int(height / size / HIGH), bold=True), size, bold=True)
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if layout == 0 else MSO_ANCHOR.MIDDLE
    for line in frame.paragraphs:
        line.alignment = PP_ALIGN.LEFT
    if frame.text.endswith(MORE):
        notes(slide, [title])
    return slide


def notes(slide: Any, words: Sequence[str]) -> None:
    """What the speaker sees.

    Args:
        slide: the slide.
        words: in paragraphs.
    """
    if any(words):
        frame = slide.notes_slide.notes_text_frame
        frame.text = "\n".join(filter(None, (frame.text, *words)))


def first_slide(made: Any, title: str, words: Sequence[str], told: Sequence[str]) -> None:
    """The title slide.

    Args:
        made: the deck.
        title: of the map.
        words: below it, in paragraphs.
        told: for the notes.
    """
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    slide = _slide(made, title, 0, _FIRST_TITLE, (40, 36, 32, 28, 24, 20))
    frame = slide.placeholders[1].text_frame
    text = "\n".join(words)
    width, height, gap = _FIRST_WORDS[2] - 20, _FIRST_WORDS[3] - 10, 4
    size = largest(text, width, height - gap * len(words), SIZES)
    shown = cut(text, width, size, int((height - gap * len(words)) / size / HIGH))
    write(frame, shown, size, colour=QUIET)
    for line in frame.paragraphs:
        line.alignment, line.space_before, line.space_after = PP_ALIGN.LEFT, Pt(0), Pt(gap)
    notes(slide, [*told, text if shown != text else ""])
