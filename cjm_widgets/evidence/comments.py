"""What people wrote: without what tells who they are; which words one step has more of; and a search. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from cjm_widgets.evidence.words import stop_words
from cjm_widgets.statistics.several import holm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# ---- masking

EMAIL: Final = "e-mail address"
TELEPHONE: Final = "telephone number"
NAME: Final = "name"
FEWEST_DIGITS: Final = 9
MOST_DIGITS: Final = 15

_EMAIL: Final = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_DIALLED: Final = re.compile(r"(?<!\w)(?<!\w[-/#])(?<!\d[.,])[+(0](?:[ ./()\u00a0-]{0,3}\d){8,40}")
_DATE: Final = re.compile(
    r"(0?[1-9]|[12]\d|3[01])([./ -])(0?[1-9]|1[0-2])\2((19|20)\d\d(?!\d)|\d\d(?![./ -]?\d))"
    r"|(0?[1-9]|1[0-2])([./-])(0?[1-9]|[12]\d|3[01])\7(19|20)\d\d(?!\d)"
)
_DECIMAL: Final = re.compile(r"0\.\d+$|.*\b\d\.\d\b")
_CAPITAL: Final = r"[^\W\d_a-zß-öø-ÿ][\w'’]{1,40}(?:-[\w'’]{1,40}){0,3}"
_OF: Final = r"(?:(?:van|von|de|del|da|der|den|di|du|la|le|zu) ){0,3}"
_NAMES: Final = rf"(?:[A-Z]\. ?){{0,3}}{_OF}{_CAPITAL}(?: {_OF}{_CAPITAL})?"
_TITLES: Final = (
    r"(?:[Mm]rs?|MRS?|[Mm]s|MS|Miss|Mx|Dr|DR|Prof(?:essor)?|Sir|Lord|Lady|Sister|Nurse|Doctor|Matron|Midwife|Father|Rev"
    r"|Herrn?|Frau|Fräulein|Schwester|Pfleger|M(?=\.)|Mme|MM(?=\.)|Mlle|Monsieur|Madame|Se[nñ]or(?:a|ita)?|Sra?(?=\.)"
    r"|Sig(?:nora?|(?=\.))|Mevrouw|Meneer)"
)
_TITLED: Final = re.compile(rf"(?<!\w)({_TITLES}\.?(?: {_TITLES}\.?){{0,3}}\s){_NAMES}")
_LOWER: Final = re.compile(r"(?<!\w)(mrs?\.? )[^\W\d_][\w'’-]{1,40}")


@dataclass(frozen=True, slots=True)
class Masked:
    """What somebody wrote, without what tells who it is about.

    Args:
        text: with a word in brackets for each thing that was taken out.
        kinds: what was taken out, and how often; not the words.
    """

    text: str
    kinds: tuple[tuple[str, int], ...] = ()


def masked(text: str) -> Masked:
    """A comment without e-mail addresses, telephone numbers and names after a title.

    Telephone numbers begin with “+”, “0” or “(” and have 9 to 15 digits: dates, times and most order numbers do not.
    A name without a title stays: no list of names tells Rose from a rose.

    Args:
        text: as it was written.
    """
    counts: Counter[str] = Counter()

    def hide(kind: str, before: str = "") -> str:
        counts[kind] += 1
        return f"{before}[{kind}]"

    text = _EMAIL.sub(lambda _: hide(EMAIL), text)
    text = _without_telephone_numbers(text, lambda: hide(TELEPHONE))
    text = _TITLED.sub(lambda found: hide(NAME, found[1]), text)
    text = _LOWER.sub(lambda found: hide(NAME, found[1]), text)
    return Masked(text, tuple(sorted(counts.items())))


def masked_in_words(comments: Iterable[Masked]) -> str:
    """What was taken out of comments, in a sentence; "" if nothing was."""
    counts: Counter[str] = Counter()
    for one in comments:
        counts.update(dict(one.kinds))
    plural = {EMAIL: "e-mail addresses", TELEPHONE: "telephone numbers", NAME: "names"}
    said = [f"{n:,} {kind if n == 1 else plural[kind]}" for kind, n in sorted(counts.items())]
    if not said:
        return ""
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"{listed} {'is' if sum(counts.values()) == 1 else 'are'} left out of the comments; look for others."


def _without_telephone_numbers(text: str, hide: Callable[[], str]) -> str:
    parts, at = [], 0
    while found := _DIALLED.search(text, at):
        end = _end_of_number(found[0])
        parts.append(text[at : found.start()])
        if end:
            parts.append(hide())
            at = found.start() + end
        else:
            # past this group of digits; what follows it may be a number of its own
            group = re.match(r"[+(]*\d*", found[0])
            at = found.start() + max(1, group.end() if group else 1)
            parts.append(text[found.start() : at])
    return "".join(parts) + text[at:]


def _end_of_number(dialled: str) -> int:
    """How many of the letters are a telephone number: whole groups of digits, as many as one has; 0 for none."""
    if _DATE.match(dialled.lstrip("(")) or _DECIMAL.match(dialled):
        return 0
    best = digits = 0
    for group in re.finditer(r"\d+", dialled):
        digits += len(group[0])
        if FEWEST_DIGITS <= digits <= MOST_DIGITS:
            best = group.end()
    return best


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
