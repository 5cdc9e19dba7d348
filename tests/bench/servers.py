"""What the benchmarks compare: this workbook, and stock Voilà with an equal form; each in a process of its own."""

from __future__ import annotations

import compileall
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import nbformat

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "crowd")]

from processes import Cpu, cpu, left_behind, pages, shared_memory, started_with  # noqa: E402

from cjm_widgets.shipped import shipped  # noqa: E402

STOCK_CELLS = (
    "import ipywidgets as widgets, pandas as pd, altair as alt",
    "journey = pd.DataFrame({'step': [f'Step {n}' for n in range(10)], 'rating': [n % 5 - 2 for n in range(10)]})",
    (
        "widgets.VBox([widgets.VBox([widgets.Text(description=label) for label in "
        "('Actions', 'Responses', 'Language', 'Feelings', 'Emotions')] + "
        "[widgets.IntSlider(min=-2, max=2, description=step)]) for step in journey.step])"
    ),
    "alt.Chart(journey).mark_line(point=True).encode(x='step', y='rating')",
)
START_WITHIN = 120.0
STOP_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers.

    Args:
        name: for the table.
        url: http://host:port
        page: the address of the page that is measured.
        pid: of the server's process.
        mark: what stands in the environment of all that it started.
        folder: what it serves.
        more: the processes of other servers behind the same address.
        link: what opens the page to whoever has none.
    """

    name: str
    url: str
    page: str
    pid: int
    mark: str
    folder: Path
    more: tuple[int, ...] = ()
    link: str = ""

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes of all servers."""
        return (self.pid, *self.more)

    def cpu(self) -> Cpu:
        """What they and their pages have used."""
        found = [cpu(pid) for pid in self.pids]
        return Cpu(sum(one.server for one in found), sum(one.pages for one in found))

    def pages(self) -> int:
        """How many pages are open."""
        return sum(len(pages(pid)) for pid in self.pids)

    def memory(self) -> float:
        """Megabytes of all servers and their pages."""
        return sum(map(shared_memory, self.pids))


def prepared() -> None:
    """Byte code for all that is installed: without it each process compiles what it imports, on both sides.

    From now on this process, when it is told to stop, ends its servers on its way out, as with Ctrl+C.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    paths = sysconfig.get_paths()
    for folder in {paths["purelib"], paths["platlib"], str(TESTS.parent / "cjm_widgets")}:
        compileall.compile_dir(folder, quiet=2, workers=0)


@contextmanager
def workbook(folder: Path, *options: str, page: str = "04_satisfaction", journey: str = "airport") -> Iterator[Running]:
    """This workbook on a folder of journeys, open to this computer.

    Args:
        folder: the journeys; the two examples are put there if there is none.
        options: more of `cjm serve`.
        page: the workbook that is measured.
        journey: the journey on it.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    serve = [sys.executable, "-m", "cjm_widgets", "serve", str(folder), "--no-browser", "--no-token"]
    address = f"{url}/voila/render/{page}.ipynb?journey={journey}"
    with _running([*serve, "--port", str(port), *options], f"{url}/cjm/room") as (pid, mark):
        yield Running("this workbook", url, address, pid, mark, folder)


@contextmanager
def under_voilas_front(folder: Path, *, page: str = "04_satisfaction", journey: str = "airport") -> Iterator[Running]:
    """The same workbooks, each with a line of HTML beside its form, so that Voilà's own front end draws them.

    Args:
        folder: the journeys.
        page: the workbook that is measured.
        journey: the journey on it.
    """
    books = folder.with_name(f"{folder.name}-books")
    books.mkdir(parents=True)
    for path in shipped("workbooks").glob("*.ipynb"):
        book = nbformat.read(path, as_version=4)
        book.cells.append(nbformat.v4.new_code_cell("from IPython.display import HTML\nHTML('<p>And this.</p>')"))
        nbformat.write(book, books / path.name)
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    address = f"{url}/voila/render/{page}.ipynb?journey={journey}"
    given = f"port={port}, open_browser=False, token=None, books=Path({str(books)!r})"
    code = f"from pathlib import Path\nfrom cjm_widgets.serve import serve\nserve(Path({str(folder)!r}), {given})"
    with _running([sys.executable, "-c", code], f"{url}/cjm/room") as (pid, mark):
        urllib.request.urlopen(address, timeout=120).read()  # it is seen to show more than our widgets
        yield Running("Voilà's front end", url, address, pid, mark, folder)


@contextmanager
def stock(folder: Path, *, pool: int = 0) -> Iterator[Running]:
    """Stock Voilà with an equal form, pandas and altair.

    Args:
        folder: for its notebook.
        pool: the size of its pool of pages that are made before anybody asks; 0 for none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in STOCK_CELLS])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "stock.ipynb")
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    options = ["--no-browser", "--port", str(port), "--VoilaConfiguration.preheat_kernel=" + str(bool(pool))]
    if pool:
        options.append(f"--VoilaConfiguration.default_pool_size={pool}")
    command = [sys.executable, "-m", "voila", str(folder / "stock.ipynb"), *options]
    with _running(command, f"{url}/voila/static/voila.js") as (pid, mark):
        name = f"stock Voilà, pool of {pool}" if pool else "stock Voilà"
        yield Running(name, url, f"{url}/", pid, mark, folder)


@contextmanager
def equal(library: str, form: Path) -> Iterator[Running]:
    """A form equal to the page on satisfaction, in the stock look of another library.

    Args:
        library: "panel" or "streamlit"; uv gets it, in an environment of its own.
        form: what the form asks (`equal.form`), as JSON.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    app = str(Path(__file__).parent / "equal" / f"{library}_form.py")
    command, page, answers = {
        "panel": (["serve", app, "--port", str(port)], f"{url}/panel_form", f"{url}/panel_form"),
        "streamlit": (
            [
                "run",
                app,
                "--server.port",
                str(port),
                "--server.headless",
                "true",
                "--browser.gatherUsageStats",
                "false",
            ],
            f"{url}/",
            f"{url}/_stcore/health",
        ),
    }[library]
    os.environ["CJM_EQUAL_FORM"] = str(form)
    with _running(["uv", "tool", "run", library, *command], answers) as (pid, mark):
        yield Running(library.capitalize(), url, page, pid, mark, form.parent)


@contextmanager
def _running(command: list[str], answers: str) -> Iterator[tuple[int, str]]:
    mark = f"CJM_TEST_SERVER={uuid4().hex}"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env={**environment, **dict([mark.split("=")])},
        start_new_session=True,  # Ctrl+C ends the benchmark, and the benchmark its servers
    )
    try:
        _wait_for(answers, process)
        yield process.pid, mark
    finally:
        _stop(process, mark)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_WITHIN
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError):
            urllib.request.urlopen(address, timeout=10).read()
            return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start: {' '.join(process.args)}")


def _stop(process: subprocess.Popen[bytes], mark: str) -> None:
    process.terminate()
    try:
        process.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        print(f"  the server did not stop within {STOP_WITHIN:.0f} s and was ended")
        process.kill()
        process.wait()
    until = time.monotonic() + 5
    while left_behind(mark) and time.monotonic() < until:
        time.sleep(0.1)
    if left := left_behind(mark):
        print(f"  it left {len(left)} processes behind, which were ended: {left[:3]}")
    for pid in started_with(mark):
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
