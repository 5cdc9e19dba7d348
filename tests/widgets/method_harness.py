"""Opens one part of the method on a page of its own, with a journey that lives in that page only."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.mismatch import PRIORITY_RULE, mismatches
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.priority import ranking
from cjm_widgets.widgets.labels import labels
from cjm_widgets.widgets.spec import lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def seen(journey: Journey) -> dict[str, Any]:
    """What Python shows of a journey."""
    return {
        "ranking": ranking(journey).to_json(),
        "mismatches": [one.to_json() for one in mismatches(journey)],
        "priority_rule": PRIORITY_RULE,
        "evaluation": [one.to_json() for one in evaluated(journey)],
        "advice": [],
    }


@contextmanager
def parts_of_the_method(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    """Gives `open_part("matrix", journey, width=320)`, which gives a page."""

    def open_part(part: str, journey: Journey, *, width: int = 704, links: str = "", **view: Any) -> Any:
        given = {
            "labels": labels(),
            "part": part,
            "journey": journey.to_json(),
            "view": seen(journey) | view,
            "lists": lists(Journey),
            "links": links,
        }
        return part_pages["method_page"].open(given, width=width, height=1000)

    yield open_part
    part_pages["method_page"].done()


def edits(page: Any) -> list[Any]:
    return page.evaluate("window.edits")  # type: ignore[no-any-return]


def said(page: Any) -> str:
    return page.locator("#said").inner_text()  # type: ignore[no-any-return]


def focused(page: Any) -> str:
    return page.evaluate(  # type: ignore[no-any-return]
        "document.activeElement.dataset.id || document.activeElement.textContent"
    )


def scrolls_sideways(page: Any) -> bool:
    return page.evaluate(  # type: ignore[no-any-return]
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
