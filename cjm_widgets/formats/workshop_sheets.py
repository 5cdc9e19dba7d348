"""Sheets to fill in by hand: the map for sticky notes, one to take along for each step, questions, persona cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import Format, Loss, Written
from cjm_widgets.formats.cells import layers
from cjm_widgets.formats.content import PERSONA, content
from cjm_widgets.formats.held import filled, holds
from cjm_widgets.formats.pdf import without_glyph
from cjm_widgets.formats.typesetting import seen, told, typeset
from cjm_widgets.journey.ask_next import ON_A_SHEET, ask_next, questions
from cjm_widgets.journey.grounds import sources_in_words
from cjm_widgets.journey.model import Persona
from cjm_widgets.journey.parts.steps import LENSES, Experience
from cjm_widgets.workshop.handing_out import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.unknown import Unknown

_NOBODY: Final = "our own judgement, nobody was asked"
_ABOVE: Final = ("steps",)
"""What stands above the table."""
_DRAWN: Final = ("touchpoints", "channels")
"""Layers of which the hint tells how the screen draws them."""
_EMPTY_CARDS: Final = 2
_QUIET: Final = 4
"""White squares around a QR code, without which cameras do not find it."""
_NO_CODE: Final = Loss("QR code that leads to the map left out, as others do not reach it at an address")
_HELD: Final = frozenset(
    {"title", "stages/name", "steps/name", "steps/stage", "steps/touchpoints/name", "personas/name", "personas/source"}
    | {f"personas/{name}" for name in PERSONA}
)


def write(out: Outgoing) -> Written:
    """The sheets; on them stand stages, steps, touchpoints, questions and personas as far as these are known."""
    journey = out.journey
    data = told(out, content(out)) | seen(
        {
            "layers": [
                {"title": one.title, "hint": "" if one.key in _DRAWN else one.hint}
                for one in layers(out)
                if one.key not in _ABOVE
            ],
            "touchpoints": [[one.name for one in step.touchpoints if one.name] for step in journey.steps],
            "lenses": [[_title(Experience, name), Experience.model_fields[name].description] for name in LENSES],
            "questions": [one.on_paper() for one in _asked(journey)],
            "cards": [*_cards(journey)],
            "link": {"address": out.link, "code": code(out.link)} if out.link else None,
        }
    )
    made = typeset("sheets.typ", data)
    stages = {f"stages/{step.stage}/name" for step in journey.steps}
    known = [one for one in filled(journey) if one.kind != "stages/name" or one.path in stages]
    held = {one.path for one in known if holds(_HELD, one)}
    rest = tuple(one.path for one in filled(journey) if one.path not in held)
    told_so = "What is on the map beside stages, steps, touchpoints and personas left out: these are sheets to fill in"
    no_code = () if out.link else (_NO_CODE,)
    return Written(made.pages[0], (*([Loss(told_so, rest)] * bool(rest)), *no_code, *without_glyph(made.missing)))


def code(link: str) -> str:
    """A link as a QR code with its quiet zone, drawn.

    Args:
        link: where it leads.
    """
    rows = pattern(link)
    side = len(rows) + 2 * _QUIET
    squares = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows, _QUIET) for x, dark in enumerate(row, _QUIET) if dark == "1"
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{squares}"/></svg>'


def _asked(journey: Journey) -> list[Unknown]:
    """What is worth asking first, and where that is little, what else can be asked."""
    first = ask_next(journey)
    known = {one.at for one in first}
    return [*first, *(one for one in questions(journey) if one.at not in known)][:ON_A_SHEET]


def _cards(journey: Journey) -> Iterator[dict[str, Any]]:
    words = sources_in_words(journey)
    fields = [(name, _title(Persona, name)) for name in PERSONA]
    for one in journey.personas:
        facts = [(title, getattr(one, name)) for name, title in fields]
        yield {"name": one.name or "No name yet", "facts": facts, "rests": words.get(one.source or "", _NOBODY)}
    if not journey.personas:
        yield from [{"name": "", "facts": [(title, "") for _, title in fields], "rests": ""}] * _EMPTY_CARDS


def _title(model: type[Persona | Experience], name: str) -> str:
    return model.model_fields[name].title or name


FORMAT: Final = Format(
    "sheets", "Sheets to fill in by hand (PDF)", ".sheets.pdf", "application/pdf", write, leads_back=True
)
