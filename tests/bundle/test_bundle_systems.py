"""For which computers a bundle is, which wheels each needs, and that these come whole."""

from __future__ import annotations

import hashlib
import io
import os
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

from cjm_widgets.bundle import SYSTEMS, BundleError, System, installed, make, named, resolving
from cjm_widgets.bundle.fetching import fetch
from cjm_widgets.bundle.making import LAPTOP, Contents, write
from cjm_widgets.bundle.resolving import Wheel, otherwise, resolved
from cjm_widgets.bundle.systems import least, of_this_computer
from cjm_widgets.shipped import SHIPPED

BY_KEY = {one.key: one for one in SYSTEMS}
GLIBC = 28
SOME_MACOS = (13, 0)


def tags_of(system: System, python: tuple[int, int]) -> set[Tag]:
    """What runs on a kind of computer, by the rules of the Python Packaging Authority."""
    if system.family == "windows":
        platforms = ["win_amd64"]
    elif system.family == "macos":
        platforms = list(mac_platforms(SOME_MACOS, system.machine))
    else:
        platforms = [f"manylinux_2_{minor}_{system.machine}" for minor in range(GLIBC, 4, -1)]
        platforms += [f"{old}_{system.machine}" for old in ("manylinux2014", "manylinux2010", "manylinux1")]
    interpreter = f"cp{python[0]}{python[1]}"
    return {*cpython_tags(python, platforms=platforms), *compatible_tags(python, interpreter, platforms)}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ([], ["windows", "macos-apple", "macos-intel", "linux-intel", "linux-arm"]),
        (["macos"], ["macos-apple", "macos-intel"]),
        (["linux-arm", "windows"], ["windows", "linux-arm"]),
    ],
)
def test_systems_are_named_by_what_people_call_them(words: list[str], keys: list[str]) -> None:
    assert [one.key for one in named(words)] == keys


def test_a_system_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(BundleError, match=r"“amiga”. There are: windows, macos, macos-apple, .*linux-arm"):
        named(["windows", "amiga"])


@pytest.mark.parametrize(
    ("family", "wheels", "oldest"),
    [
        ("linux", ["a-1-py3-none-any.whl"], ""),
        ("linux", ["a-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"], "2.17"),
        ("linux", ["a-1-cp312-cp312-manylinux_2_9_x86_64.whl", "b-1-cp312-cp312-manylinux_2_28_x86_64.whl"], "2.28"),
        ("linux", ["a-1-cp312-cp312-manylinux_2_28_x86_64.manylinux_2_5_x86_64.whl"], "2.5"),
        ("macos", ["a-1-cp312-cp312-macosx_10_9_universal2.whl", "b-1-cp312-cp312-macosx_11_0_arm64.whl"], "11.0"),
        ("windows", ["a-1-cp312-cp312-win_amd64.whl"], ""),
    ],
)
def test_the_oldest_system_is_the_newest_that_any_wheel_asks_for(family, wheels, oldest) -> None:
    assert least(family, wheels) == oldest


# A small index of our own, with libraries of a few bytes


def wheel(file: str, *needs: str) -> bytes:
    name, version = file.split("-")[:2]
    about = f"{name}-{version}.dist-info"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        described = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        archive.writestr(f"{about}/METADATA", described + "".join(f"Requires-Dist: {one}\n" for one in needs))
        archive.writestr(f"{about}/WHEEL", f"Wheel-Version: 1.0\nTag: {file.removesuffix('.whl').split('-', 2)[2]}\n")
        archive.writestr(f"{about}/RECORD", "")
    return held.getvalue()


