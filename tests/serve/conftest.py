"""One real server for all tests of the room, with small workbooks of its own."""

from __future__ import annotations

import pytest
from small_books import start


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    running = start(tmp_path_factory.mktemp("serve"))
    yield running
    if running.process.poll() is None:
        running.stop()
