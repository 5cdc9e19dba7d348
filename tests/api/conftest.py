"""A folder of maps beside which a script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cjm_widgets as cjm

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CJM_FOLDER", raising=False)
    return tmp_path


@pytest.fixture
def airport() -> cjm.Map:
    return cjm.new("Through the airport", start="airport", id="airport")
