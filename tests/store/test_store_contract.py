"""Both stores keep what every store must keep."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from store_contract import StoreContract

from cjm_widgets.store import JourneyStore, opened_store
from cjm_widgets.store.address import Database
from cjm_widgets.store.history import replay
from cjm_widgets.store.postgres.hearing import Hearing
from cjm_widgets.store.postgres.on_postgres import PostgresStore

if TYPE_CHECKING:
    from postgres_server import Postgres


class TestFiles(StoreContract[Path]):
    @pytest.fixture
    def place(self, tmp_path: Path) -> Path:
        return tmp_path / "journeys"

    def connect(self, place: Path) -> JourneyStore:
        return opened_store(place)

    def raw_read(self, place: Path, journey_id: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((place / f"{journey_id}.json").read_bytes())
        return found

    def raw_write(self, place: Path, journey_id: str, raw: bytes) -> None:
        (place / f"{journey_id}.json").write_bytes(raw)


class TestPostgres(StoreContract[Database]):
    @pytest.fixture
    def place(self, postgres: Postgres) -> Database:
        self.server = postgres
        return postgres.fresh()

    def connect(self, place: Database) -> JourneyStore:
        return PostgresStore(place, Hearing(None, poll=0))

    def raw_read(self, place: Database, journey_id: str) -> dict[str, Any]:
        ask = (
            "select line from {schema}.edit e join {schema}.journey j on j.key = e.journey where j.id = %s order by at"
        )
        lines = [bytes(line) for (line,) in self.server.ask(place, ask, journey_id)]
        found = replay(journey_id, reversed(lines))
        assert found is not None
        return found.journey.to_json()

    def raw_write(self, place: Database, journey_id: str, raw: bytes) -> None:
        self.server.ask(place, "update {schema}.journey set file = %s, file_changed = 1 where id = %s", raw, journey_id)
