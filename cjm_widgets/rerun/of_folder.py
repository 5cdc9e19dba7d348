"""The workbook of a folder run: all its maps side by side, in one finished notebook."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.rerun.addresses import is_address
from cjm_widgets.rerun.jobs import Job
from cjm_widgets.rerun.parameters import RerunError, taken
from cjm_widgets.rerun.results import results_at
from cjm_widgets.rerun.workers import run_jobs
from cjm_widgets.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

ALL_MAPS: Final = "all_maps.ipynb"


def run_folder(folder: Path, out: Path | str, given: Mapping[str, Any] | None = None) -> tuple[Path, ...]:
    """Runs the workbook that shows all maps of a folder side by side.

    Args:
        folder: of the maps; it is read, never changed.
        out: the folder for the finished notebook, by its path or its address; made when it is not there.
        given: further parameters of the workbook.

    Returns:
        The finished notebook; behind an address its name in the folder.

    Raises:
        RerunError: if a parameter is unknown or of another type, or the workbook stops.
    """
    if "folder" in (given or {}):
        raise RerunError("The folder is the first word after “cjm run”, not a parameter.")
    (asked,) = taken((ALL_MAPS,), {**(given or {}), "folder": str(folder.resolve())}).values()
    with TemporaryDirectory(prefix="cjm-") as scratch:
        results = results_at(out, Path(scratch))
        results.begin()
        results.folder.mkdir(parents=True, exist_ok=True)
        told = {asked["folder"]: folder.resolve().name}
        job = Job(str(shipped("workbooks") / ALL_MAPS), str(results.folder / ALL_MAPS), asked, brought=told)
        for one in run_jobs([job], 1):
            results.keep(job.made)
            if one.fault:
                raise RerunError(f"{ALL_MAPS} {one.fault}. See where in {str(out).rstrip('/')}/{ALL_MAPS}.")
    return (Path("" if is_address(out) else out, ALL_MAPS),)
