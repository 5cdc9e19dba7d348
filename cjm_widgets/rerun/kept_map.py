"""The map as a run told of it, kept beside what the run made: what moved until the next run is told from it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cjm_widgets.formats.registry import format_of
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.as_asked import Asked, copied_as_asked
from cjm_widgets.tasks.exporting import Wish, export_map, keep_file

if TYPE_CHECKING:
    from cjm_widgets.rerun.jobs import Job


def keep_map(job: Job) -> None:
    """Writes the map as it leaves: no single person's ratings are in it."""
    journey = Path(job.given["journey"])
    asked = Asked(**{name: value for name, value in job.given.items() if name != "journey"})
    with TemporaryDirectory(prefix="cjm-") as folder:
        copy = copied_as_asked(opened_store(journey.parent), journey.stem, asked, Path(folder))
        written = export_map(copy, journey.stem, format_of("json"), Wish())
    keep_file(Path(job.finished), written.data)
