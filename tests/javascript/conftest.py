"""The Node.js that runs the browser's code without a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def node() -> str:
    """Playwright brings its own; it is new enough to read our modules as they are."""
    from playwright._impl._driver import compute_driver_executable

    own = Path(compute_driver_executable()[0])
    if own.exists():
        return str(own)
    if found := shutil.which("node"):
        return found
    say = "There is no Node.js: it comes with the Python package playwright."
    if os.environ.get("CJM_BROWSER_REQUIRED"):
        pytest.fail(say)
    pytest.skip(say)
