"""Version 2 to 3: a figure carried its own basis, source, number and date; now it points to a source that says them.

Which source that is follows from what the figure said alone, so that a file and its history come to the same.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.fields import MOST_PEOPLE
from cjm_widgets.journey.parts.sources import BASIS_OF
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.journey.model import Journey, Rating

Raw = dict[str, Any]

FIRST_WITH_SOURCES: Final = 3
"""The first version in which a figure points to its source."""
_KINDS: Final = {"assumed": "judgement", "reported": "other-words", "measured": "other-figures"}
_LONGEST_ID: Final = 40
_LONGEST_NOTE: Final = 400


@dataclass(frozen=True, slots=True)
class _Said:
    """What a figure said of where it comes from, but for how many people it rests on."""

    words: str
    kind: str | None = None
    when: str = ""
    when_note: str = ""

    def is_in(self, source: Raw, *, numbered: bool = False) -> bool:
        """Whether a source that is there already says the same, so that no figure gets what nobody gave.

        Args:
            source: the source.
            numbered: whether each of the figures says itself how many people it rests on.
        """
        basis, its = (BASIS_OF.get(kind or "", "assumed") for kind in (self.kind, source.get("kind")))
        when, note = (str(source.get(name) or "") for name in ("when", "when_note"))
        dated = shown(when) or note
        return (
            self.words.casefold() == str(source.get("name") or "").strip().casefold()
            and (self.kind is None or basis == its)
            and (
                (when, note) == (self.when, self.when_note)
                or (self.undated and dated.casefold() in self.words.casefold())
            )
            and (numbered or source.get("n") is None or (bool(dated) and not source.get("each")))
        )

    @property
    def undated(self) -> bool:
        """Whether nobody said when."""
        return not self.when and not self.when_note

    @property
    def id(self) -> str:
        """An id that tells it from all others."""
        words = re.sub(r"[^a-z0-9]+", "-", self.words.lower())[:_LONGEST_ID].strip("-")
        key = "\n".join((self.words, self.kind or "", self.when, self.when_note))
        return f"{words or 'source'}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def sources_that_are_chosen(raw: Raw) -> Raw:
    """Figures that said the same of where they come from get one source; a judgement without words gets none."""
    known: list[Raw] = raw.setdefault("sources", [])
    found: dict[_Said, list[Raw]] = {}
    for rating in (one for step in raw.get("steps", ()) for one in step.get("ratings", ())):
        _with_a_possible_number(rating)
        said = _said(rating)
        rating["source"] = None
        if said != _Said("", "judgement"):
            found.setdefault(said, []).append(rating)
    for said, ratings in found.items():
        numbers = {rating.get("n") for rating in ratings}
        source = next((one for one in known if said.is_in(one, numbered=None not in numbers)), None)
        if source is None:
            each = len(numbers) == 1 and None not in numbers
            source = _source(said, numbers.pop() if each else None)
            known.append(source)
            for rating in ratings if each else ():
                rating["n"] = None
        for rating in ratings:
            rating["source"] = source["id"]
    for item, field in _worded(raw):
        words = str(item.get(field) or "").strip()
        item[field] = _named(words, known) if words else None
    return raw


def with_numbers_of_their_own(journey: Journey) -> Journey:
    """The journey with each figure's number beside the figure, as earlier versions had it, and none at its source.

    Two states that were brought up to date compare in this form: a source had no number for all before.
    """
    numbers = {source.id: source.n for source in journey.sources if source.each}

    def own(rating: Rating) -> Rating:
        n = numbers.get(rating.source or "") if rating.n is None else rating.n
        return rating.model_copy(update={"n": n})

    steps = (step.model_copy(update={"ratings": tuple(map(own, step.ratings))}) for step in journey.steps)
    bare = {"n": None, "each": False}
    sources = (one.model_copy(update=bare) if one.id in numbers else one for one in journey.sources)
    return journey.model_copy(update={"steps": tuple(steps), "sources": tuple(sources)})


def _with_a_possible_number(rating: Raw) -> None:
    """Version 2 set no bound to how many people answered; more than there are become words in the note."""
    n = rating.get("n")
    if isinstance(n, int) and n > MOST_PEOPLE:
        note = "; ".join(part for part in (str(rating.get("note") or ""), f"n = {n:,}") if part)
        rating["n"] = None
        if len(note) <= _LONGEST_NOTE:
            rating["note"] = note


def _said(rating: Raw) -> _Said:
    basis = rating.pop("basis", "assumed")
    words, when, note = (str(rating.pop(name, None) or "").strip() for name in ("source", "date", "date_note"))
    named = rating.get("id", ROOM) in (ROOM, WANTED) or str(rating["id"]).startswith(AS_PERSONA)
    kind = "survey" if basis == "measured" and not named else _KINDS[basis]
    return _Said(
        words or ("" if named or basis == "assumed" else str(rating.get("rater") or "").strip()), kind, when, note
    )


def _named(words: str, known: list[Raw]) -> str:
    """The id of the source of that name; one that is not there yet says no more than its name."""
    said = _Said(words)
    source = next((one for one in known if said.is_in(one)), None)
    if source is None:
        source = _source(said, None)
        known.append(source)
    return str(source["id"])


def _source(said: _Said, n: int | None) -> Raw:
    return {
        "id": said.id,
        "name": said.words,
        "kind": said.kind,
        "n": n,
        "each": n is not None,
        "when": said.when,
        "when_note": said.when_note,
    }


def _worded(raw: Raw) -> Iterator[tuple[Raw, str]]:
    """Everything else that named its source in words, with the name of its field."""
    indicators: Iterable[Raw] = raw.get("indicators", ())
    yield from ((stage, "time_source") for stage in raw.get("stages", ()))
    for indicator in indicators:
        yield indicator, "today_source"
        yield from ((result, "source") for result in indicator.get("results", ()))
