"""Notebook -> page, piece by piece: guidance at once, the form when its process has answered."""

from __future__ import annotations

import logging
import re
import time
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from queue import Empty
from typing import TYPE_CHECKING, Any, Final

import jinja2
import nbformat
from jupyter_core.utils import ensure_async
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets.config import Config
from voila.execute import VoilaExecutor

from cjm_widgets.serve.fronts import FOREIGN, drawn
from cjm_widgets.warm.messages import StoppingError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from pathlib import Path

    from cjm_widgets.serve.books import Book

CELL_TIMEOUT: Final = 120
START_TIMEOUT: Final = 60
GREETING: Final = 1.0
PARAMETERS: Final = "parameters"
"""The tag of the cell that papermill replaces; it says nothing by itself."""
_ONLY_LINKS = re.compile(r"\s*(\[[^\]]*\]\([^)\s]*\.ipynb\)[\s·|]*)+")
_FAILED: Final = {"output_type": "error", "ename": "", "evalue": "", "traceback": []}
Cell = dict[str, Any]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the form.

    Args:
        page: this workbook.
        pages: all of them, for the steps of the method.
        home: address of the start page.
        assets: name -> address of the template's files.
        opening: guidance before the first code cell, as HTML.
        leads: whether it is a facilitator's page.
        extended: whether Voilà's own front end draws it.
        name: of whose page it is, where that is known.
        out_at: where they log out, "" where nobody has logged in.
        number: under which what they rate is kept in a room, "" where their name leads to it.
    """

    page: Book
    pages: tuple[Book, ...]
    home: str
    assets: dict[str, str]
    opening: tuple[str, ...]
    leads: bool = True
    extended: bool = False
    name: str = ""
    out_at: str = ""
    number: str = ""

    @property
    def steps(self) -> tuple[Book, ...]:
        """The pages of the method."""
        return tuple(page for page in self.pages if page.is_step)

    @property
    def host(self) -> Book | None:
        """The facilitator's page, if there is one."""
        return next((page for page in self.pages if page.hosts), None)

    @property
    def step(self) -> Book | None:
        """The step that this page is, or stands beside."""
        return next((page for page in self.steps if page.name == (self.page.beside or self.page.name)), None)

    @property
    def before(self) -> Book | None:
        """The page before this one; the step that it stands beside."""
        if self.page.beside:
            return self.step
        return dict(zip(self.steps[1:], self.steps, strict=False)).get(self.page)

    @property
    def after(self) -> Book | None:
        """The page after this one."""
        return dict(zip(self.steps, self.steps[1:], strict=False)).get(self.page)


def environment(folder: Path) -> jinja2.Environment:
    """Compiles the templates of a folder once, not at every request as nbconvert does.

    Args:
        folder: holds index.html.j2.
    """
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        enable_async=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
    )


def read(path: Path) -> nbformat.NotebookNode:
    """A workbook without any output that was saved in it; not to be changed, for it is read once for all pages.

    Its parameters stand at the head of the cell that uses them: one question for the page's process, not two.

    Args:
        path: of the notebook.

    Raises:
        OSError: if it cannot be read.
        ValueError: if it is no notebook.
    """
    known = path.stat()
    return _read(path, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int, _size: int) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    cells: list[Any] = []
    waiting = ""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if PARAMETERS in cell.metadata.get("tags", ()):
                waiting += cell.source + "\n"
                continue
            cell.source, waiting = waiting + cell.source, ""
            cell.outputs, cell.execution_count = [], None
        cells.append(cell)
    notebook.cells = cells
    return notebook


def guidance(cells: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[Cell, ...]]:
    """The guidance before the first code cell as HTML, and the cells from there on.

    The row of links that a workbook ends with, for JupyterLab, is left out: the page has one of its own.
    """
    words = [cell for cell in cells if cell["cell_type"] != "markdown" or not _ONLY_LINKS.fullmatch(cell["source"])]
    first = next((at for at, cell in enumerate(words) if cell["cell_type"] == "code"), len(words))
    opening = tuple(_html(cell["source"]) for cell in words[:first] if cell["cell_type"] == "markdown")
    return opening, tuple(words[first:])


