"""The store of files keeps what every store must keep."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store_contract import StoreContract

from cjm_widgets.store import JourneyStore, opened_store

if TYPE_CHECKING:
    from pathlib import Path


class TestFiles(StoreContract):
    def connect(self, place: Path) -> JourneyStore:
        return opened_store(place)

    def raw_read(self, place: Path, journey_id: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((place / f"{journey_id}.json").read_bytes())
        return found

    def raw_write(self, place: Path, journey_id: str, raw: bytes) -> None:
        (place / f"{journey_id}.json").write_bytes(raw)
