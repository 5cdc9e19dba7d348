"""Four new browsers at the same moment, the short form of tests/bench/browsers.py."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from real_browsers import together
from teams import make_teams, typed_words
from workbook_server import chromium_path, serving

pytestmark = pytest.mark.browser

BROWSERS = 4
PATIENCE = 120.0


@pytest.mark.skipif(
    not os.environ.get("CJM_BROWSER_REQUIRED") and chromium_path() is None, reason="no Chromium is installed"
)
def test_four_new_browsers_at_once_all_get_a_page_that_saves_what_is_typed(tmp_path: Path) -> None:
    (journey,) = make_teams(tmp_path / "journeys", BROWSERS, BROWSERS)
    words = [f"heard-{number}" for number in range(BROWSERS)]

    with serving(tmp_path / "journeys", "--no-token") as served:
        address = served.address("04_satisfaction", journey)
        came = asyncio.run(together([address] * BROWSERS, words, patience=PATIENCE))

    assert [one.problem for one in came] == [""] * BROWSERS
    assert typed_words(tmp_path / "journeys", words) == set(words)