OFFERED = {
    "pure": ["pure-1.0-py3-none-any.whl"],
    "quick": [
        "quick-1.0-cp312-cp312-win_amd64.whl",
        "quick-1.0-cp312-cp312-macosx_11_0_arm64.whl",
        "quick-1.0-cp312-cp312-macosx_11_0_universal2.whl",
        "quick-1.0-cp312-cp312-macosx_10_12_x86_64.whl",
        "quick-1.0-cp312-abi3-manylinux_2_17_x86_64.whl",
        "quick-2.0-cp312-cp312-win_amd64.whl",
        "quick-2.0-cp312-cp312-macosx_11_0_arm64.whl",
        "quick-2.0-cp312-abi3-manylinux_2_17_x86_64.whl",
        "quick-2.0.tar.gz",
    ],
    "console": ["console-1.0-py3-none-any.whl"],
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def answering(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an index that uv asks, and pins for two of its libraries."""
    folder = tmp_path / "index"
    for name, files in OFFERED.items():
        place = folder / "simple" / name
        place.mkdir(parents=True)
        links = []
        for file in files:
            held = wheel(file) + (b"\0" * 500 if "universal2" in file else b"") if file.endswith(".whl") else b"Source"
            (place / file).write_bytes(held)
            links.append(f'<a href="{file}#sha256={hashlib.sha256(held).hexdigest()}">{file}</a>')
        (place / "index.html").write_text("\n".join(links), encoding="utf-8")
    (tmp_path / "constraints.txt").write_text("# pins\npure==1.0\nquick==2.0\n", encoding="utf-8")
    monkeypatch.setattr(resolving, "shipped", lambda name: tmp_path / name)
    for name in [name for name in os.environ if name.startswith(("UV_INDEX", "UV_EXTRA", "UV_FIND"))]:
        monkeypatch.delenv(name)
    with answering(folder) as address:
        monkeypatch.setenv("UV_DEFAULT_INDEX", f"{address}/simple")
        monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
        monkeypatch.setenv("UV_NO_CONFIG", "1")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = "cjm_workbook-0.1.0-py3-none-any.whl"
    (tmp_path / file).write_bytes(wheel(file, "pure", "quick", "console ; sys_platform == 'win32'"))
    return tmp_path / file


@pytest.mark.parametrize(
    ("key", "files", "others"),
    [
        ("windows", ["console-1.0-py3-none-any.whl", "pure-1.0-py3-none-any.whl", OFFERED["quick"][5]], ()),
        ("macos-apple", ["pure-1.0-py3-none-any.whl", OFFERED["quick"][6]], ()),
        ("macos-intel", ["pure-1.0-py3-none-any.whl", OFFERED["quick"][3]], ("quick 1.0 in place of 2.0",)),
        ("linux-intel", ["pure-1.0-py3-none-any.whl", OFFERED["quick"][7]], ()),
    ],
)
def test_each_system_gets_its_own_wheels_of_the_tested_versions_or_of_the_newest_that_has_one(
    index, own, key, files, others
) -> None:
    wheels = resolved(own, BY_KEY[key], "3.12")
    assert [one.file for one in wheels] == files
    assert otherwise(wheels) == others
    (brought := own.parent / "brought").mkdir()
    fetch(wheels, brought)
    assert {path.name for path in brought.iterdir()} == set(files)


def test_of_two_wheels_that_run_there_the_smaller_is_taken(index: Path, own: Path, tmp_path: Path) -> None:
    (tmp_path / "constraints.txt").write_text("quick==1.0\n", encoding="utf-8")
    assert OFFERED["quick"][1] in [one.file for one in resolved(own, BY_KEY["macos-apple"], "3.12")]


def test_where_no_version_has_a_wheel_it_is_told_for_which_system(index: Path, own: Path) -> None:
    with pytest.raises(BundleError, match=r"(?s)For Linux on ARM, uv finds no set of wheels:\n.*quick"):
        resolved(own, BY_KEY["linux-arm"], "3.12")


def test_without_uv_it_is_told_how_to_get_it(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BundleError, match="pip install uv"):
        resolved(own, BY_KEY["windows"], "3.12")


def test_a_wheel_that_comes_damaged_or_not_at_all_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    (tmp_path / "here.whl").write_bytes(b"Half of it")
    into = tmp_path / "into"
    into.mkdir()
    with answering(tmp_path) as address:
        with pytest.raises(BundleError, match=r"here.whl came damaged"):
            fetch([Wheel("here", "1", f"{address}/here.whl", "0" * 64)], into)
        with pytest.raises(BundleError, match=r"gone.whl cannot be fetched: .+\."):
            fetch([Wheel("gone", "1", f"{address}/gone.whl", "0" * 64)], into)
    with pytest.raises(BundleError, match=r"here.whl cannot be fetched: .+\."):
        fetch([Wheel("here", "1", f"{address}/here.whl", "0" * 64)], into)
    assert list(into.iterdir()) == []


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from_here": True, "python": "2.7"}, r"is for .+ alone. Leave --from-here out."),
        ({"from_here": True, "systems": ["windows", "linux"]}, r"is for .+ alone. Leave --from-here out."),
        ({"systems": ["macos"]}, "Each kind of computer has a file of its own."),
        (
            {"archives": [Path("python-3.12.1-amd64.exe")]},
            "Its name says what it is for, such as cpython-3.12.1-",
        ),
        ({"archives": [Path("cpython-3.12.1-x86_64-pc-windows-msvc.tar.gz")]}, "no Python that can be carried along"),
    ],
)
def test_what_cannot_be_made_is_told_before_anything_is_fetched(tmp_path, asked, sentence) -> None:
    with pytest.raises(BundleError, match=sentence):
        make(tmp_path / "all.zip", **asked, say=pytest.fail)
    assert list(tmp_path.iterdir()) == []


def test_every_library_of_every_system_has_a_wheel_that_runs_there(tmp_path: Path, monkeypatch) -> None:
    """None of them is fetched; what is asked is what uv knows of them."""
    monkeypatch.setenv("UV_HTTP_RETRIES", "10")
    own = installed.own_wheel(tmp_path)
    with ThreadPoolExecutor(2) as two:
        found = dict(zip(SYSTEMS, two.map(lambda one: resolved(own, one, "3.12"), SYSTEMS), strict=True))
    for system, wheels in found.items():
        runs = tags_of(system, (3, 12))
        assert [one.file for one in wheels if not parse_wheel_filename(one.file)[3] & runs] == [], system.title
        assert {"voila", "duckdb", "typst", "pydantic-core"} <= {one.library for one in wheels}, system.title
    assert "pywinpty" in {one.library for one in found[BY_KEY["windows"]]}
    here = of_this_computer()
    for system in {BY_KEY["linux-intel"], BY_KEY["windows"], here} & set(found):
        assert otherwise(found[system]) == (), system.title


# What is started by a double click


def starter_for(system: System, tmp_path: Path) -> dict[str, bytes]:
    whole = tmp_path / "whole.zip"
    file = tmp_path / "cjm_workbook-0.1.0-py3-none-any.whl"
    file.write_bytes(wheel(file.name))
    write(whole, Contents(system, "0.1.0", "3.12", (file,), None))
    with zipfile.ZipFile(whole) as held:
        return {name.partition("/")[2]: held.read(name) for name in held.namelist()}


def test_on_windows_the_file_to_click_has_windows_lines_and_every_path_in_quotation_marks(tmp_path: Path) -> None:
    files = starter_for(BY_KEY["windows"], tmp_path)
    held = files["install.bat"]
    assert held.isascii()
    assert held.count(b"\r\n") == held.count(b"\n") > 10
    text = held.decode()
    assert "@" not in text.replace("@echo", "")
    assert "py -3.12 " in text
    for line in text.splitlines():
        assert all(part.count('"') % 2 for part in line.split("%~dp0")[:-1]), line
        assert "(" not in line or line.startswith(("rem", "echo")), "a bracket in a path would end a block"
    labels = {line[1:] for line in text.splitlines() if line.startswith(":")}
    assert labels == {line.rpartition("goto ")[2] for line in text.splitlines() if "goto " in line} | {"end"}
    assert files["READ ME.txt"].count(b"\r\n") == files["READ ME.txt"].count(b"\n")


@pytest.mark.parametrize("key", BY_KEY)
def test_each_bundle_has_one_file_to_click_and_a_page_that_names_it(tmp_path: Path, key: str) -> None:
    system = BY_KEY[key]
    files = starter_for(system, tmp_path)
    assert [name for name in files if name.startswith("install")] == [f"install{system.starter}"]
    text = files["READ ME.txt"].decode()
    assert f"“install{system.starter}”" in text
    assert "@" not in text
    assert f"for {system.title}" in text


def test_what_goes_into_a_bundle_is_shipped_with_the_workbook_as_are_the_versions() -> None:
    project = (LAPTOP.parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    for name in SHIPPED:
        assert f'"{name}" = "cjm_widgets/_shipped/{name}"' in project
