"""What tells who somebody is, taken out of what people wrote: addresses, telephone numbers, names after a title."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final
from unicodedata import category, normalize

from cjm_widgets.evidence.unseen import spans_read
from cjm_widgets.evidence.words import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EMAIL: Final = "e-mail address"
TELEPHONE: Final = "telephone number"
NAME: Final = "name"
FEWEST_DIGITS: Final = 9
FEWEST_SAID_TWICE: Final = 8
FEWEST_CALLED_SO: Final = 7
MOST_DIGITS: Final = 15
MOST_NAMES: Final = 5
"""Words of one name, and of those that “and” joins to it."""
_LONGEST_CALLED: Final = 6
_AROUND: Final = 40
SHORTEST: Final = 2
"""Letters of a name: one alone is an initial, or “I”."""

_AT: Final = r"(?:@| ?[\[({<] ?(?:at|@|ät|arroba|chez) ?[\])}>] ?)"
_DOT: Final = r"(?:\.| ?[\[({<] ?(?:dot|\.|punkt|point|punto|punt) ?[\])}>] ?)"
_SPELT_DOT: Final = r" ?[\[({<] ?(?:dot|\.|punkt|point|punto|punt) ?[\])}>] ?"
_NAME_OF_HOST: Final = r"[\w-]{1,63}"
_PART: Final = r"[\w.+%-]+"
_LOCAL: Final = rf"(?<![\w.+%-]){_PART}(?:(?:['’&!#$*^~|]|{_SPELT_DOT}){_PART}){{0,9}}"
_EMAIL: Final = re.compile(
    rf"{_LOCAL}{_AT}{_NAME_OF_HOST}(?:{_DOT}{_NAME_OF_HOST}){{1,8}}"
    rf"|{_LOCAL} ?@ ?{_NAME_OF_HOST}(?:\.{_NAME_OF_HOST}){{0,7}}\.[^\W\d_]{{2,24}}(?!\w)"
    rf"|{_LOCAL}(?: dot {_PART}){{0,4}} at {_NAME_OF_HOST}(?: dot {_NAME_OF_HOST}){{0,3}} dot [^\W\d_]{{2,24}}(?!\w)",
    re.IGNORECASE,
)
_LONG_DASHES: Final = "‒–—―−"
_DIALLED: Final = re.compile(rf"(?<!\w)(?<!\w[-/#])(?<!\d[.,])[+(0](?:[ ./(){_LONG_DASHES}-]{{0,3}}\d){{8,44}}")
_CALLED_SO: Final = re.compile(
    r"(?<!\w)(?:tele(?:phone?|f[oó]n\w*|foon)?|t[ée]l[ée]phone|tel[ée]?f?|téls?|tlf|tfno|ph(?:one)?|mob(?:ile|iel)?"
    r"|m[oó]vil|cell(?:ulare)?|portable|handy|fax|whats ?app)"
    r"(?: ?(?:n[or]|num(?:ber|mer|éro|ero)|número|is|:|\.|=)){0,4}"
    rf"[ \n]?(?!(?:19|20)\d\d[-./])([1-9](?:[ ./(){_LONG_DASHES}-]{{0,3}}\d){{6,44}})",
    re.IGNORECASE,
)
"""A word for a telephone with a number after it, however that is written; of a year begins a day."""
_NO_PHONE: Final = ("[Oo]rder", "[Rr]ef", "[Rr]eference", "[Ii]nvoice", "[Tt]icket", "[Cc]ase", "[Bb]ooking")
"""What stands before other numbers that are written as those of the USA."""
_NORTH_AMERICAN: Final = re.compile(
    rf"(?<!\w)(?<!\w[-/#.])1([-. {_LONG_DASHES}])[2-9]\d\d\1[2-9]\d\d\1\d{{4}}(?![-/.{_LONG_DASHES}]?\w)"
    rf"|{''.join(f'(?<!{one} )' for one in _NO_PHONE)}"
    rf"(?<!\w)(?<!\w[-/#.])[2-9]\d\d([-.{_LONG_DASHES}])\d{{3}}\2\d{{4}}(?![-/.{_LONG_DASHES}]?\w)"
)
_SPANISH: Final = re.compile(
    r"(?<![\w.,/#-])(?<!\d )(?:"
    r"[679]\d\d([ .-])\d{3}\1\d{3}|[679]\d\d([ .-])\d\d\2\d\d\2\d\d|9\d([ .-])\d{3}\3\d\d\3\d\d"
    r")(?![.,/-]?\w| ?(?:[€$£%\d]|euros?\b|eur\b|pesos?\b))",
    re.IGNORECASE,
)
"""Nine digits in groups as in Spain; a sum of money is written so, too."""
_HOUSE: Final = re.compile(r"\d[\w-]* (?:[A-Z][\w'’]+ ){1,2}$")
_ON_STREET: Final = re.compile(r"\b(?:on|off|along|down|onto|at|in) (?:[A-Z][\w'’]+ ){1,2}$")
"""What stands before “Dr” where it is a drive."""
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_TO: Final = rf" ?[{_LONG_DASHES}-] ?"
_DATE: Final = re.compile(
    rf"{_DAY}([./ -]){_MONTH}\1(?:(?:19|20)\d\d(?!\d)|\d\d(?![./ -]?\d))"
    rf"|{_MONTH}([./-]){_DAY}\2(?:19|20)\d\d(?!\d)"
    rf"|{_DAY}(?:[./]{_MONTH}[./]?|\.)?{_TO}{_DAY}([./]){_MONTH}\3(?:(?:19|20)\d\d|\d\d)(?!\d)"
    rf"|[0-2]?\d\.[0-5]\d{_TO}[0-2]?\d\.[0-5]\d(?!\d)"
)
_DECIMAL: Final = re.compile(r"0\.\d+$|.*\b\d\.\d\b")
_Spans = tuple[tuple[int, int], ...]
_SPACE: Final = r"[ \t]{1,3}"
_WORD: Final = re.compile(r"(?:[dlDL]['’])?[^\W\d_][\w\u0300-\u036f'’]{0,40}(?:-[\w\u0300-\u036f'’]{1,40}){0,3}")
_INITIAL: Final = re.compile(rf"(?:[^\W\d_]\.-?[ \t]?|[^\W\d_]{_SPACE})")
_SMALL_INITIALS: Final = re.compile(rf"(?:[^\W\d_]\.-?[ \t]?|(?![aeiouyàAEIOUYÀ])[^\W\d_]{_SPACE}){{0,5}}")
_COMMA: Final = re.compile(rf",{_SPACE}")
_SLASH: Final = re.compile(r"[ \t]?/[ \t]?")


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

    Telephone numbers begin with “+”, “0” or “(” and have 9 to 15 digits, or stand as 1-800-555-0199, 212-555-0187 or
    612 345 678, or after a word such as “tel”: dates, times and most order numbers do not. A name without a title
    stays: no list of names tells Rose from a rose. Characters that nobody sees, such as a space without width, hide
    none of them.

    Args:
        text: as it was written.
    """
    counts: Counter[str] = Counter()
    kinds = ((EMAIL, _addresses, None), (TELEPHONE, _telephone_numbers, None), (NAME, _names, _is_title))
    for kind, found_in, is_word in kinds:
        parts, at = [], 0
        for start, end in spans_read(_as_matched(text), found_in, is_word):
            parts += [text[at:start], f"[{kind}]"]
            counts[kind] += 1
            at = end
        text = "".join(parts) + text[at:]
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


