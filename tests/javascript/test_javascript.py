"""The browser's code without a browser: each file of tests is run by Node.js, which comes with Playwright."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from from_python import from_python

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("javascript") / "from_python.json"
    path.write_text(json.dumps(from_python()), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", sorted(HERE.glob("*.test.js")), ids=lambda path: path.name.removesuffix(".test.js"))
def test_javascript(path: Path, node: str, compared: Path) -> None:
    done = subprocess.run(
        [node, "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--test", "--test-reporter=spec", str(path)],
        env={**os.environ, "CJM_FROM_PYTHON": str(compared), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    told = f"{done.stdout}\n{done.stderr}"
    assert done.returncode == 0, told[told.find("failing tests") :]
    assert "tests 0\n" not in done.stdout, "the file holds no test"
