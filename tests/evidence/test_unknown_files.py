"""Files that nobody has shown us: of the same kinds as the samples, and unlike them in every way real ones are."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from evidence_files import SAMPLES, understood

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.plan import plan_of
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand

FILES = tomllib.loads((SAMPLES / "unknown_files.toml").read_text("utf-8"))["file"]


def told_of(file: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(one) if isinstance(one, list) else one for key, one in file.get("told", {}).items()}


def by_name(figures: Any) -> dict[str, Any]:
    return {"/".join(filter(None, (one.group, one.step))): one for one in figures if one.value is not None}


def values_of(figures: Any) -> dict[str, float]:
    return {name: one.value for name, one in by_name(figures).items()}


@pytest.mark.parametrize("file", [one for one in FILES if "asked" in one], ids=lambda file: file["name"])
def test_what_changes_a_value_and_does_not_stand_in_a_file_is_asked(file: dict[str, Any]) -> None:
    assert sorted(one.id for one in understood(file["text"], **told_of(file)).questions) == sorted(file["asked"])


@pytest.mark.parametrize("file", [one for one in FILES if "refused" in one], ids=lambda file: file["name"])
def test_what_cannot_be_used_is_refused_with_its_place(file: dict[str, Any]) -> None:
    with pytest.raises(EvidenceError) as error:
        read(understood(file["text"], **told_of(file)))
    for part in file["refused"].split("|"):
        assert re.search(part, str(error.value))


@pytest.mark.parametrize(
    "file", [one for one in FILES if not {"asked", "refused"} & one.keys()], ids=lambda f: f["name"]
)
def test_what_a_file_says_is_read_without_a_question(file: dict[str, Any]) -> None:
    seen = understood(file["text"], *file.get("steps", ()), **told_of(file))
    assert [one.say for one in seen.questions] == []
    said = read(seen)
    figures = by_name(said.figures)
    right = {name: one if isinstance(one, list) else [one, None] for name, one in file.get("figures", {}).items()}
    assert {name: one.value for name, one in figures.items()} == pytest.approx({n: v for n, (v, _) in right.items()})
    assert {name: one.n for name, one in figures.items()} == {name: n for name, (_, n) in right.items()}
    if "scale" in file:
        assert {one.scale for one in figures.values()} == {file["scale"]}
    assert all(one.low is not None for one in figures.values()) or not file.get("interval")
    if "nps" in file:
        (nps,) = said.outcomes
        assert (nps.scale, nps.n, nps.value) == ("nps", file["nps"][1], pytest.approx(file["nps"][0]))
    else:
        assert values_of(said.outcomes) == pytest.approx(file.get("outcomes", {}))
    assert values_of(said.targets) == file.get("targets", {})
    assert values_of(said.benchmarks) == file.get("benchmarks", {})
    assert [one.row for one in said.flags] == file.get("flags", [])
    assert sorted(one.why.partition(" ")[0] for one in said.left_out) == sorted(
        one.partition(" ")[0] for one in file.get("left", [])
    )
    assert len(said.comments) == file.get("comments", 0)
    assert sum(one.value is None for one in (*said.figures, *said.outcomes)) >= file.get("absent", 0)

    again = understand(
        table_of(file["text"]), Told(), file.get("steps", ()), plan_of(seen.plan.text().encode(), "plan")
    )
    assert again.questions == ()
    assert read(again) == said, "as its plan says, the file says the same"