def _as_matched(text: str) -> str:
    """A text with one way to write digits, spaces, hyphens and signs; each letter stays at its place."""
    return text if text.isascii() else "".join(map(_as_one_writes, text))


@cache
def _as_one_writes(sign: str) -> str:
    if sign in _LONG_DASHES:
        return sign
    plain = normalize("NFKC", sign)
    one = plain if len(plain) == 1 else sign
    kind = category(one)
    return {"Zs": " ", "Zl": "\n", "Zp": "\n", "Pd": "-"}.get(kind, one)


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _EMAIL.finditer(text))


# ---- telephone numbers


def _telephone_numbers(text: str) -> Iterator[tuple[int, int]]:
    spans = [found.span() for pattern in (_NORTH_AMERICAN, _SPANISH) for found in pattern.finditer(text)]
    for said in _CALLED_SO.finditer(text):
        spans += [(said.start(1) + start, said.start(1) + end) for start, end in _numbers_in(said[1], FEWEST_CALLED_SO)]
    at = 0
    while found := _DIALLED.search(text, at):
        numbers = _numbers_in(found[0])
        spans += [(found.start() + start, found.start() + end) for start, end in numbers]
        # past this group of digits, where it begins none; what follows it may be a number of its own
        group = re.match(r"[+(]*\d*", found[0])
        at = found.start() + (numbers[-1][1] if numbers else max(1, group.end() if group else 1))
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            yield start, end
            last = end


