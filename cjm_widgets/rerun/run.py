"""Workbooks x journey -> finished notebooks, by papermill."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from cjm_widgets.pages.book import PAGES
from cjm_widgets.shipped import shipped
from cjm_widgets.store import StoreError, opened_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

AT_ONCE = 4


class RerunError(Exception):
    """Why the workbooks could not be run, as a sentence for people."""


def parameters(given: Sequence[str]) -> dict[str, Any]:
    """The parameters that were typed as NAME=VALUE.

    A value that reads as a number, true, false or null is taken as such; anything else is text.

    Args:
        given: as typed.

    Raises:
        RerunError: if one has no "=" or no name.
    """
    found: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            raise RerunError(f"“{text}” is not a parameter. Write it as name=value.")
        try:
            found[name.strip()] = json.loads(value)
        except json.JSONDecodeError:
            found[name.strip()] = value
    return found


def workbooks_named(names: Sequence[str]) -> tuple[str, ...]:
    """The files of the workbooks that are meant, in the order of the method; all of them if none is named.

    Args:
        names: numbers, page names or file names: "04", "satisfaction", "04_satisfaction.ipynb".

    Raises:
        RerunError: if one is not a workbook; the text lists the ones there are.
    """
    files = [page.file for page in PAGES]
    if not names:
        return tuple(files)
    wanted = set()
    for name in names:
        meant = [
            page.file
            for page in PAGES
            if name in (page.name, page.file, page.file[:2], page.file.removesuffix(".ipynb"))
        ]
        if not meant:
            raise RerunError(
                f"There is no workbook “{name}”. There are: {', '.join(f.removesuffix('.ipynb') for f in files)}."
            )
        wanted.update(meant)
    return tuple(file for file in files if file in wanted)


def run_workbooks(
    journey: Path,
    out: Path,
    *,
    names: Sequence[str] = (),
    given: Mapping[str, Any] | None = None,
    progress: bool = True,
) -> tuple[Path, ...]:
    """Runs workbooks on one journey and writes the finished notebooks.

    Args:
        journey: the journey's file; it is read, never changed.
        out: the folder for the finished notebooks; made when it is not there.
        names: which workbooks, as for `workbooks_named`.
        given: further parameters of the workbooks.
        progress: show a progress bar.

    Returns:
        The finished notebooks, in the order of the method.

    Raises:
        RerunError: if the journey cannot be read, a parameter is unknown, or a workbook stops.
    """
    files = workbooks_named(names)
    if "journey" in (given or {}):
        raise RerunError("The journey is the first word after “cjm run”, not a parameter.")
    try:
        opened_store(journey.parent).open(journey.stem)
    except StoreError as error:
        raise RerunError(str(error)) from error
    _refuse_unknown(files, given or {})
    if out.exists() and not out.is_dir():
        raise RerunError(f"{out} is a file. Name a folder for the finished notebooks with -o.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RerunError(f"The folder {out} cannot be made: {error.strerror}. Choose another with -o.") from error

    from tqdm.auto import tqdm

    values = {**(given or {}), "journey": str(journey.resolve())}
    with ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1)) as pool:
        done = pool.map(lambda file: _run(file, out / file, values), files)
        return tuple(tqdm(done, total=len(files), desc="Running the workbooks", unit="workbook", disable=not progress))


def _asked_by(file: str) -> set[str]:
    import papermill

    return set(papermill.inspect_notebook(str(shipped("workbooks") / file)))


def _refuse_unknown(files: Sequence[str], given: Mapping[str, Any]) -> None:
    known = {name for file in files for name in _asked_by(file)} - {"journey"}
    unknown = sorted(set(given) - known)
    if unknown:
        raise RerunError(
            f"The workbooks have no parameter “{unknown[0]}”. They have: {', '.join(sorted(known)) or 'none'}."
        )


def _run(file: str, finished: Path, values: Mapping[str, Any]) -> Path:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    from cjm_widgets.rerun.kernels import QuietKernelManager

    try:
        papermill.execute_notebook(
            str(shipped("workbooks") / file),
            str(finished),
            parameters={name: value for name, value in values.items() if name in _asked_by(file)},
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            kernel_manager_class=QuietKernelManager,
        )
    except PapermillExecutionError as error:
        raise RerunError(f"{file} stopped: {error.ename}: {error.evalue}. See where in {finished}.") from error
    return finished
