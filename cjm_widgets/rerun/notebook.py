"""One workbook run in this process: its cells, what each showed, and where it stopped."""

from __future__ import annotations

import html
import json
import sys
from io import TextIOBase
from typing import TYPE_CHECKING, Any, Final

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from cjm_widgets.rerun.jobs import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    Cell = dict[str, Any]

NEEDS_A_KERNEL: Final = "application/vnd.jupyter.widget-view+json"
"""Stands for a widget whose process lives, and says nothing in a notebook that is finished."""


class _Outputs(list[dict[str, Any]]):
    """What one cell has shown until now, as a notebook keeps it."""

    def show(self, how: str, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> None:
        shown = {kind: value for kind, value in data.items() if kind != NEEDS_A_KERNEL}
        self.append({"output_type": how, "data": shown, "metadata": dict(metadata)})

    def say(self, name: str, text: str) -> None:
        last = self[-1] if self else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self.append({"output_type": "stream", "name": name, "text": text})


_outputs = _Outputs()
"""Of the cell that runs: IPython makes its ways out itself, and hands them nothing."""


class _Stream(TextIOBase):
    def __init__(self, name: str) -> None:
        self._name = name

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        if text:
            _outputs.say(self._name, text)
        return len(text)


class _Results(DisplayHook):
    def __call__(self, result: Any = None) -> None:
        if result is None or self.quiet():  # type: ignore[no-untyped-call]
            return
        hook: Any = super()
        data, metadata = hook.compute_format_data(result)
        hook.update_user_ns(result)
        if data:
            _outputs.show("execute_result", data, metadata)


class _Displays(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        _outputs.show("display_data", data, metadata or {})

    def clear_output(self, wait: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  as the base class has it
        _outputs.clear()


class _Shell(InteractiveShell):
    """IPython as a kernel has it, without a line to anybody: what is shown stands in the notebook."""

    kernel = None  # a page looks for it to know that a program runs it

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        _outputs.append(
            {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)}
        )


def run_notebook(workbook: dict[str, Any], given: Mapping[str, Any]) -> tuple[dict[str, Any], Fault | None]:
    """Runs the cells of a workbook one after the other, until one fails.

    It is meant for a process of its own: what the cells change there, the next workbook would find.

    Args:
        workbook: as it stands in its file.
        given: values of parameters, which take the place of those in the workbook.

    Returns:
        The notebook with all that its cells showed, and where it stopped.
    """
    shell = _Shell.instance(
        config=Config(HistoryManager={"enabled": False}),
        display_pub_class=_Displays,
        displayhook_class=_Results,
    )
    cells = _with_given(workbook["cells"], given)
    fault: Fault | None = None
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Stream("stdout"), _Stream("stderr")
    try:
        for cell in cells:
            if cell["cell_type"] != "code":
                continue
            cell |= {"outputs": [], "execution_count": None}
            if fault is None:
                fault = _run(shell, cell)
    finally:
        sys.stdout, sys.stderr = kept
        _Shell.clear_instance()
    run = {"parameters": dict(given), "stopped": fault.cell if fault else None}
    return {**workbook, "cells": cells, "metadata": {**workbook["metadata"], "cjm": run}}, fault


def named_as_brought(said: Any, brought: Mapping[str, str], kind: str = "") -> Any:
    """A notebook, or a part of it, in which files have the names by which readers are told of them.

    Args:
        said: the part.
        brought: these names, or their beginnings, by those here.
        kind: what it is in the notebook, such as "source" or "text/html".
    """
    if isinstance(said, dict):
        return {name: named_as_brought(value, brought, str(name)) for name, value in said.items()}
    if isinstance(said, list):
        return [named_as_brought(value, brought, kind) for value in said]
    if isinstance(said, str):
        for here, there in brought.items():
            for written in {here, _written(here, kind)}:
                said = said.replace(written, _written(there, kind))
    return said


def _written(name: str, kind: str) -> str:
    if kind == "source":
        return json.dumps(name, ensure_ascii=False)[1:-1].replace("'", r"\'")
    return html.escape(name) if kind in ("text/html", "text/markdown") else name


def as_text(notebook: dict[str, Any]) -> str:
    """A notebook as its file holds it: with a line for each line, so that two can be compared."""
    cells = [{**cell, **_in_lines(cell)} for cell in notebook["cells"]]
    return json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _run(shell: Any, cell: Cell) -> Fault | None:
    _outputs.clear()
    source = "".join(cell["source"])
    done = shell.run_cell(source, store_history=True, cell_id=cell["id"])
    count = {"execution_count": done.execution_count}
    outputs = [{**one, **(count if one["output_type"] == "execute_result" else {})} for one in _outputs]
    cell |= {"outputs": outputs, **count}
    error = done.error_before_exec or done.error_in_exec
    return Fault(cell["id"], type(error).__name__, str(error)) if error is not None else None


def _with_given(cells: list[Cell], given: Mapping[str, Any]) -> list[Cell]:
    """The cells, and behind the one with the parameters a cell that gives them their values, as papermill has it."""
    if not given:
        return [dict(cell) for cell in cells]
    lines = ["# Parameters", *(f"{name} = {value!r}" for name, value in given.items())]
    injected = {
        "cell_type": "code",
        "id": "injected-parameters",
        "metadata": {"tags": ["injected-parameters"]},
        "source": "\n".join(lines),
    }
    at = next((at for at, cell in enumerate(cells, 1) if "parameters" in cell["metadata"].get("tags", ())), 0)
    return [*map(dict, cells[:at]), injected, *map(dict, cells[at:])]


def _in_lines(cell: Cell) -> Cell:
    found: Cell = {"source": _lines(cell["source"])}
    if "outputs" in cell:
        found["outputs"] = [*map(_output_in_lines, cell["outputs"])]
    return found


def _output_in_lines(output: dict[str, Any]) -> dict[str, Any]:
    if output["output_type"] == "stream":
        return {**output, "text": _lines(output["text"])}
    if "data" not in output:
        return output
    data = {kind: _lines(value) if kind.startswith("text/") else value for kind, value in output["data"].items()}
    return {**output, "data": data}


def _lines(text: Any) -> Any:
    return text.splitlines(keepends=True) if isinstance(text, str) else text
