"""All journeys of a folder as one zip file, to take home or to put back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from cjm_widgets.store import JourneyStore

ALWAYS: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the same journeys give the same bytes."""

READ_ME: Final = "READ ME.txt"
_WORDS: Final = """Customer journey maps: each is a file NAME.json with its history in NAME.log.jsonl.
Keep both together. To go on with them, put them into an empty folder and run:

    cjm serve FOLDER
"""


def journeys_zip(store: JourneyStore) -> bytes:
    """Every journey's file and history, and a note what to do with them.

    Each journey is copied while nobody can write to it. A damaged one is in it as it is, so that nothing is missing.
    There is nothing else of the folder in it: no keys, no links, no leftovers.

    Args:
        store: the folder.

    Raises:
        StoreError: if the folder or a file cannot be read.
    """
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        _add(archive, READ_ME, _WORDS.encode())
        for journey_id in store.ids():
            for name, data in store.copied(journey_id).items():
                _add(archive, name, data)
    return made.getvalue()


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name, ALWAYS)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3  # else Windows would make other bytes of the same journeys
    archive.writestr(info, data)
