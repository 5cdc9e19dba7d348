"""The workbooks run again, for people who write Python."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjm_widgets.api.folder import opened
from cjm_widgets.rerun import Here, RerunError, run_cases, run_workbooks, taken_out
from cjm_widgets.rerun.cases import Done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.api.folder import AnyMap


def run(
    what: AnyMap,
    out: str | os.PathLike[str],
    *,
    workbooks: Sequence[str] = (),
    jobs: int | None = None,
    progress: bool = True,
    **parameters: Any,
) -> Done:
    """Runs the workbooks on a map, or on all that a file of runs names, and keeps the finished notebooks.

    Args:
        what: a map, or a file of runs (.toml), by its path or its address.
        out: the folder for what is finished, by its path or its address; made when it is not there.
        workbooks: which, by name or number; all if left out.
        jobs: how many run at once; as many as there are cores if left out.
        progress: whether a bar shows how far it is.
        parameters: what the workbooks can be asked for, as `cjm run --list` says; in a file of runs they stand in it.

    Raises:
        CjmError: if nothing can start, or a workbook of a map stops; faults of a file of runs stand in what comes back.
    """
    names = (workbooks,) if isinstance(workbooks, str) else tuple(workbooks)
    folder = os.fspath(out)
    if isinstance(what, str | Path) and str(what).endswith(".toml"):
        if parameters:
            raise RerunError("Parameters of a file of runs stand in it, below [parameters].")
        return run_cases(str(what), folder, names=names, runner=Here(jobs), progress=progress)
    one = opened(what)
    with taken_out(one.folder, one.id) as file:
        made = run_workbooks(file, folder, names=names, given=parameters, runner=Here(jobs), progress=progress)
    return Done(len(made), 0, ())