class PageExecutor(VoilaExecutor):  # type: ignore[misc]
    """Carries out a page's cells as soon as its process listens."""

    async def async_start_new_kernel_client(self) -> Any:
        """Connects to what is needed, and waits for the first sign on the line that results come by.

        Raises:
            RuntimeError: if the process ends, or does not answer in time.
        """
        self.kc = self.km.client()
        self.kc.start_channels(stdin=False, hb=False, control=False)
        self.kc.allow_stdin = False
        until = time.monotonic() + self.startup_timeout
        while time.monotonic() < until:
            try:
                # the process greets whoever subscribes; one that does not greet answers a question
                await ensure_async(self.kc.iopub_channel.get_msg(timeout=GREETING))
            except Empty:
                if not await ensure_async(self.km.is_alive()):
                    raise RuntimeError("its process has ended") from None
                self.kc.kernel_info()
            else:
                return self.kc
        raise RuntimeError("its process does not answer")


class Run:
    """One notebook being carried out for one page.

    Args:
        notebook: as read; it stays as it is.
        kernel_id: of the process that is being started.
        kernel: gives its manager when it has started.
        flush: sends what has been made so far to the browser.
        extend: called when our own front end finds something that it does not draw; None where Voilà's draws.
    """

    def __init__(
        self,
        notebook: nbformat.NotebookNode,
        kernel_id: str,
        kernel: Awaitable[Any],
        flush: Callable[[], Awaitable[None]],
        extend: Callable[[], None] | None,
    ) -> None:
        self.notebook, self.kernel_id, self.kernel, self.flush = deepcopy(notebook), kernel_id, kernel, flush
        self.extend = extend
        self.executor: VoilaExecutor | None = None

    async def start(self, _notebook: Any) -> str:
        """Sends the top of the page, then waits for the process. Called from the template."""
        await self.flush()
        try:
            executor = PageExecutor(
                self.notebook,
                km=await self.kernel,
                show_tracebacks=False,
                timeout=CELL_TIMEOUT,
                config=Config(),
                store_widget_state=self.extend
                is not None,  # it goes into the page: the form is there before the line is
            )
            executor.startup_timeout = START_TIMEOUT
            executor.kc = await executor.async_start_new_kernel_client()
            self.executor = executor
        except StoppingError:
            pass
        except Exception:  # noqa: BLE001  the page says that it failed, whatever it was
            _log.warning("A page could not be started. It may help to load it again.", exc_info=True)
        return self.kernel_id

    async def cells(self, _notebook: Any, _kernel_id: str) -> AsyncIterator[Cell]:
        """Carries out one cell after the other; after one that failed only words come. Called from the template."""
        failed = False
        kept = {id(cell) for cell in guidance(self.notebook.cells)[1]}
        try:
            for at, cell in enumerate(self.notebook.cells):
                if id(cell) not in kept:
                    continue
                if cell.cell_type == "markdown":
                    yield {"cell_type": "markdown", "html": _html(cell.source)}
                elif cell.cell_type == "code" and not failed:
                    outputs = await self._carry_out(cell, at)
                    failed = any(output["output_type"] == "error" for output in outputs)
                    yield {"cell_type": "code", "outputs": outputs}
        finally:
            if self.executor is not None and self.executor.kc is not None:
                self.executor.kc.stop_channels()

    async def _carry_out(self, cell: Any, at: int) -> list[dict[str, Any]]:
        if self.executor is None:
            return [dict(_FAILED)]
        try:
            await self.executor.async_execute_cell(cell, at, store_history=False)
        except Exception:  # noqa: BLE001  a fault in it, or its process has ended or does not answer
            _log.warning("A part of a page could not be shown. It may help to load the page again.", exc_info=True)
            return [dict(_FAILED)]
        outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        if self.extend is None:
            return [{**output, "trusted": True} for output in outputs]
        shown = [drawn(output, self.executor.widget_state) for output in outputs]
        if any(output["output_type"] == FOREIGN for output in shown):
            self.extend()
        return shown


async def pieces(
    template: jinja2.Template, run: Run, frame: Frame, page_config: dict[str, Any], base_url: str
) -> AsyncIterator[str]:
    """The page's HTML, in pieces as it becomes known.

    Args:
        template: index.html.j2.
        run: the notebook being carried out.
        frame: what stands around the form.
        page_config: what Voilà's front end reads.
        base_url: where the server's addresses begin.
    """
    async for html in template.generate_async(
        nb=run.notebook,
        resources={"cjm": frame, "base_url": base_url},
        page_config=page_config,
        main_js="voila.js",
        kernel_start=run.start,
        cell_generator=run.cells,
    ):
        yield html


@lru_cache(maxsize=256)
def _html(source: str) -> str:
    return str(MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source))