def _numbers_in(dialled: str, fewest_digits: int = FEWEST_DIGITS) -> _Spans:
    """The telephone numbers with which digits begin, side by side: of all ways, that which leaves the fewest digits.

    Each is of whole groups of digits, as many as one has, and begins as one does, or is written as the one before it.
    """
    groups = list(re.finditer(r"\(*(\d+)", dialled))
    sizes = [len(group[1]) for group in groups]

    @cache
    def is_date(at: int) -> bool:
        return (at > 0 or dialled[0] != "+") and bool(_DATE.match(dialled, groups[at].start(1)))

    def is_twice(first: int, after: int) -> bool:
        """Whether one of the same shape and beginning stands before or after: short numbers side by side."""
        wide = after - first
        others = [at for at in (after, first - wide) if at >= 0 and sizes[at : at + wide] == sizes[first:after]]
        return any(groups[at][1] == groups[first][1] for at in others)

    @cache
    def best(first: int) -> tuple[int, _Spans]:
        """How many digits are left over from a group on, and the numbers."""
        start = groups[first].start() if first else 0
        most: tuple[int, _Spans] = (sum(sizes[first:]), ())
        for after in range(min(len(groups), first + MOST_DIGITS), first, -1):  # the longest first
            end = groups[after - 1].end()
            fewest = min(fewest_digits, FEWEST_SAID_TWICE) if is_twice(first, after) else fewest_digits
            if not fewest <= sum(sizes[first:after]) <= MOST_DIGITS or _DECIMAL.match(dialled[start:end]):
                continue
            others: _Spans = ()
            left = sum(sizes[after:])
            if left and is_date(after):
                left = 0
            elif left and (groups[after][0][0] in "(0" or sizes[after : 2 * after - first] == sizes[first:after]):
                left, others = best(after)
            most = min(most, (left, ((start, end), *others)), key=lambda way: way[0])
            if not left:
                break
        return most

    return () if is_date(0) else best(0)[1]


# ---- names


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(resources.files("cjm_widgets.evidence").joinpath("titles.toml").read_text("utf-8"))


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(word for one in _known().values() for word in one.get(part, ()))


@cache
def _title_words() -> frozenset[str]:
    kinds = ("small", "short", "dotted", "nouns", "words", "exact", "exact_short", "exact_dotted")
    return frozenset(end for kind in kinds for one in _words(kind) for end in (one, one.rpartition(".")[2]))


def _is_title(word: str) -> bool:
    return word in _title_words() or word.casefold() in _title_words()


@cache
def _either(part: str) -> str:
    return "|".join(re.escape(one) for one in sorted(_words(part), key=lambda one: (-len(one), one)))


@cache
def _title() -> re.Pattern[str]:
    """A title with what stands between it and the name.

    Group “small” or “later” where a name in small letters may follow, “noun” where one does after no article, “plural”
    where names may follow that commas tell apart.
    """
    apart = rf"(?:\.(?:{_SPACE}|[-\n])?|{_SPACE}|\n)"
    dotted = rf"(?:(?i:{_either('dotted')})|{_either('exact_dotted')})\.(?:{_SPACE}|-)?"
    small = rf"(?i:{_either('small')})(?![\w'’]){apart}|{dotted}"
    noun = rf"(?P<noun>(?i:{_either('nouns')}))(?![\w'’]){_SPACE}"
    short = rf"(?:(?i:{_either('small')}|{_either('short')})|{_either('exact_short')})(?![\w'’]){apart}"
    set_off = rf",{_SPACE}(?=[^\W\d_]\w+,)"  # “my doctor, Tom, listened”
    words = rf"(?:(?i:{_either('words')}|{_either('nouns')})|{_either('exact')})(?![\w'’])(?:{_SPACE}|{set_off})"
    degree = rf"(?i:{_either('degrees')})(?:\.(?:{_SPACE}|-)?|{_SPACE})|h\. ?c\.{_SPACE}"
    begins = r"(?:(?<![\w'’])|(?<=[ldLD]['’]))(?<![A-Z]&)(?<!\w-)(?<!\d )(?<!\W\w\.)"
    begins += rf"(?=(?P<plural>(?i:{_either('plural')})(?![\w'’]))?)"
    return re.compile(
        rf"{begins}(?:(?P<small>{small})|{noun}|{short}|{words})(?:(?P<later>{small})|{short}|{words}|{degree}){{0,6}}"
    )


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"{_SLASH.pattern}|[{_LONG_DASHES}]|{_SPACE}(?:(?:{_either('and')}){_SPACE})?")


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(rf"(?:(?i:{_either('particles')})(?:\.?{_SPACE}|-)){{0,3}}")


