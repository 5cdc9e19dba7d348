"""The comments of a file: listed for people to choose from, and the chosen ones put on a map as quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence.attaching import Survey, refuse_survey, source_of
from cjm_widgets.evidence.masking import masked_in_words
from cjm_widgets.evidence.offered import offered, quotes, words_more_used
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.reading import comments_in
from cjm_widgets.journey.edits import set_value
from cjm_widgets.store import Admitted
from cjm_widgets.tasks.making import id_from_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.evidence.found import Read
    from cjm_widgets.evidence.offered import Chosen, Offered
    from cjm_widgets.evidence.told import Understood
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore

MOST_LISTED: Final = 20
"""Comments that a terminal shows at once; more would scroll away."""


def comments_of(
    understood: Understood, journey: Journey, *, found: Read | None = None, as_written: bool = False
) -> tuple[Offered, ...]:
    """The comments of a file, masked and proposed for the steps of a map.

    Args:
        understood: the file, also one of whose figures something has to be asked first.
        journey: the map.
        found: what it says, where it was read already.
        as_written: whether nothing is masked, as somebody decided who may.

    Raises:
        EvidenceError: if the file has no comments.
    """
    if not understood.plan.comments:
        raise EvidenceError(
            f"No column of {understood.table.what} is known to hold comments. Name it with --comment; there are "
            f"{', '.join(f'“{one.name}”' for one in understood.headings.columns)}."
        )
    steps = [step.name for step in journey.steps if step.name]
    read = found is not None and understood.plan.layout == "answers"
    comments = found.comments if found is not None and read else comments_in(understood)
    return offered(comments, steps, understood.plan.steps, as_written=as_written)


def comment_lines(comments: Sequence[Offered], every: Sequence[Offered], *, after: int = 0) -> Iterator[str]:
    """Comments for a terminal, a page of them, and the words that steps have more of.

    Args:
        comments: those that were searched for.
        every: all comments of the file.
        after: the number of the last comment that was shown before.
    """
    left = [one for one in comments if one.number > after]
    for one in left[:MOST_LISTED]:
        yield f"{one.number}. [{one.step or 'no step'}] {' '.join(one.words.split())}"
    if len(left) > MOST_LISTED:
        yield f"{len(left) - MOST_LISTED:,} more: --after {left[MOST_LISTED - 1].number}"
    if not comments:
        yield "No comment has these words."
    for step, words in words_more_used(every).items():
        told = ", ".join(f"{one.word} ({one.here} here, {one.elsewhere} elsewhere)" for one in words)
        yield f"Said more often at “{step}” than elsewhere: {told}."
    if out := masked_in_words(one.masked for one in every):
        yield out


def comments_to_json(comments: Sequence[Offered]) -> dict[str, Any]:
    """The same for other programs and for pages: the comments, and the words of each step."""
    return {
        "comments": [
            {"number": one.number, "column": one.column, "words": one.words, "step": one.step or None}
            for one in comments
        ],
        "words": {
            step: [{"word": one.word, "here": one.here, "elsewhere": one.elsewhere} for one in words]
            for step, words in words_more_used(comments).items()
        },
        "masked": masked_in_words(one.masked for one in comments),
    }


def put_quotes(  # noqa: PLR0913  each is something that people say of them
    store: JourneyStore, journey_id: str, chosen: Sequence[Chosen], *, name: str, where: str, who: str = ""
) -> str:
    """Puts chosen comments on the steps of a map, and says in a sentence what came of it; the others are not kept.

    Args:
        store: the folder.
        journey_id: which map.
        chosen: what was chosen.
        name: what people call the survey; where the map has no source of that name, one is made.
        where: where the file can be found.
        who: who chose.

    Raises:
        EvidenceError: if a step, a lens or the survey cannot be used.
        StoreError: if the map cannot be opened or saved.
    """
    if not any(sign.isalnum() for sign in name):
        raise EvidenceError("Give the survey a name, such as “Passengers 2026”.")
    about = Survey(id_from_title(name, ()), name=name.strip(), where=where)
    put: list[int] = []

    def admitted(journey: Journey, *_: object) -> Admitted:
        refuse_survey(journey, about)
        edits = quotes(journey, chosen, about.id, who=who)
        put.append(len(edits))
        if edits and all(source.id != about.id for source in journey.sources):
            source = source_of(None, about, (), ())
            edits = (set_value(journey, f"sources/{about.id}", source.model_dump(mode="json"), by=who), *edits)
        return Admitted(edits)

    store.save(journey_id, (), admit=admitted)
    if not put[-1]:
        return "The map has these quotes already."
    return f"{put[-1]} {'quote is' if put[-1] == 1 else 'quotes are'} on the map."
