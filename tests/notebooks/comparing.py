"""Runs a notebook again and compares what it gives with what is kept in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PYTEST = "import sys; sys.modules['rfc3987_syntax'] = None; import pytest; sys.exit(pytest.main(sys.argv[1:]))"
"""As tests/conftest.py begins: none stands beside the notebook."""


def compared(notebook: Path) -> subprocess.CompletedProcess[str]:
    options = ["--nbval", "-n", "0", "-p", "no:cacheprovider", "-c", "/dev/null"]
    options += ["--nbval-sanitize-with", str(Path(__file__).with_name("sanitise.cfg"))]
    return subprocess.run(
        [sys.executable, "-c", PYTEST, *options, str(notebook)],
        capture_output=True,
        text=True,
        check=False,
        cwd=notebook.parent,
    )
