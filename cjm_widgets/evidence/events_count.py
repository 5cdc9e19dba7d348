"""Figures of the steps of a log, counted by DuckDB: the same way for a hundred events and for a hundred million.

Nothing is held that grows with the log but tables that DuckDB can put on the disk. So for medians waits are counted
roughly first, and only those near a median are put in order, to the second.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.evidence.events_log import MOST_COUNTED, Contacts, EventLog, NotCounted, Spread, StepEvents, Way
from cjm_widgets.evidence.events_rows import DAY, SECOND
from cjm_widgets.evidence.problems import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.evidence.events_rows import Names, Rows
    from cjm_widgets.evidence.problems import Problem

By = Literal["all", "step", "channel", "group"]
_ROUGHLY: Final = "floor(ln(v + 1) * 50)::USMALLINT"
"""SQL for a number that grows with seconds v: the same one for values within a fiftieth of each other."""


class Counting:
    """The events of a log in the order of their cases, in a table `walked`.

    There, k is the case, t when the event began and u when it was over, nth its place in the case, id its step, channel
    and group as one number.

    Args:
        rows: the rows of the log.
        steps: the names of the steps, numbered.
        channels: those of the channels.
        groups: those of the groups.
    """

    def __init__(self, rows: Rows, steps: Names, channels: Names, groups: Names) -> None:
        self.rows, self.steps, self.channels, self.groups = rows, steps, channels, groups
        self.of_channels, self.of_groups = len(channels.names), len(groups.names)
        one = self.of_channels * self.of_groups
        self.keys: dict[By, str] = {
            "all": "0",
            "step": f"id // {one}",
            "channel": f"id // {self.of_groups}",
            "group": f"id // {one} * {self.of_groups} + id % {self.of_groups}",
        }
        self.until: int | None = None
        """From which moment on a last event may still be followed by another."""
        self.unsure = 0
        """Of how many cases a row that does not count may be later than those that do."""

    # ---- in order

    def walk(self) -> None:
        """Puts the events in order.

        Raises:
            EvidenceError: if there are none.
        """
        ask = self.rows.ask
        joins, number = [], "0"
        for short, names in (("s", self.steps), ("ch", self.channels), ("g", self.groups)):
            if names.numbers is None:
                continue
            ask(
                f"CREATE TABLE names_{short} AS SELECT unnest(?) AS said, unnest(?)::UINTEGER AS {short}_no",
                list(names.numbers), list(names.numbers.values()),
            )  # fmt: skip
            joins.append(f"JOIN names_{short} ON raw.{short} = names_{short}.said")
            number = f"({number}) * {len(names.names)} + {short}_no"
        times, u, over, took = (
            ", greatest(e, t) AS u, CASE WHEN e >= t THEN e END AS over, e - t AS took",
            "u",
            "over",
            "took",
        )
        if "end" not in self.rows.columns:  # what is the same in all rows is not put in order with them
            times, u, over, took = "", "t", "t", "NULL::BIGINT"
        inner = (
            f"SELECT k, t{times}, ({number})::UINTEGER AS id, raw.rowid AS r FROM raw {' '.join(joins)} "
            f"WHERE k IS NOT NULL AND t < {self.rows.now}"
        )
        ask(
            f"CREATE TABLE walked AS SELECT k, t, {u} AS u, id, {took} AS took, "
            "(row_number() OVER one)::UINTEGER AS nth, lead(t) OVER one IS NULL AS is_last, "
            f"t - lag({over}) OVER one AS wait "
            f"FROM ({inner}) WINDOW one AS (PARTITION BY k ORDER BY t, r)",
            until=0.75,
        )
        counts = "s IN (SELECT said FROM names_s)"
        ask(
            "CREATE TABLE unsure AS SELECT k FROM (SELECT k, bool_or(t IS NULL) AS at_any, max(t) AS seen FROM raw "
            f"WHERE k IS NOT NULL AND (t IS NULL OR t >= {self.rows.now} OR NOT {counts}) GROUP BY k) "
            "JOIN walked USING (k) WHERE is_last AND (at_any OR seen >= t)"
        )
        ((self.unsure,),) = ask("SELECT count(*) FROM unsure")
        ask("DROP TABLE raw")
        self._bin("waits", f"SELECT id, {_seconds('greatest(wait, 0)')} AS v FROM walked WHERE wait IS NOT NULL")
        self._bin("doings", f"SELECT id, {_seconds('took')} AS v FROM walked WHERE took >= 0")

    def log(self, ways: Iterable[tuple[str, str]], not_counted: NotCounted, problems: tuple[Problem, ...]) -> EventLog:
        """All figures, once the events are in order.

        Args:
            ways: pairs of steps.
            not_counted: rows that count nowhere.
            problems: what is wrong with some of them.

        Raises:
            EvidenceError: if there are no events, or no such step.
        """
        ((events, first, last, until, overlaps, backward),) = self.rows.ask(
            "SELECT count(*), min(t), max(t), max(u), count(*) FILTER (wait < 0), count(*) FILTER (took < 0) "
            "FROM walked"
        )
        if not events:
            raise EvidenceError(f"{self.rows.log.what} has no row with a case, a time and a step.")
        waits = self._spreads("waits", "all").get(0)
        counts = self._per_case("all", {})[0]
        may_go_on = None
        if waits is not None:
            self.until = min(until, self.rows.now) - int(waits.high * SECOND)
            may_go_on = self.rows.ask(f"SELECT count(*) FROM walked WHERE is_last AND u >= {self.until}")[0][0]
        shown: Counter[int] = Counter()
        for n, cases in counts.items():
            shown[min(n, MOST_COUNTED + 1)] += cases
        return EventLog(
            cases=sum(counts.values()),
            events=events,
            first=_moment(first),
            last=_moment(last),
            per_case=_spread(counts),
            counted=tuple(sorted(shown.items())),
            usual_wait=waits,
            may_go_on=may_go_on,
            steps=self._steps(),
            ways=tuple(self._way(start, end) for start, end in ways),
            not_counted=not_counted,
            problems=problems,
            overlaps=overlaps,
            backward=backward,
            unsure=self.unsure,
            alike=self._alike(),
        )

    def _alike(self) -> int:
        """How many events are like the one before them; where only days are known, it may well have happened twice."""
        ((alike,),) = self.rows.ask(
            "SELECT count(*) FROM (SELECT k, nth - 1 AS nth, t, id FROM walked "
            f"WHERE nth > 1 AND t % {DAY * SECOND} <> 0) JOIN walked USING (k, nth, t, id)"
        )
        return int(alike)

    # ---- steps

    def _steps(self) -> tuple[StepEvents, ...]:
        """The figures of each step, in the order in which steps usually come."""
        places: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        all_of = self._contacts("step", places)
        channels = self._contacts("channel") if "channel" in self.rows.columns else {}
        groups = self._contacts("group") if "group" in self.rows.columns else {}
        order = sorted(all_of, key=lambda step: (places[step][1] / places[step][0], self.steps.names[step]))
        return tuple(
            StepEvents(
                self.steps.names[step],
                all_of[step],
                _parts(channels, self.channels.names, step),
                _parts(groups, self.groups.names, step),
            )
            for step in order
        )

    def _contacts(self, by: By, places: dict[int, list[int]] | None = None) -> Mapping[int, Contacts]:
        known = self.until is not None
        may = f"is_last AND u >= {self.until}" if known else "false"
        unsure = f"is_last AND NOT ({may}) AND k IN (SELECT k FROM unsure)" if self.unsure else "false"
        found = self.rows.ask(
            f"SELECT {self.keys[by]} AS key, count(*), count(*) FILTER (is_last), count(*) FILTER ({may}), "
            f"count(*) FILTER ({unsure}), sum(nth)::BIGINT FROM walked GROUP BY key"
        )
        timed: dict[int, list[int]] = {}
        per_case, waits, doings = self._per_case(by, timed), self._spreads("waits", by), self._spreads("doings", by)
        made = {}
        for key, events, last, may_go_on, unsure, nths in found:
            counts = per_case[key]
            if places is not None:
                places[key] = [events, nths]
            made[key] = Contacts(
                events=events,
                cases=sum(counts.values()),
                repeats=sum(cases for n, cases in counts.items() if n > 1),
                ended=last - may_go_on - unsure if known else None,
                may_go_on=may_go_on if known else None,
                per_case=_spread(counts),
                waiting=waits.get(key),
                doing=doings.get(key),
                waited=timed[key][0],
                timed=timed[key][1],
                unsure=unsure if known else 0,
            )
        return made

    def _per_case(self, by: By, timed: dict[int, list[int]]) -> Mapping[int, Mapping[int, int]]:
        """For each key, how many cases have so many events; into `timed`, of how many waits and lengths are known."""
        made: dict[int, dict[int, int]] = defaultdict(dict)
        for key, n, cases, waited, done in self.rows.ask(
            "SELECT key, n, count(*), count(*) FILTER (waited), count(*) FILTER (done) FROM "
            f"(SELECT k, {self.keys[by]} AS key, count(*) AS n, bool_or(wait IS NOT NULL) AS waited, "
            "bool_or(took >= 0) AS done FROM walked GROUP BY ALL) GROUP BY ALL",
            until={"all": 0.84, "step": 0.88, "channel": 0.93, "group": 0.99}[by],
        ):
            made[key][n] = cases
            so_far = timed.get(key, [0, 0])
            timed[key] = [so_far[0] + waited, so_far[1] + done]
        return made

    def _bin(self, name: str, values: str) -> None:
        """Counts values roughly, so that only those near a quartile have to be put in order."""
        self.rows.ask(f"CREATE OR REPLACE VIEW {name} AS SELECT *, {_ROUGHLY} AS b FROM ({values})")
        self.rows.ask(
            f"CREATE OR REPLACE TABLE {name}_bins AS SELECT id, b, count(*) AS n FROM {name} GROUP BY ALL", until=0.8
        )

    def _spreads(self, name: str, by: By) -> Mapping[int, Spread]:
        """The median and the middle half of values that were counted roughly."""
        ranks = [f"((total - 1) * {at} + {up}) // 4" for at in (1, 2, 3) for up in (0, 3)]
        parts = ", ".join(f"min(v) FILTER (upto > {rank})" for rank in ranks)
        near = " OR ".join(f"({rank} >= below AND {rank} < below + n)" for rank in ranks)
        found = self.rows.ask(
            f"WITH h AS (SELECT {self.keys[by]} AS key, b, sum(n)::BIGINT AS n FROM {name}_bins GROUP BY ALL), "
            "reached AS (SELECT key, b, n, (sum(n) OVER (PARTITION BY key ORDER BY b))::BIGINT - n AS below, "
            "(sum(n) OVER (PARTITION BY key))::BIGINT AS total FROM h), "
            f"wanted AS MATERIALIZED (SELECT * FROM reached WHERE {near}), "
            f"fine AS (SELECT key, b, v, count(*) AS n FROM (SELECT {self.keys[by]} AS key, b, v FROM {name}) "
            "SEMI JOIN wanted USING (key, b) GROUP BY ALL), "
            "upto AS (SELECT key, v, total, below + sum(fine.n) OVER (PARTITION BY key, b ORDER BY v ROWS UNBOUNDED "
            "PRECEDING) AS upto FROM fine JOIN wanted USING (key, b)) "
            f"SELECT key, any_value(total), {parts} FROM upto GROUP BY key"
        )
        return {key: Spread(total, *_between(total, *values)) for key, total, *values in found}

    # ---- ways

    def _way(self, start: str, end: str) -> Way:
        """How long it takes from one step to another.

        Raises:
            EvidenceError: if the log has no such step.
        """
        numbers = []
        for name in (start, end):
            if name not in self.steps.names:
                raise EvidenceError(
                    f"Nothing happened at “{name}” in {self.rows.log.what[:1].lower()}{self.rows.log.what[1:]}."
                )
            numbers.append(self.steps.names.index(name))
        ask, step = self.rows.ask, self.keys["step"]
        here, there = (f"{step} = {number}" for number in numbers)
        ask(
            "CREATE OR REPLACE TABLE begun AS SELECT k, min(nth) AS b_nth, min(t) AS b "
            f"FROM walked WHERE {here} GROUP BY k"
        )
        ask(
            "CREATE OR REPLACE TABLE come AS SELECT k, any_value(b) AS b, min(nth) AS c_nth, min(t) AS c "
            f"FROM walked JOIN begun USING (k) WHERE {there} AND nth > b_nth GROUP BY k"
        )
        ask(
            "CREATE OR REPLACE TABLE ways AS SELECT any_value(c - b) AS from_first, any_value(c) - max(t) AS from_last "
            f"FROM walked JOIN come USING (k) WHERE {here} AND nth < c_nth GROUP BY k"
        )
        spreads = []
        for value in ("from_first", "from_last"):
            self._bin("way", f"SELECT 0 AS id, {_seconds(value)} AS v FROM ways")
            spreads.append(self._spreads("way", "all").get(0))
        ((not_yet,),) = ask("SELECT count(*) FROM begun ANTI JOIN come USING (k)")
        may_go_on = None
        if self.until is not None:
            open_ones = f"(SELECT k FROM walked WHERE is_last AND u >= {self.until} UNION SELECT k FROM unsure)"
            ((may_go_on,),) = ask(
                f"SELECT count(*) FROM begun ANTI JOIN come USING (k) SEMI JOIN {open_ones} AS going USING (k)"
            )
        return Way(start, end, spreads[0], spreads[1], not_yet, may_go_on)


def _parts(found: Mapping[int, Contacts], names: tuple[str, ...], step: int) -> tuple[tuple[str, Contacts], ...]:
    mine = ((names[key % len(names)], one) for key, one in found.items() if key // len(names) == step)
    return tuple(sorted(mine))


def _seconds(micro: str) -> str:
    """SQL for whole seconds."""
    return f"({micro} + {SECOND // 2}) // {SECOND}"


def _between(n: int, *ends: float) -> tuple[float, float, float]:
    """The quartiles, each between the two figures that lie around it."""
    low, median, high = (
        ends[2 * at] + (ends[2 * at + 1] - ends[2 * at]) * ((n - 1) * (at + 1) % 4) / 4 for at in range(3)
    )
    return low, median, high


def _spread(counts: Mapping[int, int]) -> Spread:
    n = sum(counts.values())
    upto, ends = 0, {}
    wanted = sorted({((n - 1) * at + up) // 4 for at in (1, 2, 3) for up in (0, 3)})
    for value, many in sorted(counts.items()):
        upto += many
        ends.update({at: value for at in wanted if at < upto and at not in ends})
    around = [ends[((n - 1) * at + up) // 4] for at in (1, 2, 3) for up in (0, 3)]
    return Spread(n, *_between(n, *around))


def _moment(micro: Any) -> datetime:
    return datetime.fromtimestamp(micro / SECOND, UTC).replace(tzinfo=None)
