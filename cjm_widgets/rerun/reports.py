"""What a run leaves beside its notebooks: a page that needs no network, a small curve, and the new edition."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from cjm_widgets.journey.narration import narrate_titled
from cjm_widgets.journey.speaking import firmest_curve, voices
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
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.rerun.jobs import Job
    from cjm_widgets.store import JourneyStore

WIDE: Final = 240
HIGH: Final = 72
_EDGE: Final = 8


def make_report(job: Job) -> None:
    """Writes the page, and beside it the curve as a picture of its own."""
    with TemporaryDirectory(prefix="cjm-") as folder:
        telling = _telling(job, Path(folder))
        page, curve = reported(telling), small_curve(telling.leaves().journey)
    keep_file(Path(job.finished).with_suffix(".svg"), curve.encode())
    keep_file(Path(job.finished), named_as_brought(page, job.brought, "text/html").encode())


def make_edition(job: Job) -> None:
    """Keeps the journey as it was asked for, with an edition of it, as a map of its own."""
    finished = Path(job.finished)
    with TemporaryDirectory(prefix="cjm-", dir=finished.parent) as folder:
        copy, journey_id = _copy(job, Path(folder)), Path(job.given["journey"]).stem
        keep_edition(copy, copy.open(journey_id), job.edition, "", "cjm run")
        for ending in (".log.jsonl", ".json"):
            keep_file(finished.with_suffix(ending), (Path(folder) / f"{journey_id}{ending}").read_bytes())


def small_curve(journey: Journey) -> str:
    """Satisfaction along the journey as a small picture; a gap is a step that nobody knows.

    Args:
        journey: of whose curves the one that speaks first is drawn: what customers say now before what they said.
    """
    curve = firmest_curve(voices(journey))
    lines: list[list[str]] = [[]]
    for at, point in enumerate(curve.points if curve else ()):
        if point.value is None or curve is None:
            lines.append([])
            continue
        x = _EDGE + (WIDE - 2 * _EDGE) * at / max(1, len(curve.points) - 1)
        y = HIGH - _EDGE - (HIGH - 2 * _EDGE) * curve.scale.height(point.value)
        lines[-1].append(f"{x:.1f},{y:.1f}")
    drawn = "".join(
        f'<polyline points="{" ".join(points)}" fill="none" stroke="currentColor" stroke-width="2"/>'
        + "".join(
            f'<circle cx="{one.partition(",")[0]}" cy="{one.partition(",")[2]}" r="2.5" fill="currentColor"/>'
            for one in points
        )
        for points in lines
        if points
    )
    label = quoteattr(narrate_titled(curve) if curve else "No step is rated yet.")
    middle = f'<line x1="0" x2="{WIDE}" y1="{HIGH / 2:g}" y2="{HIGH / 2:g}" stroke="currentColor" opacity=".25"/>'
    nought = middle if curve and curve.scale.low < 0 else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label={label}>'
        f"{nought}{drawn}</svg>"
    )


def _telling(job: Job, folder: Path) -> Telling:
    place = Path(job.given["journey"])
    store = opened_store(place.parent)
    meant = _copy(job, folder) if len(job.given) > 1 else store
    journey = meant.open(place.stem)
    seen = Visibility(Visitor(), SeenFirst(meant))
    past = past_as_asked(past_of(store, journey.id), Asked(**_asked(job)))
    return Telling(journey, seen, past, datetime.now().astimezone().date(), _asked(job))


def _asked(job: Job) -> dict[str, Any]:
    return {name: value for name, value in job.given.items() if name != "journey"}


def _copy(job: Job, folder: Path) -> JourneyStore:
    place = Path(job.given["journey"])
    return copied_as_asked(opened_store(place.parent), place.stem, Asked(**_asked(job)), folder)
