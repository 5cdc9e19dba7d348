from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cjm_widgets.serve.keys import FILE, Keys, KeysError, kept_keys
from cjm_widgets.store import Store
from cjm_widgets.store.place import FOLDER


def test_the_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    first = kept_keys(Store(tmp_path))
    assert len(first.secret) == 43
    assert kept_keys(Store(tmp_path)) == first
    assert kept_keys(Store(tmp_path), new=True) != first
    assert kept_keys(Store(tmp_path)) != first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such rights")
def test_nobody_else_can_read_it_even_if_the_folder_was_opened_or_copied(tmp_path: Path) -> None:
    kept_keys(Store(tmp_path))
    folder, file = tmp_path / FOLDER, tmp_path / FOLDER / FILE
    folder.chmod(0o755)
    file.chmod(0o644)
    kept_keys(Store(tmp_path))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_git_leaves_it_out_and_it_is_no_journey(tmp_path: Path) -> None:
    from cjm_widgets.store import Store

    kept_keys(Store(tmp_path))
    assert Store(tmp_path).ids() == ()
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    told = subprocess.run(["git", "-C", str(tmp_path), "status", "--short"], capture_output=True, text=True, check=True)
    assert told.stdout == ""


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"x"', "{}", '{"secret": 1}', '{"secret": ""}', '{"secret": "short"}', "[" * 100_000],
)
def test_a_damaged_file_is_a_sentence_and_new_links_help(tmp_path: Path, text: str) -> None:
    kept_keys(Store(tmp_path))
    (tmp_path / FOLDER / FILE).write_text(text)
    with pytest.raises(KeysError, match=r"damaged.*--new-links"):
        kept_keys(Store(tmp_path))
    assert kept_keys(Store(tmp_path), new=True)


def test_bytes_that_are_no_text_are_damage_as_well(tmp_path: Path) -> None:
    kept_keys(Store(tmp_path))
    (tmp_path / FOLDER / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KeysError, match="damaged"):
        kept_keys(Store(tmp_path))


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in its place")
    with pytest.raises(KeysError, match="cannot be kept"):
        kept_keys(Store(tmp_path))


def test_the_secret_is_in_no_part_of_it_and_the_parts_differ() -> None:
    keys = Keys("a" * 43)
    parts = {keys.links, keys.facilitator, keys.part("pass participant ")}
    assert len(parts) == 3
    assert "aaaa" not in repr(keys)
    assert json.dumps(sorted(parts)).count("aaaaa") == 0
