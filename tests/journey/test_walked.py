"""Whoever looks at the walked starters has looked at what there is in any of them."""

from __future__ import annotations

from typing import Any

from walked import WALKED

from cjm_widgets.tasks.making import STARTERS, starter


def parts(value: Any, path: str = "") -> set[str]:
    """Where in a journey something is said, whichever item of a list says it."""
    if isinstance(value, dict):
        return set().union(*(parts(inner, f"{path}/{name}") for name, inner in value.items()))
    if isinstance(value, list):
        return set().union(*(parts(inner, f"{path}/*") for inner in value))
    return set() if value in (None, "") else {path}


def test_no_other_starter_has_a_part_that_is_not_walked() -> None:
    walked = set().union(*(parts(starter(name).to_json()) for name in WALKED))
    beyond = {name: parts(starter(name).to_json()) - walked for name, _, _ in STARTERS}
    assert beyond == {name: set() for name in beyond}
    assert set(WALKED) <= set(beyond)
