"""A folder is run as one notebook that tells of all its maps side by side, to anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planted_dues import planted
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.rerun import Here, RerunError, run_folder
from cjm_widgets.rerun.addresses import Address
from cjm_widgets.rerun.parcel import packed, run_parcel
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.rerun.jobs import Job, Outcome


def test_the_finished_notebook_of_a_folder_tells_of_one_owners_maps_with_their_curves(tmp_path: Path) -> None:
    store = Store(tmp_path / "maps")
    for one in planted():
        store.create(one)
    taxi = starter("airport").model_copy(update={"id": "taxi", "title": "By $taxi|bus"})
    store.create(taxi.model_copy(update={"care": taxi.care.model_copy(update={"owner": "Dev"})}))

    (made,) = run_folder(store.folder, tmp_path / "out", {"owner": "Dev"})
    notebook = json.loads(made.read_text(encoding="utf-8"))
    (told,) = [output["data"] for cell in notebook["cells"] for output in cell.get("outputs", ())]
    html, markdown = "".join(told["text/html"]), "".join(told["text/markdown"])
    for said in (html, markdown):
        there = [name in said for name in ("First weeks", "A first appointment", "Put away")]
        assert there == [True, True, False]
        assert "SITA 2015: 9 %; 14 %;" in said
        assert "n = 5,871 in all" in said
    assert html.count("data:image/png;base64,") == 1
    assert r"By \$taxi\|bus" in markdown
    assert str(tmp_path) not in made.read_text(encoding="utf-8"), "it is sent on"
    assert "folder = 'maps'" in "".join(line for cell in notebook["cells"] for line in cell["source"])


@pytest.mark.parametrize(("given", "says"), [({"ownr": "x"}, "folder, owner"), ({"folder": "x"}, "first word after")])
def test_what_it_cannot_be_asked_is_refused_before_anything_starts(
    tmp_path: Path, given: dict[str, str], says: str
) -> None:
    with pytest.raises(RerunError, match=says):
        run_folder(tmp_path, tmp_path / "out", given)
    assert not (tmp_path / "out").exists()


def test_all_maps_behind_an_address_are_told_and_go_to_one(tmp_path: Path) -> None:
    place = f"memory:/{tmp_path}"
    for name in ("airport", "employer"):
        Address(f"{place}/maps").put(f"{name}.json", json.dumps(starter(name).to_json()).encode())
    done = CliRunner().invoke(app, ["run", f"{place}/maps", "-o", f"{place}/out"])
    assert (done.exit_code, done.stderr) == (0, "")
    made = Address(f"{place}/out").read("all_maps.ipynb").decode()
    assert "Through the airport" in made
    assert f"{place}/maps" in made, "it is told where they are from"
    assert "cjm-" not in made, "and not where they were brought to"
    with pytest.raises(RerunError, match="has no map"):
        run_folder(f"{place}/out", tmp_path / "out")


def test_it_can_be_sent_to_another_computer(tmp_path: Path) -> None:
    maps = Store(tmp_path / "maps")
    maps.create(starter("airport"))

    class Far(Here):
        def run(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
            for job in jobs:
                (answer,) = run_parcel(packed([job]))
                Path(job.finished).write_bytes(*answer.files)
                yield answer.outcome

    near, far = (
        run_folder(maps.folder, tmp_path / name, runner=runner)[0].read_text(encoding="utf-8")
        for name, runner in (("near", Here(1)), ("far", Far(1)))
    )
    assert "Through the airport" in far
    assert far == near
