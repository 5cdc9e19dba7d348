"""The whole workbook in a bundle: made, installed and used with no network; it takes the place of an older version."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path

import pytest
import without_network
from packaging.tags import sys_tags
from packaging.utils import parse_wheel_filename
from small_bundle import all_in, bundle, installed, unpacked
from without_network import run

import cjm_widgets as cjm
from cjm_widgets import __version__
from cjm_widgets.shipped import SHIPPED

HOME = "Zoë & Ana's (old) folder"
LONGEST_ON_WINDOWS = 259
VISITOR = Path(__file__).parent / "visitor.py"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle for this kind of computer, made without a network."""
    target = tmp_path_factory.mktemp("made") / "CJM.zip"
    done = run(sys.executable, "-m", "cjm_widgets", "bundle", "--from-here", "-o", target)
    assert done.returncode == 0, done.stdout
    assert re.fullmatch(r"CJM.zip: \d+ MB, for a computer that has Python 3\.\d+\.\n", done.stdout)
    assert list(target.parent.iterdir()) == [target]
    return target


def test_what_runs_here_without_a_network_reaches_nobody() -> None:
    """Where a system cannot take the network from one program, whoever asks is sent to nobody."""
    if without_network.apart():
        asked, refused = "import socket; socket.create_connection(('192.0.2.1', 80))", "Network is unreachable"
    else:
        asked, refused = "from urllib.request import urlopen; urlopen('http://192.0.2.1')", "refused"
    assert refused in run(sys.executable, "-c", asked).stdout


def test_it_holds_wheels_for_this_computer_and_says_under_which_licences(whole: Path) -> None:
    with zipfile.ZipFile(whole) as held:
        names = [name.partition("/")[2] for name in held.namelist()]
        texts = {
            name.partition("/")[2]: held.read(name).decode()
            for name in held.namelist()
            if not name.endswith((".whl", ".py"))
        }
    wheels = [name.rpartition("/")[2] for name in names if name.startswith("program/wheels/")]
    here = set(sys_tags())
    for wheel in wheels:
        name, version, _, tags = parse_wheel_filename(wheel)
        assert tags & here, wheel
        assert re.search(f"^{re.escape(name)} {re.escape(str(version))}: .", plain(texts["LICENCES.txt"]), re.MULTILINE)
    assert "Permission is hereby granted, free of charge" in texts["LICENCES.txt"]
    assert len(wheels) > 80
    manifest = json.loads(texts["program/manifest.json"])
    assert sorted(manifest["files"]) == sorted(f"wheels/{wheel}" for wheel in wheels)
    assert [name for name, text in texts.items() if "://" in text] == ["LICENCES.txt"]


def plain(text: str) -> str:
    """Names of libraries as files have them."""
    return re.sub(
        r"^([\w.-]+)(?= [\w.]+: )", lambda name: re.sub(r"[-_.]+", "-", name[1]).lower(), text, flags=re.MULTILINE
    )


def test_our_own_wheel_holds_what_the_workbook_needs_beside_its_code(whole: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(whole) as held:
        (own,) = (name for name in held.namelist() if "cjm_workbook-" in name)
        held.extract(own, tmp_path)
    with zipfile.ZipFile(tmp_path / own) as wheel:
        names = wheel.namelist()
    assert {name.split("/")[2] for name in names if name.startswith("cjm_widgets/_shipped/")} == set(SHIPPED)
    assert "cjm_widgets/bundle/laptop/install.bat" in names
    assert "cjm_widgets/browser/lib/dom.js" in names
    assert f"cjm_workbook-{__version__}.dist-info/licenses/LICENSE" in names
    assert not [name for name in names if "__pycache__" in name or "/." in name]


def test_it_takes_the_place_of_an_older_version_and_the_maps_are_there_with_their_histories(
    whole: Path, tmp_path: Path
) -> None:
    home = tmp_path / HOME
    assert installed(bundle(tmp_path / "stick", "0.0.9"), home)[0] == 0
    made = cjm.new("The airport", start="airport", id="airport", folder=home / "CJM maps")
    cjm.rename(made, "The airport at night")
    before = all_in(home / "CJM maps")

    status, said = installed(unpacked(whole, tmp_path / "new stick"), home)

    assert status == 0, said
    program = home / "CJM workbook" / "program"
    assert [path.name for path in program.iterdir() if path.is_dir()] == [__version__]
    assert all_in(home / "CJM maps") == before
    assert max(map(len, on_windows(program))) <= LONGEST_ON_WINDOWS
    (start,) = (home / "CJM workbook").glob("Start the workbook.*")
    seen = run(sys.executable, VISITOR, start, "voila/render/04_satisfaction.ipynb?journey=airport")
    assert "\n200 " in seen.stdout
    assert "The airport at night" in seen.stdout
    (python,) = (path for name in ("bin/python3", "Scripts/python.exe") for path in program.glob(f"*/python/{name}"))
    told = run(python, "-m", "cjm_widgets", "history", home / "CJM maps" / "airport.json")
    assert "The airport at night" in told.stdout


def on_windows(program: Path) -> list[str]:
    """The longest paths as they are there, for somebody with a long name."""
    (site,) = program.glob("*/python/lib/python*/site-packages") or program.glob("*/python/Lib/site-packages")
    begins = f"C:\\Users\\Wilhelmina.Featherstone\\CJM workbook\\program\\{__version__} 2\\python\\Lib\\site-packages\\"
    return [begins + str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()]
