"""A log of ten million events: this workbook beside pandas, in one run.

    uv run python tests/bench/events.py
    uv run python tests/bench/events.py --events 1_000_000 --kinds csv

The log is made with a seed, in a folder that goes away with it: four events a case, twelve steps, four channels, three
groups, in any order. Both count it, each in a process of its own: events, cases, repeats, ends and waits of each step,
by channel and by group as well, and how long it takes from one step to another. It prints seconds, those of
all processors together, and the most memory that either took, compares what they found, and asserts nothing.

Targets on two quiet cores: 12 s for CSV, 8 s for Parquet, and memory that grows no further with the log.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STEPS, CHANNELS, GROUPS = 12, 4, 3
WAY = ("Step 1 of the journey", "Step 2 of the journey")


def make(path: Path, events: int, kind: str) -> None:
    """Writes a log; the same one for the same number of events."""
    import duckdb

    cases = max(1, events // 4)
    # each event goes by a number of its own, so that all processors can make them in any order
    log = f"""
        SELECT printf('C%09d', c) AS "case",
               TIMESTAMP '2026-01-01 08:00:00'
                   + INTERVAL (hash(c) % 25_920_000 + round(-ln(1 - u) * 518_400)::BIGINT) SECOND AS time,
               'Step ' || s || ' of the journey' AS step,
               ['phone', 'web', 'in person', 'letter'][(1 + h // 7 % {CHANNELS})::BIGINT] AS channel,
               ['North', 'South', 'Coast'][(1 + c % {GROUPS})::BIGINT] AS "group"
        FROM (SELECT hash(i) AS h, (hash(i + 7_000_000_000) % {cases})::BIGINT AS c, h % {STEPS} AS s,
                     (hash(i + 90_000_000_000) % 1_000_000) / 1e6 AS u
              FROM range({events}) AS t(i))
    """  # noqa: S608  its own numbers
    with duckdb.connect() as connection:
        how = "FORMAT csv, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S'" if kind == "csv" else "FORMAT parquet"
        connection.execute(f"COPY ({log}) TO '{path}' ({how})")


def ours(path: Path) -> dict[str, float]:
    """The figures, counted by this workbook."""
    from cjm_widgets.evidence.events import EventLog, events_in
    from cjm_widgets.evidence.plan import Plan

    plan = Plan(layout="events", case="case", time="time", step="step", channel="channel", group="group")
    log = events_in(path, plan, ways=[WAY])
    if not isinstance(log, EventLog):
        raise TypeError(log)
    step = log.step(WAY[0])
    return {
        "cases": log.cases,
        "events": log.events,
        "cases of the step": step.all.cases,
        "repeats": step.all.repeats,
        "wait": step.all.waiting.median,
        "wait by web": dict(step.by_channel)["web"].waiting.median,
        "cases in the north": dict(step.by_group)["North"].cases,
        "way": log.ways[0].from_first.median,
    }


def with_pandas(path: Path) -> dict[str, float]:
    """The same figures, as somebody who knows pandas well counts them."""
    import pandas as pd

    if path.suffix == ".csv":
        log = pd.read_csv(path, parse_dates=["time"], dtype=dict.fromkeys(("step", "channel", "group"), "category"))
    else:
        import duckdb  # pandas reads Parquet with a library that this workbook does not have

        log = duckdb.read_parquet(str(path)).df().astype(dict.fromkeys(("step", "channel", "group"), "category"))
    log["case"] = log["case"].factorize()[0]
    log = log.sort_values(["case", "time"], kind="stable")
    log["wait"] = log.groupby("case")["time"].diff().dt.total_seconds()
    last = ~log["case"].duplicated(keep="last")
    found = {}
    for by in (["step"], ["step", "channel"], ["step", "group"]):
        of = log.groupby(by, observed=True)
        found[by[-1]] = (of.size(), of["wait"].quantile([0.25, 0.5, 0.75]), log[last].groupby(by, observed=True).size())
        each = log.groupby(["case", *by], observed=True).size()
        found[by[-1]] += (each.groupby(by, observed=True).size(), (each > 1).groupby(by, observed=True).sum())
    one, other = (log[log["step"] == name] for name in WAY)
    first = one.drop_duplicates("case").set_index("case")["time"]
    later = other.join(first.rename("begun"), on="case", how="inner")
    later = later[later["time"] > later["begun"]].drop_duplicates("case")
    return {
        "cases": log["case"].nunique(),
        "events": len(log),
        "cases of the step": found["step"][3][WAY[0]],
        "repeats": found["step"][4][WAY[0]],
        "wait": found["step"][1][WAY[0], 0.5],
        "wait by web": found["channel"][1][WAY[0], "web", 0.5],
        "cases in the north": found["group"][3][WAY[0], "North"],
        "way": (later["time"] - later["begun"]).dt.total_seconds().median(),
    }


def measured(who: str, path: Path) -> tuple[float, float, float, dict[str, float]]:
    """Seconds, seconds of all processors, the most megabytes, and what was found, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--count", who, str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    said = json.loads(done.stdout)
    return said["seconds"], said["cpu"], said["megabytes"], said["found"]


def count(who: str, path: Path) -> None:
    """Counts and says what it took; on Linux, where the most memory can be asked for in kilobytes."""
    import resource

    began = time.perf_counter()
    found = {"ours": ours, "pandas": with_pandas}[who](path)
    took = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cpu = time.process_time()
    print(
        json.dumps(
            {"seconds": took, "cpu": cpu, "megabytes": most, "found": {key: float(one) for key, one in found.items()}}
        )
    )


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000, help="how many (10_000_000)")
    parser.add_argument("--kinds", nargs="+", choices=("csv", "parquet"), default=("csv", "parquet"))
    parser.add_argument("--no-pandas", action="store_true", help="ours alone, as for logs that pandas cannot hold")
    parser.add_argument("--count", nargs=2, metavar=("WHO", "LOG"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.count:
        count(asked.count[0], Path(asked.count[1]))
        return
    busy = os.getloadavg()[0]
    print(f"{asked.events:,} events; {os.cpu_count()} cores, load {busy:.1f} before\n")
    print(f"{'':20}{'file':>9}{'seconds':>9}{'of CPU':>9}{'memory':>10}")
    with tempfile.TemporaryDirectory(prefix="cjm-bench-") as folder:
        for kind in asked.kinds:
            path = Path(folder) / f"log.{kind}"
            make(path, asked.events, kind)
            size = path.stat().st_size / 1024**2
            found = {}
            for who in ("ours", "pandas")[: 1 if asked.no_pandas else 2]:
                seconds, cpu, megabytes, found[who] = measured(who, path)
                print(
                    f"{kind + ', ' + who:20}{size:>6.0f} MB{seconds:>9.1f}{cpu:>9.1f}{megabytes:>7.0f} MB", flush=True
                )
            print_differences(found)
            path.unlink()


def print_differences(found: dict[str, dict[str, float]]) -> None:
    """Where the two did not find the same; waits are whole seconds here."""
    for what, one in found["ours"].items():
        other = found.get("pandas", found["ours"])[what]
        if abs(one - other) > 1e-6 * max(one, other) + 0.5:
            print(f"  {what}: {one:g}, and {other:g} by pandas")


if __name__ == "__main__":
    main()
