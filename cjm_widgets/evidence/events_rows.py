"""The rows of a log in DuckDB: whose, when, which step; and what is wrong with those that do not count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence.events_log import NotCounted
from cjm_widgets.evidence.events_times import (
    LATEST,
    first_and_second,
    in_range,
    moment_at_once,
    moment_otherwise,
    moment_since_1970,
)
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.problems import MOST_TOLD, EvidenceError, NoDate, Plain
from cjm_widgets.evidence.told import Question, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cjm_widgets.evidence.events_reading import Reading
    from cjm_widgets.evidence.events_source import LogFile
    from cjm_widgets.evidence.plan import Plan
    from cjm_widgets.evidence.problems import Problem

MOST_NAMES: Final = 300
"""Different steps, channels or groups of a log; more of them are names of something else, such as customers."""
LONGEST_NAME: Final = 200
LONGEST_TIME: Final = 60
SECOND: Final = 1_000_000
DAY: Final = 24 * 60 * 60

_NUMBERS: Final = frozenset({"INTEGER", "UINTEGER", "BIGINT", "UBIGINT", "DOUBLE"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a column, numbered.

    Args:
        names: as they are told.
        numbers: of each as the log writes it; what has none does not count.
        blank: rows without a name, which do not count.
        left_out: rows with a name that was left out on purpose.
    """

    names: tuple[str, ...] = ("",)
    numbers: Mapping[str, int] | None = None
    blank: int = 0
    left_out: int = 0


