"""What people wrote: which words one step has more of; and a search. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from cjm_widgets.evidence.masking import EMAIL, NAME, TELEPHONE
from cjm_widgets.evidence.words import stop_words
from cjm_widgets.statistics.several import holm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# ---- words of a step

LEAST: Final = 3
"""In so many comments of a step a word has to be: fewer tell of a person, and of chance."""
MOST_WORDS: Final = 8
_PRIOR: Final = 10.0
"""As if so many comments more were known that use each word as all do together."""
_WORD: Final = re.compile(r"[^\W\d_]{2,40}(?:['’-][^\W\d_]{1,40}){0,3}")
_MASKED: Final = re.compile(rf"\[({EMAIL}|{TELEPHONE}|{NAME})\]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is used more at one step than elsewhere.

    Args:
        word: in small letters.
        here: comments of the step in which it is.
        elsewhere: comments of all other steps in which it is.
    """

    word: str
    here: int
    elsewhere: int


def words_of_steps(
    comments: Mapping[str, Sequence[str]], *, least: int = LEAST, most: int = MOST_WORDS
) -> dict[str, tuple[Word, ...]]:
    """The words that comments on a step use more than those on others do, further than chance goes.

    A comment counts once for a word. Of 100 collections without any difference, at most five have a word called.

    Args:
        comments: of each step.
        least: in how many comments of the step a word has to be.
        most: how many words are told of a step.

    Source: Monroe, Colaresi and Quinn, Political Analysis 16 (2008), 372-403: weighted log-odds with a prior.
    """
    used = {step: Counter(word for one in texts for word in _words(one)) for step, texts in comments.items()}
    sizes = {step: len(texts) for step, texts in comments.items()}
    overall: Counter[str] = sum(used.values(), Counter())
    everyone = sum(sizes.values())
    weights: dict[tuple[str, str], float] = {}
    for step, counts in used.items():
        elsewhere = everyone - sizes[step]
        for word, here in counts.items():
            if here >= least and elsewhere:
                share = overall[word] / everyone
                weights[step, word] = _more(here, sizes[step], overall[word] - here, elsewhere, share)
    called = holm({key: 1 - NormalDist().cdf(weight) for key, weight in weights.items()})
    order = sorted(called, key=lambda key: (-weights[key], key))
    return {
        step: tuple(
            Word(word, used[step][word], overall[word] - used[step][word]) for one, word in order if one == step
        )[:most]
        for step in comments
    }


def _more(here: int, of: int, there: int, among: int, share: float) -> float:
    """How far the odds of a word here lie above those elsewhere, in standard errors."""
    prior = _PRIOR * share
    rest = _PRIOR - prior
    odds = math.log((here + prior) / (of - here + rest)) - math.log((there + prior) / (among - there + rest))
    return odds / math.sqrt(
        1 / (here + prior) + 1 / (there + prior) + 1 / (of - here + rest) + 1 / (among - there + rest)
    )


def _words(text: str) -> frozenset[str]:
    plain = _MASKED.sub(" ", normalize("NFKC", text)).casefold().replace("’", "'")
    found = (word.removesuffix("'s") for word in _WORD.findall(plain))
    return frozenset(word for word in found if word not in stop_words())


# ---- finding


def found_in(comments: Iterable[str], sought: str) -> tuple[int, ...]:
    """Which comments hold all words that are sought, by their places.

    Args:
        comments: in their order.
        sought: beginnings of words; “in quotation marks” as they stand. Capitals and accents make no difference.
    """
    phrases = re.findall(r"[\"“”]([^\"“”]+)[\"“”]", sought)
    rest = re.sub(r"[\"“”][^\"“”]+[\"“”]", " ", sought)
    patterns = [rf"(?<!\w){re.escape(_plain(phrase))}(?!\w)" for phrase in phrases if phrase.strip()]
    patterns += [rf"(?<!\w){re.escape(word)}" for word in re.findall(r"[\w'-]+", _plain(rest))]
    if not patterns:
        return ()
    compiled = [re.compile(pattern) for pattern in patterns]
    plain = enumerate(map(_plain, comments))
    return tuple(at for at, text in plain if all(one.search(text) for one in compiled))


def _plain(text: str) -> str:
    letters = normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(sign for sign in letters if not combining(sign)).split())
