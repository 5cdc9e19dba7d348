"""The container runs as nobody, on files that cannot be changed, and stops with all words."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import pytest
from containerfile import Built, InAFolder, builder, has_namespaces
from playwright.sync_api import expect
from soon import PATIENCE, soon

from cjm_widgets.journey.edits import value_at
from cjm_widgets.store import Store

FEELINGS = "steps/booking/experience/feelings"


@pytest.fixture(scope="module")
def image() -> Iterator[Built | InAFolder]:
    """Built by a builder, or in an empty folder step by step."""
    if program := builder():
        yield Built(program)
        return
    if not has_namespaces():
        say = "There is no builder of containers here, and no right to see a folder in the place of the system's."
        if os.environ.get("CJM_CONTAINER_REQUIRED"):
            pytest.fail(say)
        pytest.skip(say)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  6,000 files that nobody keeps
    with tempfile.TemporaryDirectory(prefix="cjm-image-", dir=memory) as folder:
        Path(folder).chmod(0o755)
        yield InAFolder(Path(folder))


@pytest.fixture
def maps() -> Iterator[Path]:
    """A volume that everybody may write to."""
    with tempfile.TemporaryDirectory(prefix="cjm-maps-") as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def test_all_that_is_installed_is_compiled(image: Built | InAFolder) -> None:
    files = set(image.files())
    sources = {one for one in files if one.endswith(".py")}
    assert len([one for one in sources if "/cjm_widgets/" in one]) > 300
    version = re.search(r"python(3\.\d+)", next(iter(sources)))[1].replace(".", "")
    tag = re.compile(r"cpython-\d+")
    compiled = {tag.sub(f"cpython-{version}", cache_from_source(one)) for one in sources}
    assert compiled <= files


def test_it_runs_as_nobody_on_files_that_cannot_be_changed_and_stops_with_all_words(
    chromium: Any, image: Built | InAFolder, maps: Path
) -> None:
    said: list[str] = []
    with subprocess.Popen(
        image.command(maps, "--token=sesame-sesame"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        threading.Thread(target=lambda: said.extend(iter(process.stdout.readline, "")), daemon=True).start()
        assert soon(lambda: "Press Ctrl+C" in "".join(said) or process.poll() is not None)
        port, figures = (re.search(rf"{line}.*:(\d+)/", "".join(said))[1] for line in ("Open this", "Prometheus reads"))
        assert soon(lambda: asked(f"http://127.0.0.1:{port}/health/ready")) == "ready\n"
        page = chromium.new_context().new_page()
        page.goto(f"http://127.0.0.1:{port}/voila/render/04_satisfaction.ipynb?journey=airport&token=sesame-sesame")
        page.locator(f"[data-path='{FEELINGS}'] textarea").fill("Typed in a container")
        assert soon(lambda: counted(figures)["cjm_edits_saved_total"]) >= 1
        expect(page.locator("[data-cjm-slot=status]")).to_contain_text("Saved")
        before = counted(figures)
        page.context.close()
        assert soon(lambda: counted(figures)["cjm_page_processes"]) == 0
        assert counted(figures) == {**before, "cjm_pages_open": 0, "cjm_page_processes": 0, "cjm_people_here": 0}
        image.ends(process)
        assert process.wait(PATIENCE) == 0
    assert soon(lambda: said[-1]) == "Stopped. The journeys are in /srv/maps.\n"
    assert "Traceback" not in "".join(said)
    assert value_at(Store(maps).open("airport"), FEELINGS) == "Typed in a container"
    assert 1 <= before["cjm_save_seconds_count"] <= before["cjm_edits_saved_total"]
    assert [before[one] for one in ("cjm_pages_open", "cjm_page_processes", "cjm_people_here")] == [1, 1, 1]
    if os.geteuid() == 0:
        assert {path.stat().st_uid for path in maps.iterdir()} == {10001}


def asked(address: str) -> str:
    """What is answered; "" while nobody does."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310  our own server
            return answer.read().decode()
    except OSError:
        return ""


def counted(port: str) -> dict[str, float]:
    """The figures of ours that have no label."""
    text = asked(f"http://127.0.0.1:{port}/metrics")
    return {name: float(value) for name, value in re.findall(r"^(cjm_\w+) (\S+)$", text, re.MULTILINE)}
