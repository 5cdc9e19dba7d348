"""What differs between two maps as one page for a browser: it asks no network, and prints well."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.html_file import fonts, style
from cjm_widgets.formats.run_charts import run_charts
from cjm_widgets.journey.differing.drawn import as_curves

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.journey.differing import Difference
    from cjm_widgets.journey.differing.account import Account

_TEMPLATE: Final = Path(__file__).with_name("difference_page.html.j2")
_TOLD: Final = Path(__file__).with_name("difference_told.html.j2")


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is chosen on the page itself, where a server can answer.

    Args:
        journey: the id of the map.
        offered: what it can be compared with: what the address names it by, and what people call it.
        chosen: which of them this page tells of.
        back: the address of the page that one comes from.
        came: its name if it is a page of all maps; "" for a page of this one.
    """

    journey: str
    offered: tuple[tuple[str, str], ...]
    chosen: str
    back: str
    came: str = ""


def page_of(found: Difference, told: Account, language: str, choosing: Choosing | None = None) -> bytes:
    """The page.

    Args:
        found: what differs.
        told: the same in words.
        language: of the map's words.
        choosing: what can be chosen on it; nothing in a file.
    """
    return _page(language, title=told.title, told=told, choosing=choosing, **_drawn(found))


def page_of_runs(
    title: str, say: tuple[str, ...], maps: Iterable[tuple[str, str, Difference, Account]], language: str
) -> bytes:
    """One page for two finished runs of several maps.

    Args:
        title: which two they are.
        say: what is said first.
        maps: of each where something differs, the name of its folder, its title, what differs, and the same in words.
        language: of the maps' words.
    """
    runs = [{"name": name, "title": called, "told": told, **_drawn(found)} for name, called, found, told in maps]
    return _page(language, title=title, say=say, runs=runs)


def _page(language: str, **shown: Any) -> bytes:
    from cjm_widgets.charts.picture import template

    page = template(_TEMPLATE).render(
        language=language or "en-GB",
        fonts=fonts(),
        style=style() + _TEMPLATE.with_suffix("").with_suffix(".css").read_text(encoding="utf-8"),
        **shown,
    )
    return page.encode()


def told_in_html(found: Difference, told: Account) -> str:
    """What stands on the page below its heading, for a place that is a page already.

    Args:
        found: what differs.
        told: the same in words.
    """
    from cjm_widgets.charts.picture import template

    return template(_TOLD).render(told=told, **_drawn(found))


def _drawn(found: Difference) -> dict[str, str]:
    return {"picture": _picture(found), "waves": run_charts(found.charts)}


def _picture(found: Difference) -> str:
    drawn = as_curves(found)
    if drawn is None:
        return ""
    from cjm_widgets.charts.picture import satisfaction_picture

    return satisfaction_picture(
        drawn, "Satisfaction before and now", "Bars show where the figure of all customers lies."
    ).html()
