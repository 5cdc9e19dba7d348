"""The same versions for everybody: uv, pip and conda users get what the tests passed with, and no other library."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^[a-z0-9-]+==[\w.]+( ; python_full_version >= '[\d.]+')?$")
DECLARED = {canonicalize_name(one.name): one for one in map(Requirement, PROJECT["project"]["dependencies"])}
EXTRAS = {
    canonicalize_name(one.name): one
    for wanted in PROJECT["project"]["optional-dependencies"].values()
    for one in map(Requirement, wanted)
}
"""What only those install who want what it is for."""
FOR_TESTS = {canonicalize_name(Requirement(one).name) for one in PROJECT["dependency-groups"]["dev"]} - {"cjm-workbook"}
OTHERS = ROOT / "tests" / "bench" / "equal"
"""Forms of other libraries for a benchmark, which gets these libraries itself."""
WITHOUT_AN_IMPORT = {
    "jupyterlab": "`cjm lab` starts it as a program",
    "orjson": "jupyter_client takes it where it is there",
    "s3fs": "fsspec takes it for S3",
}


def constraints() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pinned() -> dict[str, str]:
    return dict(pin.split(" ;")[0].split("==") for pin in constraints())


def foreign(folder: Path) -> Iterator[tuple[str, str]]:
    """What the files of a folder import from outside it, also inside functions: a file, and a distribution."""
    own = {"cjm_widgets", "equal", *(path.stem for path in (ROOT / "tests").rglob("*.py"))}
    distributions = packages_distributions()
    for path in sorted(set(folder.rglob("*.py")) - set(OTHERS.glob("*_form.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for top in {name.split(".")[0] for name in names} - own - sys.stdlib_module_names:
                found = distributions.get(top, [top])
                yield str(path.relative_to(ROOT)), canonicalize_name(found[0])


def test_every_library_that_is_imported_is_declared():
    assert {name: file for file, name in foreign(ROOT / "cjm_widgets") if name not in DECLARED | EXTRAS} == {}


def test_every_library_that_is_declared_is_imported():
    imported = {name for _, name in foreign(ROOT / "cjm_widgets")}

    assert (DECLARED.keys() | EXTRAS) - imported == set(WITHOUT_AN_IMPORT)


def test_the_tests_are_given_all_extras_so_that_none_is_skipped():
    own = next(one for one in map(Requirement, PROJECT["dependency-groups"]["dev"]) if one.name == "cjm-workbook")

    assert own.extras == set(PROJECT["project"]["optional-dependencies"])


@pytest.mark.parametrize("folder", ["tests", "docs"])
def test_the_tests_import_only_what_is_declared_for_them_or_for_everybody(folder):
    known = DECLARED.keys() | EXTRAS.keys() | FOR_TESTS

    assert {name: file for file, name in foreign(ROOT / folder) if name not in known} == {}


def test_a_library_has_a_least_and_a_next_version_that_nobody_tried_and_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("\ndependencies = [\n")[1].split("\n]")[0]

    for name, wanted in {**DECLARED, **EXTRAS}.items():
        assert {one.operator for one in wanted.specifier} == {">=", "<"}, f"{name}: from one version up to another"
        assert wanted.specifier.contains(pinned()[name]), f"{name}: what the tests passed with is not among {wanted}"
    assert [line for line in lines.splitlines() if not re.fullmatch(r'  "[^"]+", +# .+', line)] == []
    assert list(DECLARED) == sorted(DECLARED), "libraries in the order of the alphabet"


def test_pyproject_holds_the_versions_of_the_constraints_file() -> None:
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == constraints()
    assert all(PIN.match(pin) for pin in constraints())


def test_conda_users_get_the_same_versions() -> None:
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    pins = {line.strip("- ") for line in lines if PIN.match(line.strip("- "))}

    assert {pin.split("==")[0] for pin in pins} == set(DECLARED)
    assert pins <= set(constraints())
    assert "      - --constraint constraints.txt" in lines


def test_every_dependency_of_the_tests_is_pinned() -> None:
    assert set(pinned()) >= FOR_TESTS


def test_no_pinned_file_names_a_host() -> None:
    for name in ("constraints.txt", "environment.yml"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8")
