"""A folder is run as one notebook that tells of all its maps side by side, to anybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from planted_dues import planted

from cjm_widgets.rerun import RerunError, run_folder
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter

if TYPE_CHECKING:
    from pathlib import Path


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
