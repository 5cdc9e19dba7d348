"""How a file of each name was read, kept beside the maps, so that the next one needs no question."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.plan import plan_of
from cjm_widgets.store import StoreError
from cjm_widgets.tasks.making import id_from_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.evidence.plan import Plan
    from cjm_widgets.store import JourneyStore

PLANS: Final = "plans"
"""The folder beside the maps in which plans are kept."""


def kept_plan(store: JourneyStore, name: str) -> Plan | None:
    """How the last file of this name was read, so that the next one needs no question; None where there was none.

    Args:
        store: of the maps.
        name: what people call the survey.

    Raises:
        EvidenceError: if it cannot be read.
    """
    found = store.beside().read(_name(name))
    return None if found is None else plan_of(found, PurePosixPath(_name(name)).name)


def kept_plans(store: JourneyStore) -> Sequence[Plan]:
    """The plans that are kept beside the maps, the newest first; one that cannot be read is passed over.

    Args:
        store: of the maps.
    """
    found = []
    for name in plan_names(store):
        with suppress(EvidenceError, StoreError):
            found.append(plan_of(store.beside().read(name) or b"", name))
    return found


def plan_names(store: JourneyStore) -> list[str]:
    """The names of the files of the plans that are kept, the newest first."""
    return [name for name in store.beside().names(PLANS) if name.endswith(".json")]


def plan_texts(store: JourneyStore) -> list[bytes]:
    """What the files of the plans say."""
    return [store.beside().read(name) or b"" for name in plan_names(store)]


def forget_plan(store: JourneyStore, name: str) -> None:
    """Removes the plan that is kept under a survey's name; arguments as for `kept_plan`."""
    with suppress(StoreError):
        store.beside().remove(_name(name))


def keep_plan(store: JourneyStore, plan: Plan) -> None:
    """Keeps how a file was read, under its plan's name.

    Args:
        store: of the maps.
        plan: with its name.
    """
    with suppress(StoreError):  # the figures are on the map; the plan only spares questions
        store.beside().keep(_name(plan.name), plan.without_groups().text().encode())


def _name(name: str) -> str:
    return f"{PLANS}/{id_from_title(name, ())}.json"
