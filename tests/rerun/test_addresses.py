"""Runs from addresses and to them: against an S3 server of this computer, and what is half copied is never done."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Self

import pytest

from cjm_widgets.rerun import RerunError, run_cases, run_workbooks
from cjm_widgets.rerun.addresses import Address, folder_of, joined
from cjm_widgets.rerun.jobs import Job, Outcome
from cjm_widgets.rerun.notebook import named_as_brought
from cjm_widgets.shipped import shipped
from cjm_widgets.tasks.finished_runs import MANIFEST

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")
JOURNEYS = shipped("templates") / "journeys"
TODAY = date(2026, 11, 30)
TOLD = 1_790_000_000
RUNS = (
    'journeys = ["../maps/*"]\nworkbooks = ["00", "04"]\nevidence = ["../data/answers.csv"]\nedition = "Third quarter"'
)


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    """An S3 server with the bucket “maps-of-ours”, for which this process has keys."""
    server = pytest.importorskip("moto.server", reason="moto is not installed")
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        said = {"ENDPOINT_URL": f"http://{host}:{port}", "ACCESS_KEY_ID": "ours", "SECRET_ACCESS_KEY": "secret"}
        for name, value in {**said, "DEFAULT_REGION": "us-east-1", "MAX_ATTEMPTS": "1"}.items():
            patch.setenv(f"AWS_{name}", value)
        store = fsspec.filesystem("s3", skip_instance_cache=True)
        store.mkdir("maps-of-ours")
        yield store
        fsspec.filesystem("s3").clear_instance_cache()
    running.stop()


class Quick:
    """Jobs without a process: what is made says of what it was made."""

    def __init__(self) -> None:
        self.ran: list[Job] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        for number, job in enumerate(jobs):
            self.ran.append(job)
            read = [Path(job.given[name]).read_bytes() for name in ("journey", "evidence") if name in job.given]
            for path in job.made:
                Path(path).write_bytes(b"".join(read))
            yield Outcome(number)


def put(place: str) -> None:
    """A file of runs, two maps and answers at a place."""
    Address(f"{place}/runs").put("quarter.toml", RUNS.encode())
    Address(f"{place}/data").put("answers.csv", b"Security\n4\n")
    for name in ("airport", "employer"):
        Address(f"{place}/maps").put(f"{name}.json", (JOURNEYS / f"{name}.json").read_bytes())


def run(place: str, today: date = TODAY) -> tuple[list[str], int]:
    """What was made now of the runs of a place, and how many were kept."""
    quick = Quick()
    done = run_cases(f"{place}/runs/quarter.toml", f"{place}/out/", runner=quick, progress=False, today=today)
    assert (done.made, done.faults) == (len(quick.ran), ())
    return [Path(job.finished).parts[-1] for job in quick.ran], done.kept


def all_of(place: str) -> dict[str, bytes]:
    there = Address(place)
    return {name: there.read(name) for name in there.all_files()}


@pytest.fixture(params=["s3", "memory", "file"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address in each kind of store, with what is to be run."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    of_each = {"s3": "s3://maps-of-ours", "memory": "memory://", "file": "file://"}
    made = f"{of_each[request.param]}{tmp_path}"
    made = made.replace("maps-of-ours/", "maps-of-ours/ours").replace("memory:///", "memory://")
    put(made)
    return made


def test_what_is_run_comes_from_an_address_and_what_is_finished_goes_to_one(place: str) -> None:
    assert len(run(place)[0]) == 10
    there = all_of(f"{place}/out")
    of_each = ("00_start.ipynb", "04_satisfaction.ipynb", "map.json", "report.html")
    assert there.keys() == {MANIFEST, "index.html"} | {
        f"{name}-answers/{one}"
        for name in ("airport", "employer")
        for one in (*of_each, f"map/{name}.json", f"map/{name}.log.jsonl")
    }
    for name in ("airport", "employer"):
        both = (JOURNEYS / f"{name}.json").read_bytes() + b"Security\n4\n"
        assert there[f"{name}-answers/04_satisfaction.ipynb"] == both
    said = json.loads(there[MANIFEST])["done"]["airport-answers/04_satisfaction.ipynb"]
    assert said["parameters"]["evidence"] == f"{place}/data/answers.csv"
    assert {name for name in said["inputs"] if "://" in name} == {
        f"{place}/data/answers.csv",
        f"{place}/maps/airport.json",
    }


def test_what_is_done_and_unchanged_stays_and_what_others_put_there_is_seen(place: str) -> None:
    assert len(run(place)[0]) == 10
    assert run(place) == ([], 10)

    Address(f"{place}/maps").put("student.json", (JOURNEYS / "student.json").read_bytes())
    made, kept = run(place)

    assert sorted(made) == [
        *(3 * ["00_start.ipynb"]),  # each tells of the new map, too
        "04_satisfaction.ipynb",
        "map.json",
        "report.html",
        "student.json",
    ]
    assert kept == 8


@pytest.mark.parametrize("written", range(0, 10, 2))
def test_a_copy_that_is_cut_off_is_gone_on_with_and_never_taken_for_finished(
    written: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = f"memory:/{tmp_path}"
    put(place)
    before = (JOURNEYS / "airport.json").read_bytes()
    run(place)
    changed = json.dumps({**json.loads(before), "title": "Another"}).encode()
    Address(f"{place}/maps").put("airport.json", changed)
    put_whole, count = Address.put, iter(range(100))

    def cut_off(self: Address, name: str, data: bytes) -> None:
        if next(count) >= written:
            raise RerunError("the line was cut")
        put_whole(self, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(Address, "put", cut_off)
        with pytest.raises(RerunError, match="the line was cut"):
            run(place)
    # the map is as it was again: what was made of the other one in between must not stay
    Address(f"{place}/maps").put("airport.json", before)
    made, kept = run(place)

    assert len(made) + kept == 10
    for name, data in all_of(f"{place}/out/airport-answers").items():
        assert data == before + (b"" if "00" in name else b"Security\n4\n"), name


def test_what_tells_of_a_day_is_told_anew_on_another_and_an_edition_stays(tmp_path: Path) -> None:
    place = f"memory:/{tmp_path}"
    put(place)
    run(place)

    made, kept = run(place, date(2026, 12, 1))

    assert sorted(made) == sorted(2 * ["00_start.ipynb", "04_satisfaction.ipynb", "report.html"])
    assert kept == 4
    assert run(place, date(2026, 12, 1)) == ([], 10)


def test_all_workbooks_of_one_map_come_with_a_report_and_some_without(tmp_path: Path) -> None:
    made = []
    for names in ((), ("01",)):
        quick = Quick()
        run_workbooks(JOURNEYS / "airport.json", tmp_path / "out", names=names, progress=False, runner=quick)
        made.append([Path(job.finished).name for job in quick.ran])
    assert (len(made[0]), "report.html" in made[0]) == (11, True)
    assert made[1] == ["01_diagnostic.ipynb", "map.json"]


def test_a_real_run_over_s3_tells_where_the_files_are_and_not_where_they_were_copied(s3: Any, tmp_path: Path) -> None:
    for name in ("employer", "airport"):  # the map that was changed last stands first
        shutil.copy(JOURNEYS / f"{name}.json", tmp_path)
        os.utime(tmp_path / f"{name}.json", (TOLD, TOLD))
        s3.put(str(tmp_path / f"{name}.json"), f"maps-of-ours/real/{name}.json")

    made = run_workbooks(
        "s3://maps-of-ours/real/airport.json", "s3://maps-of-ours/out", names=("00", "01"), progress=False
    )
    run_workbooks(tmp_path / "airport.json", tmp_path / "out", names=("00", "01"), progress=False)

    assert [str(one) for one in made] == ["00_start.ipynb", "01_diagnostic.ipynb"]
    there = all_of("s3://maps-of-ours/out")
    assert there.keys() == {*map(str, made), "map.json"}
    for name, data in there.items():
        address = "s3://maps-of-ours/real/airport.json"
        assert data.decode().count(address) == (2 if name.endswith(".ipynb") else 0), (
            "the parameter, and what was asked"
        )
        assert data.decode().replace(address, "airport.json") == (tmp_path / "out" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("journey", "out", "says"),
    [
        ("s3://maps-of-ours/nothing.json", "out", "nothing.json cannot be read: there is no such file"),
        ("s3://no-such-bucket/a.json", "out", "no-such-bucket cannot be read: there is no such bucket"),
        ("", "s3://no-such-bucket/out", "no-such-bucket/out cannot be read: there is no such bucket"),
        ("nowhere://a/b.json", "out", "nowhere://a cannot be reached: "),
    ],
)
def test_what_is_not_there_is_a_sentence_before_anything_runs(
    s3: Any, journey: str, out: str, says: str, tmp_path: Path
) -> None:
    place = out if "://" in out else tmp_path / out
    quick = Quick()
    with pytest.raises(RerunError, match=says):
        run_workbooks(journey or JOURNEYS / "airport.json", place, runner=quick, progress=False)
    assert quick.ran == []


def test_a_store_that_does_not_answer_and_one_that_wants_keys_are_sentences(
    s3: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    fsspec.filesystem("s3").clear_instance_cache()
    with pytest.raises(RerunError, match="the store does not answer"):
        Address("s3://maps-of-ours/out").files()

    for name in [name for name in os.environ if name.startswith("AWS_") and name != "AWS_MAX_ATTEMPTS"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("HOME", str(tmp_path))
    fsspec.filesystem("s3").clear_instance_cache()
    with pytest.raises(RerunError, match="the store wants keys"):
        Address("s3://maps-of-ours/out").files()
    fsspec.filesystem("s3").clear_instance_cache()


def test_a_right_that_is_missing_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("Access Denied")

    there = Address("memory://ours")
    monkeypatch.setattr(there._store, "pipe_file", refuse, raising=False)
    with pytest.raises(RerunError, match="memory://ours cannot be written: the store refuses these keys"):
        there.put("a", b"")
    monkeypatch.undo()


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(RerunError, match=r"pip install 'cjm-workbook\[s3\]'"):
        Address("s3://maps-of-ours")


def test_names_are_meant_from_the_folder_that_names_them() -> None:
    assert joined("s3://ours/runs", "../maps/*.json") == "s3://ours/maps/*.json"
    assert joined("s3://ours/runs", "gs://theirs/a.csv") == "gs://theirs/a.csv"
    assert joined("/runs", "maps") == "/runs/maps"
    assert folder_of("s3://ours/runs/quarter.toml") == ("s3://ours/runs", "quarter.toml")


def test_the_name_of_an_address_does_nothing_in_a_page_and_in_a_cell() -> None:
    cell = {"source": "journey = '/x/0/a.json'", "data": {"text/html": "<p>/x/0/a</p>", "text/plain": "/x/0/a"}}
    told = named_as_brought([cell], {"/x/0/": "s3://it's/<b>/"})
    assert told == [
        {
            "source": r"journey = 's3://it\'s/<b>/a.json'",
            "data": {"text/html": "<p>s3://it&#x27;s/&lt;b&gt;/a</p>", "text/plain": "s3://it's/<b>/a"},
        }
    ]
    on_windows = {"source": r"journey = 'C:\\maps\\a.json'", "data": r"C:\maps\a.json"}
    assert named_as_brought(on_windows, {r"C:\maps\a.json": "a.json"}) == {
        "source": "journey = 'a.json'",
        "data": "a.json",
    }
