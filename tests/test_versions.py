"""The same versions for everybody: uv, pip and conda users get what the tests passed with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^[a-z0-9-]+==[\w.]+( ; python_full_version >= '[\d.]+')?$")


def constraints() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_pyproject_holds_the_versions_of_the_constraints_file() -> None:
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == constraints()
    assert all(PIN.match(pin) for pin in constraints())


def test_conda_users_get_the_same_versions() -> None:
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    pins = {line.strip("- ") for line in lines if PIN.match(line.strip("- "))}
    wanted = {re.match(r"[\w-]+", line)[0] for line in PROJECT["project"]["dependencies"]}

    assert {pin.split("==")[0] for pin in pins} == wanted
    assert pins <= set(constraints())
    assert "      - --constraint constraints.txt" in lines


def test_every_dependency_of_the_tests_is_pinned() -> None:
    pinned = {pin.split("==")[0] for pin in constraints()}

    assert {re.match(r"[\w-]+", line)[0] for line in PROJECT["dependency-groups"]["dev"]} <= pinned


def test_no_pinned_file_names_a_host() -> None:
    for name in ("constraints.txt", "environment.yml"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8")
