"""How soon a page is complete: this workbook against stock Voilà with an equal form, pandas and altair, in one run.

    uv run python tests/bench/page_load.py [LOADS]

Each load is one request for the whole page, its own process included, one after the other and in turn, so that
a slow spell of the computer hits both. It prints seconds and the ratio, and asserts nothing.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import servers

LOADS = 7


def seconds(address: str) -> float:
    """How long the whole page takes."""
    began = time.perf_counter()
    urllib.request.urlopen(address, timeout=120).read()
    return time.perf_counter() - began


def main() -> None:
    """Prints the figures."""
    loads = int(sys.argv[1]) if len(sys.argv) > 1 else LOADS
    servers.prepared()
    with (
        tempfile.TemporaryDirectory() as folder,
        servers.workbook(Path(folder) / "journeys") as ours,
        servers.stock(Path(folder) / "stock") as theirs,
    ):
        for one in (ours, theirs):
            seconds(one.page)
        pairs = [(seconds(ours.page), seconds(theirs.page)) for _ in range(loads)]
    print(f"{loads} loads of one page each, one after the other, in turn (seconds: median, smallest, largest)")
    for name, figures in (("this workbook", [a for a, _ in pairs]), ("stock Voilà", [b for _, b in pairs])):
        print(f"  {name:15} {statistics.median(figures):6.2f} {min(figures):6.2f} {max(figures):6.2f}")
    print(f"  ratio, pair by pair: {statistics.median(a / b for a, b in pairs):.2f}")


if __name__ == "__main__":
    main()
