"""Maps of a database as files, for as long as workbooks are run on them: a run reads maps and changes none."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cjm_widgets.rerun.parameters import RerunError
from cjm_widgets.store import StoreError, opened_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.store.address import Place


@contextmanager
def taken_out(place: Place, journey_id: str) -> Iterator[Path]:
    """The file of a journey; of one in a database, a copy that goes at the end.

    Args:
        place: where the journey is.
        journey_id: its id.

    Raises:
        RerunError: if it cannot be read.
    """
    if isinstance(place, Path):
        yield place / f"{journey_id}.json"
        return
    with TemporaryDirectory(prefix="cjm-") as folder:
        all_taken_out(place, Path(folder))
        yield Path(folder, f"{journey_id}.json")


def all_taken_out(place: Place, folder: Path) -> None:
    """Copies all maps of a place, with their histories, into a folder: some workbooks tell of them all.

    Args:
        place: where the journeys are.
        folder: an empty one.

    Raises:
        RerunError: if they cannot be read.
    """
    try:
        store = opened_store(place)
        for journey_id in store.ids():
            for name, data in store.copied(journey_id).items():
                (folder / name).write_bytes(data)
    except StoreError as error:
        raise RerunError(str(error)) from error
