"""What a run leaves beside its notebooks: a page that needs no network, and the new edition."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cjm_widgets.pages.past import past_of
from cjm_widgets.pages.reported import reported
from cjm_widgets.pages.seen_first import SeenFirst
from cjm_widgets.pages.told import Telling
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.rerun.notebook import named_as_brought
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.as_asked import Asked, copied_as_asked, past_as_asked
from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.tasks.exporting import keep_file
from cjm_widgets.tasks.making import day_now
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from cjm_widgets.rerun.jobs import Job
    from cjm_widgets.store import JourneyStore


def make_report(job: Job) -> None:
    """Writes the page."""
    with TemporaryDirectory(prefix="cjm-") as folder:
        page = reported(_telling(job, Path(folder)))
    keep_file(Path(job.finished), named_as_brought(page, job.brought, "text/html").encode())


def make_edition(job: Job) -> None:
    """Keeps the journey as it was asked for, with an edition of it, as a map of its own."""
    finished = Path(job.finished)
    with TemporaryDirectory(prefix="cjm-", dir=finished.parent) as folder:
        copy, journey_id = _copy(job, Path(folder)), Path(job.given["journey"]).stem
        keep_edition(copy, copy.open(journey_id), job.edition, "", "cjm run")
        for ending in (".log.jsonl", ".json"):
            keep_file(finished.with_suffix(ending), (Path(folder) / f"{journey_id}{ending}").read_bytes())


def _telling(job: Job, folder: Path) -> Telling:
    place = Path(job.given["journey"])
    store = opened_store(place.parent)
    meant = _copy(job, folder) if len(job.given) > 1 else store
    journey = meant.open(place.stem)
    seen = Visibility(Visitor(), SeenFirst(meant))
    past = past_as_asked(past_of(store, journey.id), Asked(**_asked(job)))
    return Telling(journey, seen, past, day_now(), _asked(job))


def _asked(job: Job) -> dict[str, Any]:
    return {name: value for name, value in job.given.items() if name != "journey"}


def _copy(job: Job, folder: Path) -> JourneyStore:
    place = Path(job.given["journey"])
    return copied_as_asked(opened_store(place.parent), place.stem, Asked(**_asked(job)), folder)
