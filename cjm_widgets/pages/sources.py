"""Sources, entered once: the same list stands at the foot of every page on which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.model import Journey, Source
from cjm_widgets.widgets.spec import asked, field, items, section

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Value
    from cjm_widgets.widgets.spec import Spec

OURS: Final = "Our group’s own judgement"


def sources() -> Spec:
    """The section in which sources are entered."""
    fields = (field(Source, name) for name in asked(Source, but=("figures", "least")))  # from files only
    return section(
        "Sources",
        "",
        "",
        items(Journey, "sources", *fields, needs="kind", columns=("name", "kind", "who", "n", "when")),
        more=True,
    )


def chosen(model: type[Value], name: str, **other: Any) -> Spec:
    """One question that is answered with a source, by default with the group’s judgement; arguments as for `field`."""
    return field(model, name, none=OURS, **other)
