"""The whole map: one picture, and all that stands on it step by step, as every document of a map says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.accounts.blocks import Fact, Facts, Heading, Words, listed
from cjm_widgets.accounts.pictured import pictured
from cjm_widgets.formats.cells import placeless
from cjm_widgets.formats.content import content
from cjm_widgets.formats.figures import WHOLE_MAP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.accounts.blocks import Block, Lines
    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.formats.content import Content, Told


RESTS_ON: Final = "What the map rests on"


def whole_map(out: Outgoing) -> Iterator[Block]:
    """The map as a picture and in words.

    Args:
        out: the map as it leaves.
    """
    found = content(out)
    yield from map(Words, about_map(found))
    if found.steps:
        yield Heading(3, "The map as a picture")
        yield from pictured(out, WHOLE_MAP)
        yield from _steps(found)
    yield from _told("Personas", found.personas)
    yield from _told("Moments of truth", found.moments)
    for title, lines in placeless(out):
        yield from (Heading(3, f"{title}, at no step"), listed(lines))
    for title, some in found.others:
        yield from _told(title, some)
    yield from _told(RESTS_ON, found.sources)


def told_sources(found: Content) -> Iterator[Block]:
    """What a map rests on, each source with how many people it speaks for.

    Args:
        found: all that it says.
    """
    for one in found.sources:
        yield from _each(one, 3)


def about_map(found: Content) -> Lines:
    """What is said of a map before anything that stands on it.

    Args:
        found: all that it says.
    """
    return tuple(filter(None, (*found.about, found.edition, found.coverage, found.length)))


def _steps(found: Content) -> Iterator[Block]:
    yield Heading(3, "Step by step")
    first = {row.cells: row for row in reversed(found.rows)}
    rows = [row for row in found.rows if first[row.cells] is row]
    starts = {stage.first: stage for stage in found.stages if stage.name}
    for at, name in enumerate(found.steps):
        yield Heading(4, f"{at + 1}. {name}")
        stage = starts.get(at)
        begins = (Fact(f"Here begins “{stage.name}”", stage.facts or ("a stage",)),) if stage else ()
        facts = tuple(Fact(row.title, row.cells[at]) for row in rows if row.cells[at])
        yield from (Facts((*begins, *facts)),) if begins or facts else ()


def _told(title: str, some: tuple[Told, ...]) -> Iterator[Block]:
    if some:
        yield Heading(3, title)
    for one in some:
        yield from _each(one, 4)


def _each(one: Told, level: int) -> Iterator[Block]:
    yield Heading(level, one.name)
    where = (Fact("At", (one.where,)),) if one.where else ()
    facts = (*where, *(Fact(name, (words,)) for name, words in one.facts if words))
    yield from (Facts(facts),) if facts else ()
