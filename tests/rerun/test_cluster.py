"""Runs on a Dask cluster: the same files as here, whole also when a worker is killed, and no process left."""

from __future__ import annotations

import contextlib
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from soon import soon
from test_workers import book, shown

from cjm_widgets.rerun import Cluster, Here, RerunError, run_cases
from cjm_widgets.rerun import parcel as parcels
from cjm_widgets.rerun.cluster import bundles
from cjm_widgets.rerun.jobs import Job
from cjm_widgets.shipped import shipped

dask = pytest.importorskip("dask", reason="Dask is not installed")
distributed = pytest.importorskip("distributed", reason="Dask is not installed")
JOURNEYS = shipped("templates") / "journeys"


def lasting_cluster(folder: Path, workers: int, **how: Any) -> Any:
    """A cluster on this computer, which counts a worker that is slow to come back as there."""
    with dask.config.set({"deploy.lost-worker-timeout": "10 minutes"}):
        return distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            dashboard_address=":0",
            local_directory=str(folder),
            silence_logs=50,
            **how,
        )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A scheduler, and two workers in processes of their own."""
    with lasting_cluster(tmp_path_factory.mktemp("dask"), 2, processes=True) as running:
        yield running


@pytest.fixture
def near(tmp_path: Path) -> Iterator[Any]:
    """A scheduler without a worker."""
    with lasting_cluster(tmp_path, 0, processes=False) as running:
        yield running


def processes_of(cluster: Any) -> list[psutil.Process]:
    """All that runs below the workers."""
    with distributed.Client(cluster, set_as_default=False) as client:
        pids = client.run(lambda: __import__("os").getpid()).values()
    return [one for pid in pids for one in psutil.Process(pid).children(recursive=True)]


def test_what_a_cluster_makes_is_letter_by_letter_what_is_made_here(cluster: Any, tmp_path: Path) -> None:
    for name in ("airport", "employer"):
        shutil.copy(JOURNEYS / f"{name}.json", tmp_path)
    file = tmp_path / "quarter.toml"
    file.write_text('journeys = ["airport", "employer"]\nworkbooks = ["00", "01"]\nedition = "Third quarter"')
    said: list[str] = []
    runs = {"here": Here(), "there": Cluster(cluster.scheduler_address, 3, tell=said.append)}

    done = {name: run_cases(file, tmp_path / name, runner=runner, progress=False) for name, runner in runs.items()}

    assert done["here"] == done["there"]
    assert done["there"].made == 10
    of_each = [
        {
            path.relative_to(tmp_path / name).as_posix(): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in runs
    ]
    here, there = ({name: data for name, data in one.items() if "map/" not in name} for one in of_each)
    assert here.pop("manifest.json") != there.pop("manifest.json"), "it says how long each took"
    assert here == there
    assert of_each[0].keys() == of_each[1].keys()
    assert said == [
        "3 at once were asked for; the Dask cluster has room for 2. It takes more by itself when workers join."
    ]


def test_what_a_killed_worker_had_begun_is_done_elsewhere_and_no_process_is_left(cluster: Any, tmp_path: Path) -> None:
    workbook = book(
        tmp_path,
        "import os, sys, time, pathlib\n"
        "with (pathlib.Path(place) / f'began-{name}').open('a') as began:\n    print(os.getpid(), file=began)\n"
        "found = getattr(sys, 'left', None), os.environ.get('LEFT'), name",
        "sys.left = os.environ['LEFT'] = name\n"
        "while not (pathlib.Path(place) / 'go').exists():\n    time.sleep(0.05)\nfound",
    )
    jobs = [
        Job(workbook, str(tmp_path / f"{name}-{at}.ipynb"), {"name": name, "place": str(tmp_path)}, name)
        for name in ("one", "two", "three")
        for at in range(2)
    ]
    found: list[Any] = []
    with Cluster(cluster.scheduler_address) as runs:
        outcomes = runs.run(jobs)
        running = threading.Thread(target=lambda: found.extend(outcomes), daemon=True)
        running.start()
        try:
            assert soon(lambda: len([one for one in tmp_path.glob("began-*") if one.read_text()])) == 2
            name = min(tmp_path.glob("began-*"))
            below = psutil.Process(int(name.read_text())), psutil.Process(int(name.read_text())).parent()
            assert below[1] is not None
            worker = below[1].parent()
            assert worker is not None

            worker.kill()

            assert soon(lambda: [one for one in below if one.is_running() and one.status() != "zombie"]) == []
        finally:
            (tmp_path / "go").touch()
        running.join()

    assert sorted((one.number, one.fault) for one in found) == [(number, None) for number in range(6)]
    assert len(name.read_text().split()) == 3, "the two jobs of the task, and the one that was cut off"
    for job in jobs:
        assert shown(job.finished)[-1]["data"]["text/plain"] == repr((None, None, job.about))
    assert soon(lambda: processes_of(cluster)) == []


def test_what_tells_of_a_whole_folder_is_a_task_of_its_own(tmp_path: Path) -> None:
    jobs = [
        Job(f"/books/{book}.ipynb", "", {"journey": str(tmp_path / f"{name}.json")}, name)
        for name in ("airport", "employer")
        for book in ("00_start", "01_diagnostic", "07_map")
    ]
    assert bundles(jobs) == [[0, 3], [1, 2], [4, 5]]


def test_a_worker_with_another_version_is_refused(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcels, "code", lambda: "0.0+another")
    with Cluster(cluster.scheduler_address) as runs, pytest.raises(RerunError, match=r"here is 0\.0\+another"):
        list(runs.run([Job(book(tmp_path, "1"), str(tmp_path / "out.ipynb"))]))
    assert not (tmp_path / "out.ipynb").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere://x", "?"])
def test_an_address_at_which_nobody_answers_is_a_sentence(address: str) -> None:
    with (
        pytest.raises(RerunError, match=f"^No Dask cluster answers at {address.replace('?', '[?]')}[.]"),
        Cluster(address, answer_within=0.2),
    ):
        pass


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n" * 9])
def test_what_answers_and_is_no_scheduler_is_a_sentence(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as there:

        def answer() -> None:
            with contextlib.suppress(OSError):
                one, _ = there.accept()
                one.sendall(said)
                held.append(one)

        held: list[socket.socket] = []
        threading.Thread(target=answer, daemon=True).start()
        address = f"tcp://127.0.0.1:{there.getsockname()[1]}"
        with pytest.raises(RerunError, match=r"^No Dask cluster answers"), Cluster(address, answer_within=1):
            pass
        for one in held:
            one.close()


def test_a_cluster_without_a_worker_is_a_sentence(near: Any) -> None:
    with (
        pytest.raises(RerunError, match=r"has no worker\. Start one with: dask worker"),
        Cluster(near.scheduler_address, answer_within=0.2),
    ):
        pass


def test_a_cluster_that_loses_all_its_workers_is_a_sentence(near: Any, tmp_path: Path) -> None:
    near.scale(1)
    with Cluster(near.scheduler_address, nobody_for=0.2) as runs:
        near.scale(0)
        assert soon(lambda: len(near.scheduler.workers) == 0)
        with pytest.raises(RerunError, match="has had no worker for a while"):
            list(runs.run([Job(book(tmp_path, "1"), str(tmp_path / "out.ipynb"))]))


def test_a_cluster_that_ends_is_a_sentence(near: Any, tmp_path: Path) -> None:
    near.scale(1)
    assert soon(lambda: len(near.scheduler.workers) == 1)
    with Cluster(near.scheduler_address, answer_within=0.5) as runs:
        near.close()
        with pytest.raises(RerunError, match="does not answer any more"):
            list(runs.run([Job(book(tmp_path, "1"), str(tmp_path / "out.ipynb"))]))


def test_without_dask_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RerunError, match=r"pip install 'cjm-workbook\[dask\]'"), Cluster("tcp://127.0.0.1:1"):
        pass