def _names(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while found := _title().search(text, at):
        ahead = text[max(0, found.start() - 40) : found.start()] if found[0][:2] == "Dr" else ""
        end = 0 if _HOUSE.search(ahead) else _end_of_names(text, found.end(), listed=bool(found["plural"]))
        if not end and (_HOUSE.search(ahead) or _ON_STREET.search(ahead)):
            at = found.end()
            continue
        if not end and (found["small"] or found["later"] or found["noun"]):
            end = _end_of_small(text, found)
        elif not end and found[0].strip().casefold() in _words("callings"):
            end = _end_of_called(text, found)
        if end:
            yield found.end(), end
        at = end or found.end()


def _end_of_names(text: str, start: int, *, listed: bool) -> int:
    """Where names end that begin there; 0 where no word with a capital does that may be one.

    Args:
        text: all of it.
        start: where the first would begin.
        listed: whether commas may tell them apart.
    """
    end, at = 0, start
    for _ in range(MOST_NAMES):
        stop = _end_of_name(text, at, further=end > 0)
        if not stop:
            break
        end = stop
        joined = _joined().match(text, end) or (_COMMA.match(text, end) if listed else None)
        if joined is None:
            break
        at = joined.end()
    return end


def _end_of_name(text: str, at: int, *, further: bool) -> int:
    """Where one word of a name ends, with its initials and what stands before it; 0 where it is another word."""
    for _ in range(MOST_NAMES):
        initial = _INITIAL.match(text, at)
        if initial is None or not text[at].isupper() or _title().match(text, at):
            break
        at = initial.end()
    before = _particles().match(text, at)
    return (before and _end_of_word(text, before.end(), further=further)) or _end_of_word(text, at, further=further)


def _end_of_word(text: str, at: int, *, further: bool) -> int:
    word = None if _title().match(text, at) else _WORD.match(text, at)
    if word is None or re.sub(r"^[dl]['’]", "", word[0])[:1].islower():
        return 0
    if len(word[0]) < SHORTEST and word[0].isupper():  # “王” is neither capital nor small, and a whole name
        return 0
    said = word[0].casefold().replace("’", "'")
    shouts = further and len(said) > SHORTEST and word[0].isupper() and _is_shouted(text, at)
    return 0 if said in _words("capitals") or (shouts and said in _no_small_names()) else word.end()


def _is_shouted(text: str, at: int) -> bool:
    """Whether all of what stands around a place is in capitals, so that these tell no name."""
    return not any(map(str.islower, text[max(0, at - _AROUND) : at + _AROUND]))


def _end_of_small(text: str, title: re.Match[str]) -> int:
    """Where names in small letters end, as in “dr smith/jones”; 0 for “the dr came” and other words."""
    before = re.search(r"(\w+)[ \t]*$", text[max(0, title.start() - 20) : title.start()])
    no_title = _words("whose") | _words("articles") if title["noun"] else _words("whose")
    if before and before[1].casefold() in no_title:
        return 0
    end = _end_of_small_name(text, title.end())
    while end and (slash := _SLASH.match(text, end)) and (further := _end_of_small_name(text, slash.end())):
        end = further
    return end


def _end_of_called(text: str, title: re.Match[str]) -> int:
    """Where a name in small letters ends after “nurse”, by the words around it; 0 where it may be another word."""
    end = _end_of_small_name(text, title.end())
    word = text[title.end() : end]
    before = re.search(r"(\w+)[ \t]*$", text[max(0, title.start() - 20) : title.start()])
    said = before[1].casefold() if before else ""
    if not word.isalpha() or word in _words("not_called") | _words("words") or said in _words("whose"):
        return 0
    if word.endswith(("ing", "ed")) or (word.endswith("ly") and len(word) > _LONGEST_CALLED):  # Emily is no adverb
        return 0
    after = re.match(r"[ \t]+(\w+)", text[end:])
    follows = after[1].casefold() in _words("acts") if after else said in _words("towards")
    return end if follows else 0


def _end_of_small_name(text: str, at: int) -> int:
    initials = _SMALL_INITIALS.match(text, at)
    at = initials.end() if initials else at
    before = _small_particles().match(text, at)
    word = _WORD.match(text, before.end() if before else at)
    if word is None or len(word[0]) < SHORTEST or _title().match(text, word.start()):
        return 0
    said = word[0].casefold().replace("’", "'")
    return 0 if said in _no_small_names() else word.end()


@cache
def _small_particles() -> re.Pattern[str]:
    return re.compile(rf"(?:(?i:{_either('small_particles')}){_SPACE}){{0,3}}")


@cache
def _no_small_names() -> frozenset[str]:
    return stop_words() | _words("capitals") | _words("after_small") | _words("small_particles")
