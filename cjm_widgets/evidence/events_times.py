"""Times as logs write them, as SQL: read where they can mean one moment only, left alone where they cannot."""

from __future__ import annotations

from typing import Final

EARLIEST: Final = -2_208_988_800_000_000
"""1900, in microseconds from 1970: “02/03/26” would be the year 2."""
LATEST: Final = 7_258_118_400_000_000
"""2200."""
_NEVER: Final = (EARLIEST, 0)
"""The first moments that computers know: they stand where no time is known."""

_DAY: Final = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
_CLOCK: Final = r"\d{1,2}:\d\d(:\d\d([.,]\d+)?)?"
_ISO: Final = rf"{_DAY}([ T]{_CLOCK}( ?Z| ?UTC)?)?"
_WITH_OFFSET: Final = rf"{_DAY}[ T]{_CLOCK} ?[+-]\d\d(:?\d\d)?"
_FIGURES: Final = r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:(?:,? +|T)(\d{1,2}:.*))?$"
_SINCE_1970: Final = r"\d{10}(\.\d+)?|\d{13}(\.0+)?|\d{16}(\.0+)?|\d{19}"
"""Seconds, thousandths, millionths or less of them: figures of such lengths can be nothing else."""
_SHORT_YEAR: Final = r"^(\d{1,2})[/.](\d{1,2})[/.](\d\d)(\D|$)"
_SHORT_YEAR_NAMED: Final = r"^(\d{1,2}[ -][A-Za-z]{3,9}[ -])(\d\d)(\D|$)"
_HALF_DAYS: Final = ("%Y-%m-%d %I:%M %p", "%Y-%m-%d %I:%M:%S %p")
_NAMED: Final = tuple(
    day + clock
    for day in ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")
    for clock in ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
)


def moment_at_once(text: str) -> str:
    """SQL for the microseconds of a time in ISO 8601 or near it; NULL for any other.

    Most times have one of three lengths and need no closer look: it takes longer than all the rest.

    Args:
        text: SQL for the text.
    """
    stamp = f"try_cast({text} AS TIMESTAMP)"
    plain = f"replace({text}, ',', '.')"
    return (
        f"CASE WHEN length({text}) IN (10, 16) OR (length({text}) = 19 AND substr({text}, 17, 1) = ':') "
        f"THEN epoch_us({stamp}) "
        f"WHEN regexp_full_match({text}, '{_ISO}') THEN epoch_us(try_cast({plain} AS TIMESTAMP)) "
        f"WHEN regexp_full_match({text}, '{_WITH_OFFSET}') "
        f"THEN epoch_us(try_cast(regexp_replace({plain}, ' ([+-])', '\\1') AS TIMESTAMPTZ)) END"
    )


def moment_otherwise(text: str, *, day_first: bool) -> str:
    """SQL for the microseconds of a time that is written otherwise: 02/03/2026, 2 Mar 2026, with am and pm.

    Args:
        text: SQL for the text.
        day_first: whether 02/03/2026 is the second of March.
    """
    order = r"\3-\2-\1 \4" if day_first else r"\3-\1-\2 \4"
    iso = f"trim(regexp_replace({_long_year(text)}, '{_FIGURES}', '{order}'))"
    words = f"regexp_replace({_long_year(text)}, '[-,. ]+', ' ', 'g')"
    return (
        # “epoch” is a time to DuckDB
        f"CASE WHEN regexp_matches({text}, '\\d') THEN coalesce({moment_since_1970(text)}, "
        f"CASE WHEN regexp_full_match({iso}, '{_ISO}') THEN "
        f"epoch_us(try_cast(replace({iso}, ',', '.') AS TIMESTAMP)) END, "
        f"epoch_us(try_strptime({iso}, {_list(_HALF_DAYS)})), "
        f"epoch_us(try_strptime({words}, {_list(_NAMED)}))) END"
    )


def moment_since_1970(text: str) -> str:
    """SQL for the microseconds of a time that is written as a number; NULL for any other.

    Args:
        text: SQL for the text.
    """
    value = f"try_cast({text} AS DOUBLE)"
    scaled = " ".join(
        f"WHEN {value} < 1e{digits} THEN ({value} * {times})::BIGINT"
        for digits, times in ((11, "1e6"), (14, "1e3"), (17, "1"))
    )
    return (
        f"CASE WHEN regexp_full_match({text}, '{_SINCE_1970}') THEN CASE {scaled} ELSE ({value} / 1e3)::BIGINT END END"
    )


def first_and_second(text: str) -> tuple[str, str]:
    """SQL for the two figures before the year, as in 02/03/2026; NULL where it is not written so."""
    one, two = (f"try_cast(nullif(regexp_extract({_long_year(text)}, '{_FIGURES}', {at}), '') AS INT)" for at in (1, 2))
    return one, two


def in_range(column: str) -> str:
    """SQL for a moment in microseconds; NULL where it lies so far off that it was read wrongly, or stands for none."""
    return f"CASE WHEN {column} BETWEEN {EARLIEST} AND {LATEST} AND {column} NOT IN {_NEVER} THEN {column} END"


def _long_year(text: str) -> str:
    figures = rf"regexp_replace({text}, '{_SHORT_YEAR}', '\1/\2/20\3\4')"
    return rf"regexp_replace({figures}, '{_SHORT_YEAR_NAMED}', '\120\2\3')"


def _list(formats: tuple[str, ...]) -> str:
    return "[" + ", ".join(f"'{one}'" for one in formats) + "]"
