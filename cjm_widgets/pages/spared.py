"""A person's own words do not come back to them: they stand in the browser already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.widgets.protocol import parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.journey.edits import Edit

SPARED = 40
"""Letters from which on nobody's own words come back to them."""


def spared(change: parts.Change, edits: Sequence[Edit], typed: Mapping[str, Any]) -> parts.Change:
    """A change without the words that its receiver typed; they stand in the edits, which the browser keeps until then.

    Args:
        change: of what the page shows.
        edits: of the receiver, as they were saved.
        typed: what the receiver put, by the edits' ids; signs that cannot be kept may be in it.
    """
    places = {("journey", *edit.place.segments): edit.id for edit in edits}

    def without(one: parts.Put | parts.Keep | parts.Typed) -> parts.Put | parts.Keep | parts.Typed:
        edit_id = places.get(tuple(map(str, one.path)))
        if edit_id is None or not isinstance(one, parts.Put) or not isinstance(one.new, str):
            return one
        is_known = len(one.new) >= SPARED and one.new == typed.get(edit_id)
        return parts.Typed(path=one.path, edit=edit_id) if is_known else one

    return change.model_copy(update={"changes": [without(one) for one in change.changes]})
