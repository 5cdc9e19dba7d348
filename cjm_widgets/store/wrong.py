"""What is wrong in a journey's file that was edited by hand: which item, what, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.edits import BRANCHES, problem
from cjm_widgets.journey.wording import isolated, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import ValidationError


def wrong(error: ValidationError, raw: Mapping[str, Any]) -> str:
    """The first thing wrong with a journey, where it stands, and how many others there are; without a full stop.

    Args:
        error: what is wrong.
        raw: the journey that it is wrong with.
    """
    first, *others = error.errors(include_url=False, include_input=False)
    what = problem(first)
    if first["type"] == "string_too_long":
        text = str(_value_in(raw, first["loc"]))
        what += f" and it has {len(text):,}, beginning “{isolated(shortened(text))}”. Shorten it"
    if others:
        what += f". {len(others)} more {'place is' if len(others) == 1 else 'places are'} wrong as well"
    place = place_in(raw, first["loc"])
    return f"{place}: {what[:1].lower()}{what[1:]}" if place else f"{what[:1].lower()}{what[1:]}"


def place_in(raw: Mapping[str, Any], way: Iterable[str | int]) -> str:
    """A place in a file, with the items on the way as people count and call them: step 3, “Security”, goal.

    Args:
        raw: the journey in the file.
        way: names of fields and numbers of items, from 0.
    """
    said: list[str] = []
    names: list[str] = []
    at: Any = raw
    for part in way:
        at = _below(at, part)
        if isinstance(part, str):
            names += () if part in BRANCHES else (part,)
            continue
        said.append(f"{names.pop().removesuffix('s') if names else 'number'} {part + 1}")
        name = (at.get("name") or at.get("title")) if isinstance(at, dict) else ""
        if isinstance(name, str) and name.strip():
            said.append(f"“{isolated(shortened(name))}”")
    return ", ".join([*said, " / ".join(names)] if names else said)


def _value_in(raw: Mapping[str, Any], way: Iterable[str | int]) -> Any:
    found: Any = raw
    for part in way:
        found = found if part in BRANCHES else _below(found, part)
    return found


def _below(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (LookupError, TypeError):
        return None
