"""What changed between two states of what a page shows, and a state with such changes made. Pure.

A path names keys of objects, ids of items in lists of items, and positions in other lists. What has not changed is not
looked into where both states share it, and stays shared in the state that is made: whoever reads a part can tell by
its identity that nothing changed there. browser/lib/difference.js makes the same changes.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.parts.base import Value
from cjm_widgets.widgets.protocol.parts import Keep, Put

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Difference = Put | Keep
Step = str | int
"""A key, an item's id, or a position."""


def differences(old: Any, new: Any, path: tuple[Step, ...] = ()) -> Iterator[Difference]:
    """The changes that turn one state into another, in the order in which they are made.

    Args:
        old: plain JSON values, and parts of a journey.
        new: the same later.
        path: where they stand.
    """
    if old is new:
        return
    before, after = _inside(old), _inside(new)
    if before is None or after is None or isinstance(before, dict) != isinstance(after, dict):
        if not _same(old, new):
            yield Put(path=list(path), new=plain(new))
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _in_order(before, after, path, ordered=False)
        return
    known, wanted = _by_id(before), _by_id(after)
    if known is not None and wanted is not None:
        yield from _in_order(known, wanted, path, ordered=True)
    elif len(before) == len(after):
        for at, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, other, (*path, at))
    else:
        yield Put(path=list(path), new=plain(new))


def patched(state: Any, changes: Iterable[Difference]) -> Any:
    """A state with changes made; the state given is left as it is.

    Args:
        state: plain JSON values.
        changes: as `differences` gives them.
    """
    return reduce(lambda made, one: _patched(made, one.path, one), changes, state)


def plain(value: Any) -> Any:
    """Plain JSON values."""
    if isinstance(value, Value):
        return value.model_dump(mode="json")
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def _in_order(
    before: dict[Any, Any], after: dict[Any, Any], path: tuple[Step, ...], *, ordered: bool
) -> Iterator[Difference]:
    """The changes of an object, or of a list of items by their ids."""
    for key, value in after.items():
        if key not in before:
            yield Put(path=[*path, key], new=plain(value))
        elif before[key] is not value:
            yield from differences(before[key], value, (*path, key))
    if before.keys() == after.keys() and not (ordered and list(before) != list(after)):
        return
    kept = [key for key in before if key in after]
    stands = [*kept, *(key for key in after if key not in before)]
    if len(kept) < len(before) or (ordered and stands != list(after)):
        yield Keep(path=list(path), keep=list(after))


def _inside(value: Any) -> dict[Any, Any] | Sequence[Any] | None:
    if isinstance(value, Value):
        return value.__dict__
    return value if isinstance(value, dict | list | tuple) else None


def _by_id(values: Any) -> dict[str, Any] | None:
    """The items of a list by their ids; None where it is no list of items."""
    found: dict[str, Any] = {}
    for one in values:
        item_id = one.get("id") if isinstance(one, dict) else getattr(one, "id", None)
        if not isinstance(item_id, str) or item_id in found:
            return None
        found[item_id] = one
    return found


def _same(one: Any, other: Any) -> bool:
    """Whether JSON says the same of both; 1 and true are two values there."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _patched(node: Any, path: Sequence[Step], change: Difference) -> Any:
    if not path:
        return _kept(node, change.keep) if isinstance(change, Keep) else change.new
    step, rest = path[0], path[1:]
    if isinstance(node, dict):
        return {**node, step: _patched(node.get(step), rest, change)}
    at = step if isinstance(step, int) else next((at for at, one in enumerate(node) if one["id"] == step), len(node))
    found = node[at] if at < len(node) else None
    return [*node[:at], _patched(found, rest, change), *node[at + 1 :]]


def _kept(node: Any, keep: list[str]) -> Any:
    known = node if isinstance(node, dict) else _by_id(node) or {}
    found = {key: known[key] for key in keep}
    return found if isinstance(node, dict) else list(found.values())