class Rows:
    """The rows of a log, in a table `raw`.

    There, k is the case, t when the event began, e when it ended, s, ch and g are its step, channel and group; `said`
    and `e_said` are times that were not read at once. A case is a number made of its name, from which the name cannot
    be had again.
    """

    def __init__(  # noqa: PLR0913  each is something that is known of a log
        self, connection: Any, log: LogFile, plan: Plan, end: str, reading: Reading, *, today: date | None
    ) -> None:
        # one day later it is still today somewhere
        self.now = LATEST if today is None else int(datetime.combine(today, time(), UTC).timestamp() + 2 * DAY) * SECOND
        self.connection, self.log, self.plan, self.reading = connection, log, plan, reading
        wanted = {"case": plan.case, "time": plan.time, "step": plan.step}
        for role, name in wanted.items():
            if not name:
                raise EvidenceError(f"{log.what}: no column says {_ASKS[role]} it was. Name it.")
        wanted |= {"channel": plan.channel, "group": plan.group, "end": end}
        self.columns = {role: named(log.headings, name, log.what) for role, name in wanted.items() if name}
        taken: dict[int, str] = {}
        for role, column in self.columns.items():
            if column.at in taken:
                raise EvidenceError(f"“{column.name}” cannot be both the {taken[column.at]} and the {role} of a log.")
            taken[column.at] = role
        self.broken: list[int] = []

    def ask(self, query: str, *values: Any, until: float = 0.0) -> list[tuple[Any, ...]]:
        """The answer to a query."""
        return self.reading.ask(self.connection, query, values, until=until)

    # ---- in

    def load(self) -> None:
        """Reads the file.

        Raises:
            EvidenceError: if a quotation mark is not closed.
        """
        import duckdb

        try:
            self.ask(self._loading(parallel=True), until=0.45)
        except duckdb.Error as error:
            if "parallel=false" not in str(error):
                raise
            self.ask(self._loading(parallel=False), until=0.45)
        if not self.log.separator:
            return
        rejected = self.ask("SELECT DISTINCT line, error_type::VARCHAR FROM reject_errors ORDER BY line")
        for line, kind in rejected:
            if "QUOTE" in kind:
                raise EvidenceError(
                    f"Line {line} of {self._what} has a quotation mark that is not closed, or stands within a cell. "
                    "Correct it, or write it twice."
                )
        self.broken = [line for line, _ in rejected]

    def _loading(self, *, parallel: bool) -> str:
        types = [row[1] for row in self.ask(f"DESCRIBE SELECT * FROM {self.log.rows(parallel=parallel)}")]
        case = self._column("case")
        key = f"CASE WHEN trim({case}::VARCHAR) <> '' THEN hash(trim({case}::VARCHAR)) END"
        columns = [f"{key} AS k"]
        for role, short in (("step", "s"), ("channel", "ch"), ("group", "g")):
            if role in self.columns:
                columns.append(f"coalesce({self._column(role)}::VARCHAR, '') AS {short}")
        for role, short in (("time", ""), ("end", "e_")):
            if role in self.columns:
                moment, text = self._moment(role, types)
                columns += [f"{moment} AS {short}m", f"{text} AS {short}text"]
        inner = f"SELECT {', '.join(columns)} FROM {self.log.rows(parallel=parallel)}"
        kept = ["k", "s", *(short for role, short in (("channel", "ch"), ("group", "g")) if role in self.columns)]
        for role, start, said in (("time", "", "said"), ("end", "e_", "e_said")):
            if role in self.columns:
                found = in_range(f"{start}m")
                kept += [
                    f"{found} AS {'e' if start else 't'}",
                    f"CASE WHEN ({found}) IS NULL THEN {start}text END AS {said}",
                ]
        return f"CREATE OR REPLACE TABLE raw AS SELECT {', '.join(kept)} FROM ({inner})"

    def _moment(self, role: str, types: list[str]) -> tuple[str, str]:
        column = self._column(role)
        kind = types[self.columns[role].at]
        if kind == "VARCHAR":
            return moment_at_once(f"trim({column})"), f"nullif(left(trim({column}), {LONGEST_TIME}), '')"
        if kind in _NUMBERS:
            return moment_since_1970(f"{column}::VARCHAR"), f"{column}::VARCHAR"
        if kind.startswith(("TIMESTAMP", "DATE")):
            zoned = kind in ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")
            return f"epoch_us({column if zoned else f'{column}::TIMESTAMP'})", "NULL::VARCHAR"
        raise EvidenceError(f"The column “{self.columns[role].name}” of {self._what} holds no dates or times.")

    # ---- times

    def day_first(self) -> bool | Question:
        """Whether 02/03/2026 is the second of March; a question where both are possible.

        Raises:
            EvidenceError: if some times are written one way and some the other.
        """
        if self.plan.day_first is not None:
            return self.plan.day_first
        for role, said in (("time", "said"), ("end", "e_said")):
            if role not in self.columns:
                continue
            one, two = first_and_second("said")
            inner = f"SELECT rowid r, {said} AS said FROM raw WHERE {said} IS NOT NULL"
            pairs = f"SELECT r, said, {one} a, {two} b FROM ({inner})"
            ((day, month, differ, example, day_row, month_row),) = self.ask(
                "SELECT count(*) FILTER (a > 12 AND b <= 12), count(*) FILTER (b > 12 AND a <= 12), "
                "count(*) FILTER (a <> b), min(said) FILTER (a <> b), min(r) FILTER (a > 12 AND b <= 12), "
                f"min(r) FILTER (b > 12 AND a <= 12) FROM ({pairs})"
            )
            if day and month:
                raise EvidenceError(
                    f"In “{self.columns[role].name}” some dates begin with the day (row {self._row(day_row)}) and some "
                    f"with the month (row {self._row(month_row)}). Write them in one way, such as 2026-03-02."
                )
            if day or month:
                return bool(day)
            if differ:
                return self._which_first(role, example)
        return True

    def _which_first(self, role: str, example: str) -> Question:
        column = self.columns[role].name
        return Question(
            "day-first",
            f"Do dates in “{column}” begin with the day or with the month? “{example}” can be read both ways. "
            "Say --day-first or --month-first.",
            column,
            (("day", "The day comes first, as in 31/12/2026"), ("month", "The month comes first, as in 12/31/2026")),
        )

    def read_other_times(self, *, day_first: bool) -> None:
        """Reads the times that were not read at once."""
        for role, moment, said in (("time", "t", "said"), ("end", "e", "e_said")):
            if role in self.columns and self.ask(f"SELECT 1 FROM raw WHERE {said} IS NOT NULL LIMIT 1"):
                read = f"SELECT *, {moment_otherwise(said, day_first=day_first)} AS m FROM raw"
                self.ask(
                    f"CREATE OR REPLACE TABLE raw AS SELECT * EXCLUDE (m, found) REPLACE (coalesce({moment}, found) AS "
                    f"{moment}, CASE WHEN found IS NULL THEN {said} END AS {said}) "
                    f"FROM (SELECT *, {in_range('m')} AS found FROM ({read}))"
                )

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with rows that do not count: the first dozen.

        Raises:
            EvidenceError: if hardly any can be.
        """
        problems: list[Problem] = []
        for role, moment, said in (("time", "t", "said"), ("end", "e", "e_said")):
            if role not in self.columns:
                continue
            ((good, bad),) = self.ask(f"SELECT count({moment}), count({said}) FROM raw")
            if bad > good:
                raise EvidenceError(
                    f"The column “{self.columns[role].name}” of {self._what} holds no times that can be read, such as "
                    "2026-03-02 09:00: choose another column, or correct them."
                    if not good
                    else f"Most times in “{self.columns[role].name}” of {self._what} cannot be read: write them as "
                    "2026-03-02 09:00."
                )
            for row, text in self.ask(
                f"SELECT rowid, {said} FROM raw WHERE {said} IS NOT NULL ORDER BY rowid LIMIT {MOST_TOLD}"
            ):
                problems.append(NoDate(row=self._row(row), column=self.columns[role].name, cell=text))
        lines = (
            f"Line {line} has more cells than there are columns, or is too long: it does not count."
            for line in self.broken
        )
        told = (*problems, *(Plain(say=line) for line in lines))
        return told[:MOST_TOLD]

    # ---- names

    def names_of(self, role: str) -> Names:
        """The names in a column, numbered; small and capital letters and spaces make no difference.

        Raises:
            EvidenceError: if there are so many that they name something else.
        """
        if role not in self.columns:
            return Names()
        short = {"step": "s", "channel": "ch", "group": "g"}[role]
        found = self.ask(
            f"SELECT {short}, count(*), count(t) FROM raw WHERE k IS NOT NULL GROUP BY {short} "
            f"ORDER BY count(*) DESC, {short} LIMIT {2 * MOST_NAMES}"
        )
        mapped = {step_key(said): name for said, name in self.plan.steps.items()} if role == "step" else {}
        shown: dict[str, str] = {}
        numbers: dict[str, int] = {}
        blank = left_out = 0
        for said, rows, timed in found:
            name = " ".join(said.split())[:LONGEST_NAME]
            if role == "step" and not name:
                blank += rows
                continue
            if role == "step":
                name = self.plan.steps.get(said, mapped.get(step_key(said), name))
            if role == "step" and not name:
                left_out += timed
                continue
            shown.setdefault(step_key(name), name)
            numbers[said] = list(shown).index(step_key(name))
        if len(shown) > MOST_NAMES or len(found) == 2 * MOST_NAMES:
            raise EvidenceError(
                f"“{self.columns[role].name}” of {self._what} holds more than {MOST_NAMES} different names. "
                f"Choose the column that names the {role}."
            )
        return Names(tuple(shown.values()), numbers, blank, left_out)

    def not_counted(self, steps: Names) -> NotCounted:
        """The rows that count nowhere, each of them once; rows in which nothing stands are none."""
        named = "k IS NOT NULL AND trim(s) <> ''"
        ((case, time, unreadable, ahead),) = self.ask(
            "SELECT count(*) FILTER (k IS NULL AND (t IS NOT NULL OR said IS NOT NULL OR trim(s) <> '')), "
            f"count(*) FILTER ({named} AND t IS NULL AND said IS NULL), "
            f"count(*) FILTER ({named} AND said IS NOT NULL), count(*) FILTER ({named} AND t >= {self.now}) "
            f"FROM raw WHERE k IS NULL OR t IS NULL OR t >= {self.now}"
        )
        return NotCounted(case, time, steps.blank, unreadable, len(self.broken), steps.left_out, ahead)

    @property
    def _what(self) -> str:
        return self.log.what[:1].lower() + self.log.what[1:]

    def _column(self, role: str) -> str:
        return self.log.column(self.columns[role])

    def _row(self, at: int) -> int:
        row = at + self.log.first_row
        for line in self.broken:
            row += line <= row
        return row


_ASKS: Final = {"case": "which customer", "time": "when", "step": "which step"}
