"""The process that runs workbooks: it imports once what they need, and makes a copy of itself for each.

    python -m cjm_widgets.rerun.worker

It reads one line with all jobs and how many run at once, and says a line for each that is over. It ends with the other
end of its input, and so do its copies. Where no process can be copied, it runs them one after the other.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import time
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.rerun.jobs import Fault, Job, Outcome
from cjm_widgets.shipped import shipped
from cjm_widgets.warm.preload import forks, preload, spare_grammars

if TYPE_CHECKING:
    from collections.abc import Sequence

PRELOAD: Final = (
    *("IPython.core.completerlib", "IPython.extensions.storemagic", "cjm_widgets.rerun.notebook"),
    *("cjm_widgets.pages", "cjm_widgets.pages.told", "cjm_widgets.rerun.kept_map"),
    *("cjm_widgets.rerun.reports", "typst", "PIL.PngImagePlugin"),
)
MOST_SAID: Final = 1000
"""Letters of an error. A line of up to 4,096 bytes is written to a pipe whole or not at all, whoever else writes."""


def run(job: Job) -> Fault | None:
    """Runs one workbook and keeps the notebook, also where it stopped; or makes what else is to be made.

    Args:
        job: which, with which values.
    """
    from cjm_widgets.tasks.making import on_day

    try:
        with on_day(job.day):
            fault = _make(job)
    except Exception as error:  # noqa: BLE001  whatever it is, the others go on
        fault = Fault("", type(error).__name__, str(error))
    return replace(fault, why=job.told(fault.why)) if fault else None


def _make(job: Job) -> Fault | None:
    from cjm_widgets.rerun.notebook import as_text, named_as_brought, run_notebook
    from cjm_widgets.tasks.exporting import keep_file

    if job.makes == "map":
        from cjm_widgets.rerun.kept_map import keep_map

        keep_map(job)
        return None
    if job.makes != "notebook":
        from cjm_widgets.rerun.reports import make_edition, make_report

        (make_report if job.makes == "report" else make_edition)(job)
        return None
    workbook = json.loads(Path(job.workbook).read_text(encoding="utf-8"))
    notebook, fault = run_notebook(workbook, job.given)
    keep_file(Path(job.finished), as_text(named_as_brought(notebook, job.brought)).encode())
    return fault


class _Worker:
    def __init__(self, jobs: Sequence[Job], at_once: int, out: int) -> None:
        self._jobs, self._at_once, self._out = jobs, at_once, out
        self._running: dict[int, int] = {}

    def one_after_the_other(self) -> None:
        from cjm_widgets.pages.opening import forget_pages

        for number in range(len(self._jobs)):
            self._run(number)
            forget_pages()

    def several_at_once(self, woken: int) -> None:
        waiting = list(range(len(self._jobs)))
        while waiting or self._running:
            while waiting and len(self._running) < self._at_once:
                self._fork(waiting.pop(0))
            if sys.stdin.fileno() in select.select([sys.stdin.fileno(), woken], [], [])[0]:
                break  # nobody waits for the rest
            with suppress(BlockingIOError):
                os.read(woken, 1024)
            self._reap()
        for pid in self._running:
            os.kill(pid, signal.Signals["SIGKILL"])

    def _fork(self, number: int) -> None:
        if sys.platform == "win32":
            return  # said to the type checker: nothing forks there
        pid = os.fork()
        if pid:
            self._running[pid] = number
            return
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._run(number)
            status = 0
        finally:
            os._exit(status)  # what ends with a process belongs to the one that was copied

    def _reap(self) -> None:
        if sys.platform == "win32":
            return  # said to the type checker: nothing forks there
        for pid in tuple(self._running):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                continue
            number = self._running.pop(pid)
            if status:
                code = os.waitstatus_to_exitcode(status)
                self._say(Outcome(number, fault=Fault("", "Ended", f"its process ended by itself ({code})")))

    def _run(self, number: int) -> None:
        began = time.monotonic()
        fault = run(self._jobs[number])
        self._say(Outcome(number, round(time.monotonic() - began, 3), fault))

    def _say(self, what: Outcome) -> None:
        said = asdict(what)
        if what.fault is not None:
            said["fault"]["why"] = what.fault.why[:MOST_SAID]
        os.write(self._out, json.dumps(said).encode() + b"\n")


def rehearse() -> None:
    """Runs a page once on an example, so that the copies find at hand all that this takes.

    It is one without a picture: what draws them starts threads, which are in no copy of this process.
    """
    from cjm_widgets.pages.opening import forget_pages
    from cjm_widgets.rerun.notebook import as_text, run_notebook

    example = shipped("templates") / "journeys" / "student.json"
    cell = {"cell_type": "code", "id": "page", "metadata": {}}
    cell["source"] = f"from cjm_widgets.pages import open_page\nopen_page('steps', {str(example)!r})"
    as_text(run_notebook({"cells": [cell], "metadata": {}}, {})[0])
    forget_pages()


def _apart() -> int:
    """The way out for what this says; what a cell prints past Python goes nowhere."""
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    return out


def main() -> None:
    """Warms up, and runs what it is told to."""
    out = _apart()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the command, which ends this
    spare_grammars()
    preload(PRELOAD)
    rehearse()
    said: dict[str, Any] = json.loads(sys.stdin.readline() or "{}")
    if not said:
        return
    gc.collect()
    gc.freeze()  # what is here stays: a collection in a copy would touch all of it
    worker = _Worker([Job(**one) for one in said["jobs"]], said["at_once"], out)
    if sys.platform == "win32" or not forks():
        worker.one_after_the_other()
        return
    woken, wake = os.pipe()
    for number in (woken, wake):
        os.set_blocking(number, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    worker.several_at_once(woken)


if __name__ == "__main__":
    main()
