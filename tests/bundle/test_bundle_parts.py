"""Single steps of making and installing a bundle, where a slip would only be seen on another computer."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from small_bundle import bundle

from cjm_widgets.bundle import installed
from cjm_widgets.bundle.fault import BundleError
from cjm_widgets.bundle.fetching import fetch
from cjm_widgets.bundle.laptop import install
from cjm_widgets.bundle.resolving import Wheel


def test_a_wheel_that_is_there_is_not_fetched_for_the_next_kind_of_computer(tmp_path: Path) -> None:
    nowhere = Wheel("here", "1", (tmp_path / "gone" / "here.whl").as_uri(), "0" * 64)
    with pytest.raises(BundleError, match="cannot be fetched"):
        fetch([nowhere], tmp_path)
    (tmp_path / "here.whl").write_bytes(b"as it came")
    fetch([nowhere], tmp_path)
    assert (tmp_path / "here.whl").read_bytes() == b"as it came"


def test_the_record_of_a_wheel_names_each_file_also_one_with_a_comma(tmp_path: Path) -> None:
    files = {"a/plain.py": b"1", "a/one, two.txt": b"22"}
    wheel = installed._written(tmp_path / "a-1-py3-none-any.whl", files, "a-1.dist-info")
    with zipfile.ZipFile(wheel) as held:
        rows = list(csv.reader(io.StringIO(held.read("a-1.dist-info/RECORD").decode())))
        assert [row[0] for row in rows] == held.namelist()
    assert [row[2] for row in rows] == ["1", "2", ""]


def test_a_program_in_a_wheel_can_be_started_and_a_file_that_leads_out_of_its_place_is_left(tmp_path: Path) -> None:
    wheel = tmp_path / "a.whl"
    with zipfile.ZipFile(wheel, "w") as held:
        for name, rights in (("a/run", 0o755), ("a/read", 0o644), ("../out.py", 0o644), ("a/../../out.py", 0o644)):
            one = zipfile.ZipInfo(name)
            one.external_attr = rights << 16
            held.writestr(one, b"x")
    home = tmp_path / "deep" / "site-packages"
    install._unpack(wheel, {"purelib": home})
    assert sorted(path.name for path in home.rglob("*") if path.is_file()) == ["read", "run"]
    assert list(tmp_path.rglob("out.py")) == []
    if not install.WINDOWS:
        assert [(home / "a" / name).stat().st_mode & 0o111 for name in ("run", "read")] == [0o111, 0]


def test_a_bundle_says_how_much_room_it_takes_once_it_is_unpacked(tmp_path: Path) -> None:
    program = bundle(tmp_path, "1.0", "#" * 100_000) / "program"
    manifest = json.loads((program / "manifest.json").read_text(encoding="utf-8"))
    total = 0
    for name in manifest["files"]:
        with zipfile.ZipFile(program / name) as wheel:
            total += sum(len(wheel.read(one)) for one in wheel.namelist())
    assert manifest["needs"] == total > 100_000
