"""Comments of a file as people choose from them: masked, numbered, proposed for a step; the chosen become quotes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from cjm_widgets.evidence.attaching import edits_of
from cjm_widgets.evidence.comments import found_in, words_of_steps
from cjm_widgets.evidence.masking import Masked, masked
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.journey.edits import sentence
from cjm_widgets.journey.model import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cjm_widgets.evidence.comments import Word
    from cjm_widgets.evidence.found import Comment
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey

LENSES: Final = ("actions", "responses", "language", "feelings", "emotions", "thoughts")
"""What a quote can be tagged with."""
LONGEST: Final = 1000
"""Letters of a quote; a longer comment is cut at a word, as a quote is the part that matters."""
FROM_A_FILE: Final = "comment-"
"""With what the id of a quote begins that was chosen from a file, so that it goes when its survey does."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A comment that may be chosen.

    Args:
        number: which of the file's, from 1.
        column: what was asked.
        words: what was answered, without what tells who somebody is.
        masked: the same with what was left out.
        step: the step of the map that it is proposed for; "" where nothing tells.
    """

    number: int
    column: str
    words: str
    masked: Masked
    step: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A comment that a person chose.

    Args:
        words: as they are to stand on the map.
        step: what the map calls the step.
        lens: one of the model's; "" for none.
        voice: whose voice it is; "" where nobody said.
        quotable: whether it may be quoted outside the group; "" where nobody said.
    """

    words: str
    step: str
    lens: str = ""
    voice: str = ""
    quotable: str = ""


def offered(
    comments: Iterable[Comment], steps: Sequence[str], called: Mapping[str, str], *, as_written: bool = False
) -> tuple[Offered, ...]:
    """The comments of a file, each masked and proposed for a step: its row's or question's, else the one it names.

    Args:
        comments: in the file's order.
        steps: what the map calls its steps.
        called: how the file calls a step: what the map calls it.
        as_written: whether nothing is masked, as somebody decided who may.
    """
    keys = {step_key(step): step for step in sorted(steps, key=len)}
    made = []
    for number, one in enumerate(comments, start=1):
        kept = Masked(one.words) if as_written else masked(one.words)
        own = called.get(one.step, "") or keys.get(step_key(one.step), "") if one.step else ""
        step = own or _named_in(one.column, keys) or _named_in(one.words, keys)
        made.append(Offered(number, one.column, kept.text, kept, step))
    return tuple(made)


def searched(comments: Sequence[Offered], sought: str = "", step: str = "") -> tuple[Offered, ...]:
    """Those that hold all words that are sought, and are proposed for a step.

    Args:
        comments: any.
        sought: as for `comments.found_in`; "" for all.
        step: what the map calls the step; "" for any.
    """
    at = found_in([one.words for one in comments], sought) if sought.strip() else range(len(comments))
    wanted = step_key(step)
    return tuple(one for one in (comments[place] for place in at) if not wanted or step_key(one.step) == wanted)


def words_more_used(comments: Iterable[Offered]) -> dict[str, tuple[Word, ...]]:
    """The words that each step's comments use more than the others; steps without any are left out.

    The words of a step's own name do not count: by them a comment is found to be of it.
    """
    by_step: dict[str, list[str]] = {}
    for one in comments:
        name = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in one.step.split()) or "(?!)", re.IGNORECASE)
        by_step.setdefault(one.step, []).append(name.sub(" ", one.words))
    return {step: words for step, words in words_of_steps(by_step).items() if step and words}


def quotes(journey: Journey, chosen: Iterable[Chosen], source: str, *, who: str = "") -> tuple[Edit, ...]:
    """The edits that put chosen comments on their steps; one that is there already changes nothing.

    What identifies a quote is made of its words: neither the respondent's row nor a date is kept.

    Args:
        journey: where the steps are.
        chosen: what a person chose.
        source: the id of the survey's source.
        who: the person who chose, for the history.

    Raises:
        EvidenceError: if there is no such step or answer, or nothing is said.
    """
    steps = {step_key(step.name): step for step in reversed(journey.steps) if step.name}
    put: dict[str, Quote] = {}
    for one in chosen:
        step = steps.get(step_key(one.step)) if one.step else None
        if step is None:
            there = ", ".join(f"“{name.name}”" for name in journey.steps if name.name)
            asked = f"There is no step “{one.step}”." if one.step else f"Say for which step “{_cut(one.words, 40)}” is."
            raise EvidenceError(f"{asked} The map has: {there}.")
        words = _cut(" ".join(one.words.split()), LONGEST)
        if not words:
            raise EvidenceError("A quote without words says nothing. Choose another comment.")
        digest = hashlib.sha256(f"{source}\n{words}".encode()).hexdigest()[:16]
        said = {"lens": one.lens or None, "voice": one.voice or None, "quotable": one.quotable or None}
        try:
            quote = Quote.model_validate({"id": f"{FROM_A_FILE}{digest}", "words": words, "source": source, **said})
        except ValidationError as error:
            raise EvidenceError(sentence(error)) from error
        if quote not in step.quotes:
            put[f"steps/{step.id}/quotes/{quote.id}"] = quote
    return edits_of(journey, put.items(), who)


def is_from_file(quote: Quote, source: str) -> bool:
    """Whether a quote was chosen from a survey's comments, and not typed by somebody who names the survey."""
    return quote.source == source and quote.id.startswith(FROM_A_FILE)


def _named_in(words: str, keys: Mapping[str, str]) -> str:
    """The step that words name, the longest name first; "" where they name none, or two that are not one another's."""
    said = f" {step_key(words)} "
    found = [key for key in keys if len(key) > 2 and f" {key} " in said]
    longest = max(found, key=len, default="")
    return keys[longest] if longest and all(key in longest for key in found) else ""


def _cut(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    whole = words[: longest - 1].rsplit(" ", 1)[0] if " " in words[: longest - 1] else words[: longest - 1]
    return f"{whole}…"
