"""How a file of each name was read, kept beside the maps, so that the next one needs no question."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.plan import plan_in
from cjm_widgets.tasks.making import id_from_title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cjm_widgets.evidence.plan import Plan

PLANS: Final = "plans"
"""The folder beside the maps in which plans are kept."""


def kept_plan(folder: Path, name: str) -> Plan | None:
    """How the last file of this name was read, so that the next one needs no question; None where there was none.

    Args:
        folder: of the maps.
        name: what people call the survey.
    """
    path = _plan_path(folder, name)
    return plan_in(path) if path.exists() else None


def kept_plans(folder: Path) -> Sequence[Plan]:
    """The plans that are kept beside the maps, the newest first; one that cannot be read is passed over.

    Args:
        folder: of the maps.
    """
    found = []
    for path in sorted((folder / PLANS).glob("*.json"), key=lambda one: -one.stat().st_mtime):
        with suppress(EvidenceError):
            found.append(plan_in(path))
    return found


def forget_plan(folder: Path, name: str) -> None:
    """Removes the plan that is kept under a survey's name; arguments as for `kept_plan`."""
    with suppress(OSError):
        _plan_path(folder, name).unlink()


def _plan_path(folder: Path, name: str) -> Path:
    return folder / PLANS / f"{id_from_title(name, ())}.json"


def keep_plan(folder: Path, plan: Plan) -> None:
    """Keeps how a file was read, under its plan's name.

    Args:
        folder: of the maps.
        plan: with its name.
    """
    path = _plan_path(folder, plan.name)
    beside = path.with_name(f".{path.name}.tmp")
    with suppress(OSError):  # the figures are on the map; the plan only spares questions
        path.parent.mkdir(mode=0o700, exist_ok=True)
        beside.unlink(missing_ok=True)
        beside.touch(mode=0o600, exist_ok=False)
        beside.write_text(plan.without_groups().text(), encoding="utf-8")
        beside.replace(path)
