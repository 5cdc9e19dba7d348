"""The rooms import one way only, and a page's kernel is not made to load what it does not need."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "cjm_widgets"
ROOMS = (
    "statistics",
    "journey",
    "store",
    "workshop",
    "evidence",
    "charts",
    "views",
    "formats",
    "accounts",
    "widgets",
    "tasks",
    "pages",
    "warm",
    "rerun",
    "api",
    "serve",
    "bundle",
    "cli",
)
ALSO = {"__init__", "__main__", "shipped"}
LIBRARIES_OF_FORMATS = ("docx", "pptx", "typst", "xlsxwriter")
HEAVY_IN_PAGES = {"pandas", "altair", "typer", "voila", "papermill", *LIBRARIES_OF_FORMATS}
NEVER_IN_JOURNEY = HEAVY_IN_PAGES | {"ipywidgets", "anywidget", "IPython", "ipykernel", "nbformat", "jupyter_server"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_shipped" not in path.parts)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside functions, by its full name."""
    own = ("cjm_widgets", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(own[: len(own) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            # “from cjm_widgets import store” names the room in the imported name
            yield from (f"{module}.{alias.name}" for alias in node.names)


def wrong_way(path: Path) -> list[str]:
    room = room_of(path)
    wrong = []
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "cjm_widgets" or parts[1] == "__version__":
            continue
        other = parts[1]
        if other == room:
            continue
        if other in ALSO:
            if room == "journey":
                wrong.append(name)
        elif other not in ROOMS or (room in ROOMS and ROOMS.index(other) > ROOMS.index(room)) or room == "shipped":
            wrong.append(name)
    return wrong


def test_every_folder_of_the_package_is_a_room_with_a_place_in_the_order():
    there = {
        path.name.removesuffix(".py") for path in PACKAGE.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))
    }
    assert there - {"_shipped"} <= {*ROOMS, *ALSO}


def test_the_readme_lists_the_rooms_in_their_order():
    readme = (PACKAGE.parent / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)(?:\.py)?` \|", readme, re.MULTILINE)
    assert [room for room in listed if room != "browser"] == list(ROOMS)


def test_no_module_is_longer_than_four_hundred_lines():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path.name: length for path, length in lengths.items() if length > 400} == {}


def test_a_room_imports_only_rooms_before_it():
    found = {str(path.relative_to(PACKAGE)): wrong for path in MODULES if (wrong := wrong_way(path))}
    assert found == {}


@pytest.mark.parametrize(
    ("room", "line", "wrong"),
    [
        ("journey", "from cjm_widgets.store import Store", True),
        ("journey", "def late():\n    from cjm_widgets import store", True),
        ("journey", "from cjm_widgets.shipped import shipped", True),
        ("store", "from ..pages import open_page", True),
        ("store", "import cjm_widgets.cli", True),
        ("store", "from ..journey.model import Journey", False),
        ("pages", "from cjm_widgets.shipped import shipped", False),
    ],
)
def test_the_check_sees_an_import_against_the_order(tmp_path, monkeypatch, room, line, wrong):
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    path = tmp_path / room / "module.py"
    path.parent.mkdir()
    path.write_text(line, encoding="utf-8")
    assert bool(wrong_way(path)) == wrong


def test_the_journey_needs_no_pandas_altair_or_widgets():
    for path in (path for path in MODULES if room_of(path) == "journey"):
        assert {name.split(".")[0] for name in imported(path)} & NEVER_IN_JOURNEY == set(), path.name


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("cjm_widgets.pages", HEAVY_IN_PAGES),
        ("cjm_widgets.tasks.surveys", HEAVY_IN_PAGES),
        ("cjm_widgets.formats.registry", HEAVY_IN_PAGES),
        ("cjm_widgets.journey.rules", NEVER_IN_JOURNEY),
    ],
)
def test_importing_loads_nothing_heavy(module, unwanted):
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}} & {unwanted!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_a_page_loads_no_format_in_which_maps_come_and_go():
    code = (
        "import sys, cjm_widgets.pages.opening; print(*(name for name in sys.modules if 'cjm_widgets.formats' in name))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def within_its_room(path: Path) -> set[Path]:
    """The modules of the same room that a file imports, also those that only its types need."""
    found = set()
    for name in imported(path):
        parts = name.split(".")[1:]
        modules = (PACKAGE.joinpath(*parts[:end]) for end in (len(parts), len(parts) - 1))
        files = (file for module in modules for file in (module.with_suffix(".py"), module / "__init__.py"))
        file = next(filter(Path.is_file, files), path)
        if parts[:1] == [room_of(path)]:
            found.add(file)
    return found - {path}


def in_circles(files: list[Path]) -> list[str]:
    """The modules that import themselves by way of others."""
    reached = {path: within_its_room(path) for path in files}
    for _ in files:
        for others in reached.values():
            others.update(*(reached.get(other, ()) for other in tuple(others)))
    return sorted(path.relative_to(PACKAGE).as_posix() for path, others in reached.items() if path in others)


@pytest.mark.parametrize("room", ROOMS)
def test_no_modules_of_a_room_import_each_other(room):
    assert in_circles([path for path in MODULES if room_of(path) == room]) == []


def test_the_check_sees_a_circle_also_one_of_types(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    room = tmp_path / "journey"
    room.mkdir()
    for name, line in (
        ("one", "from cjm_widgets.journey.two import x"),
        ("two", "if TYPE_CHECKING:\n    from cjm_widgets.journey import three"),
        ("three", "def late():\n    from cjm_widgets.journey.one import y"),
        ("four", "from cjm_widgets.journey.one import z"),
    ):
        (room / f"{name}.py").write_text(line, encoding="utf-8")
    assert in_circles(list(room.glob("*.py"))) == ["journey/one.py", "journey/three.py", "journey/two.py"]


def test_no_two_files_of_tests_have_one_name():
    """One process would take the second for the first, and stop before any test."""
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert sorted({name for name in names if names.count(name) > 1}) == []
