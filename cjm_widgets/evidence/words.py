"""The words of files, from `words.toml`: what headings, totals, answers and blanks are called in five languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final
from unicodedata import combining, normalize


@cache
def known() -> dict[str, Any]:
    """All that `words.toml` says."""
    return tomllib.loads(resources.files("cjm_widgets.evidence").joinpath("words.toml").read_text("utf-8"))


def plain(said: str) -> str:
    """Words without capitals, accents, hyphens and endings such as “(e)”; “ResponseId” is two of them."""
    parted = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", said)
    bare = "".join(sign for sign in normalize("NFKD", parted.replace("ß", "ss")) if not combining(sign)).casefold()
    bare = re.sub(r"(?<=\w)[(/·.](?:es|e|s|a|as|in)\)?(?!\w)", "", bare)
    return " ".join(re.sub(r"[_\-–—:'’\"“”„«»*…]+", " ", bare).split()).strip(" ?.!¿¡,;")


@lru_cache(maxsize=4_096)
def answer(said: str) -> str:
    """An answer in words, without any sign."""
    return " ".join(re.sub(r"[^\w]+", " ", plain(said)).split())


def may_be_answers(said: str) -> bool:
    """Whether a heading that is about a quantity or an address may name a step too, as “First day” does."""
    return any(re.fullmatch(one, plain(said)) for one in known()["may_be_answers"])


def without_sign(heading: str) -> str:
    """A heading without a sign for shares or numbers of people: “Very good (%)” is “Very good”."""
    return re.sub(r"\s*(\((%|n)\)|%|(?<=\s)n)$", "", heading)


TOTALS: Final = frozenset(known()["totals"])
"""What the figures of all together are called."""
AVERAGES: Final = frozenset(known()["averages"])
BESIDE: Final = {"target": "what is aimed at", "benchmark": "figures to compare with"}
"""Rows of groups or of steps that are none."""
PEOPLE: Final = frozenset(known()["people"])
NO_ANSWER: Final = frozenset(known()["no_answer"])


@cache
def headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What headings are about, each with the words that say so."""
    return tuple((one["is"], re.compile("|".join(one["says"]))) for one in known()["heading"])


@cache
def answers() -> tuple[tuple[frozenset[str], ...], ...]:
    """Answers that surveys offer, each from the worst to the best."""
    return tuple(tuple(frozenset(point.split("|")) for point in scale) for scale in known()["answers"])


@lru_cache(maxsize=4_096)
def is_about(said: str) -> str:
    """What a heading or the name of a row is about, such as “n”; "" where it says nothing that is known."""
    full = plain(said)
    bare = re.sub(r"\s*\([^()]*\)$", "", full)
    for words in dict.fromkeys((full, bare)):
        for about, pattern in headings():
            if words and pattern.fullmatch(words):
                return about
    return ""


def is_of_the_whole(name: str) -> bool:
    """Whether the name of a row says that it is about the journey as a whole."""
    return is_about(name) == "outcome" or answer(name) in TOTALS | AVERAGES


@cache
def stop_words() -> frozenset[str]:
    """Words that are in every sentence and say nothing of what it is about."""
    return frozenset(resources.files("cjm_widgets.evidence").joinpath("stop_words.txt").read_text("utf-8").split())
