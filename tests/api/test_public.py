"""What `import cjm_widgets as cjm` offers is named, told, light to import, and of one family of faults."""

from __future__ import annotations

import inspect
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import cjm_widgets as cjm
from cjm_widgets.evidence import EvidenceError
from cjm_widgets.formats.base import FormatError
from cjm_widgets.journey.edits import EditError
from cjm_widgets.rerun import RerunError
from cjm_widgets.store import StoreError

ROOT = Path(cjm.__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")


def methods() -> list[str]:
    return [name for name, _ in inspect.getmembers(cjm.Map) if not name.startswith("_")]


def test_what_is_named_is_there_and_nothing_else() -> None:
    homes = [name for names in cjm._HOMES.values() for name in names]
    assert sorted(homes) == sorted(cjm.__all__) == cjm.__all__
    assert [name for name in cjm.__all__ if getattr(cjm, name) is None] == []
    assert set(cjm.__all__) <= set(dir(cjm))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        cjm.nothing  # noqa: B018  # type: ignore[attr-defined]


def test_no_room_of_the_package_takes_the_place_of_a_function() -> None:
    rooms = {module.name for module in pkgutil.iter_modules(cjm.__path__)}
    assert rooms & set(cjm.__all__) == set()


@pytest.mark.parametrize("name", cjm.__all__)
def test_each_name_has_a_heading_and_words_of_its_own(name: str) -> None:
    assert re.search(rf"^### `(cjm\.)?{name}\b", GUIDE, re.MULTILINE)
    assert inspect.getdoc(getattr(cjm, name))


@pytest.mark.parametrize("name", methods())
def test_each_method_of_a_map_has_a_heading(name: str) -> None:
    if name not in ("folder", "id"):
        assert re.search(rf"^### `map\.{name}\b", GUIDE, re.MULTILINE)


def test_no_heading_tells_of_what_is_not_there() -> None:
    told = re.findall(r"^### `(map|cjm)\.(\w+)", GUIDE, re.MULTILINE)
    assert [name for where, name in told if name not in (methods() if where == "map" else cjm.__all__)] == []


def test_importing_it_loads_nothing_before_something_is_asked_for() -> None:
    code = (
        "import sys, cjm_widgets; print(*(name for name in sys.modules if name.startswith('cjm_widgets.'))); "
        "cjm_widgets.open; print(*({'pandas', 'altair', 'typst', 'docx', 'pptx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("error", [StoreError, EvidenceError, FormatError, EditError, RerunError, cjm.AskedError])
def test_all_faults_are_of_one_family(error: type[Exception]) -> None:
    assert issubclass(error, cjm.CjmError)


def test_each_room_raises_faults_of_that_family_to_people() -> None:
    """A sentence for people that is no `CjmError` would slip by those who catch one."""
    for home in sorted(Path(cjm.__file__).parent.glob("api/*.py")):
        room = vars(import_module(f"cjm_widgets.api.{home.stem}"))
        for name in re.findall(r"raise (\w+)\(", home.read_text(encoding="utf-8")):
            assert issubclass(room[name], cjm.CjmError), (home.stem, name)
