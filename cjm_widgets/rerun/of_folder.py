"""The workbook of a folder run: all its maps side by side, in one finished notebook."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.rerun.addresses import is_address
from cjm_widgets.rerun.inputs import FOLDER
from cjm_widgets.rerun.jobs import Job
from cjm_widgets.rerun.parameters import RerunError, taken
from cjm_widgets.rerun.results import results_at
from cjm_widgets.rerun.sources import Sources
from cjm_widgets.rerun.workers import Here
from cjm_widgets.shipped import shipped
from cjm_widgets.tasks.making import day_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.rerun.jobs import Runner
    from cjm_widgets.store.address import Place

ALL_MAPS: Final = "all_maps.ipynb"


def run_folder(
    maps: Place | str, out: Path | str, given: Mapping[str, Any] | None = None, *, runner: Runner | None = None
) -> tuple[Path, ...]:
    """Runs the workbook that shows all maps of a place side by side.

    Args:
        maps: the folder of the maps, the address of one, or their database; they are read, never changed.
        out: the folder for the finished notebook, by its path or its address; made when it is not there.
        given: further parameters of the workbook.
        runner: where it runs; on this computer if left out.

    Returns:
        The finished notebook; behind an address its name in the folder.

    Raises:
        RerunError: if a parameter is unknown or of another type, no maps are there, or the workbook stops.
    """
    with runner or Here(1) as runs, TemporaryDirectory(prefix="cjm-") as scratch:
        if FOLDER in (given or {}):
            raise RerunError("The folder is the first word after “cjm run”, not a parameter.")
        sources = Sources(Path(scratch, "in"), Path() if isinstance(maps, str) else maps)
        here = str(sources.maps(maps))
        (asked,) = taken((ALL_MAPS,), {**(given or {}), FOLDER: here}).values()
        results = results_at(out, Path(scratch, "out"))
        results.begin()
        results.folder.mkdir(parents=True, exist_ok=True)
        told = {**sources.brought, here: Path(here).name if isinstance(maps, Path) else str(maps)}
        day = day_now().isoformat()
        job = Job(str(shipped("workbooks") / ALL_MAPS), str(results.folder / ALL_MAPS), asked, brought=told, day=day)
        for one in runs.run([job]):
            results.keep(job.made)
            if one.fault:
                raise RerunError(f"{ALL_MAPS} {one.fault}. See where in {str(out).rstrip('/')}/{ALL_MAPS}.")
    return (Path("" if is_address(out) else out, ALL_MAPS),)
