"""What of a map its documents do not say, found by looking for the words of each field. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import Loss
from cjm_widgets.formats.cells import strings
from cjm_widgets.formats.held import about, filled

if TYPE_CHECKING:
    from cjm_widgets.formats.content import Content
    from cjm_widgets.journey.model import Journey

_IN_PART: Final = (
    "scope/initiated_by",
    "scope/customer_kind",
    "scope/contact",
    "scope/mapped_by",
    "diagnostic/",
    "stakeholders/angle",
    "relationships/",
    "overruled/",
    "editions/",
    "sources/figures/",
)
"""Choices and figures that documents do not say."""
_PARTS: Final = {"scope", "stakeholders", "sources", "personas", "outcomes", "stages", "steps", "moments", "solutions"}


def unsaid(journey: Journey, found: Content) -> tuple[Loss, ...]:
    """What of a map its documents do not say, found by looking for the words of each field.

    Args:
        journey: as it leaves.
        found: what the documents say.
    """
    all_words = " ".join(" ".join(one.split()) for one in strings(asdict(found)))
    gone: dict[str, list[str]] = {}
    for one in filled(journey):
        lines = [" ".join(line.split()) for line in one.value.splitlines()] if one.is_words else []
        is_there = all(line in all_words for line in lines) if lines else not one.kind.startswith(_IN_PART)
        if not is_there:
            gone.setdefault(about(one, _PARTS), []).append(one.path)
    return tuple(Loss(f"{what} left out", tuple(paths)) for what, paths in gone.items())
