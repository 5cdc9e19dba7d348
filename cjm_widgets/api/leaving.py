"""What a map gives to others, for people who write Python: files, charts and the method's advice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from cjm_widgets.api.folder import opened
from cjm_widgets.api.listing import Listing
from cjm_widgets.api.map import store_of
from cjm_widgets.formats.base import FormatError
from cjm_widgets.tasks.making import day_now

if TYPE_CHECKING:
    import os
    from collections.abc import Collection
    from datetime import date

    import altair as alt

    from cjm_widgets.accounts.account import Account
    from cjm_widgets.api.folder import AnyMap
    from cjm_widgets.journey.rules import Advice


@dataclass(frozen=True, slots=True, repr=False)
class Exported:
    """A file that was made.

    Args:
        path: of the file.
        losses: what of the map is not in it, in sentences.
    """

    path: Path
    losses: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join((f"Made {self.path}.", *(f"- {one}" for one in self.losses)))


def export(
    map: AnyMap,
    file: str | os.PathLike[str],
    *,
    view: str = "",
    hide: Collection[str] = (),
    persona: str = "",
    edition: str = "",
    paper: str = "",
    figure: str = "",
    link: str = "",
    to: str = "",
    strict: bool = False,
) -> Exported:
    """Takes a map away as a file. What people rated for themselves never leaves, and quotes only where they may.

    Args:
        map: which.
        file: its ending says in which form: .pdf, .pptx, .docx, .xlsx, .html, .csv, .md, .mmd, .ojf, .ics, .png,
            .svg, .sheets.pdf or .json.
        view: which view of the map; all layers if left out.
        hide: layers of the view that are left out.
        persona: the persona for whom it is drawn.
        edition: an edition, by its name; the map as it stands if left out.
        paper: of a PDF: a3, a2, a1, tiled or report.
        figure: of a picture: map, curve, solutions, stakeholders, profile or indicators.
        link: of sheets: the address that their QR code leads to.
        to: the form, where the ending does not say it.
        strict: whether nothing is made where the form cannot hold all of the map.

    Raises:
        CjmError: if it cannot be made.
    """
    from cjm_widgets.formats.registry import format_of
    from cjm_widgets.tasks.exporting import Wish, export_map, keep_file

    one, path = opened(map), Path(file)
    how = format_of(to or path.name)
    made = export_map(store_of(one), one.id, how, Wish(view, frozenset(hide), persona, edition, paper, figure, link))
    losses = tuple(loss.say for loss in made.losses)
    if strict and losses:
        raise FormatError(f"{how.title} cannot hold all of it, so nothing was made: {'; '.join(losses)}.")
    keep_file(path, made.data)
    return Exported(path, losses)


@overload
def chart(map: AnyMap, figure: Literal["curve", "profile"] = "curve") -> alt.TopLevelMixin: ...
@overload
def chart(map: AnyMap, figure: Literal["map", "solutions", "stakeholders", "indicators"]) -> Account: ...
def chart(map: AnyMap, figure: str = "curve") -> alt.TopLevelMixin | Account:
    """A figure of a map as its pages draw it, with all that is seen on it in words.

    Args:
        map: which.
        figure: “curve”, the satisfaction along the steps, or “profile”, the five Cs, as Altair charts to be changed
            further; “map”, “solutions”, “stakeholders” or “indicators” as pictures.

    Raises:
        CjmError: if there is no such chart, or nothing to draw on it.
    """
    from cjm_widgets.api.drawn import altair_chart, pictured_in_words
    from cjm_widgets.formats.figures import FIGURES
    from cjm_widgets.tasks.exporting import Wish, one_of, outgoing

    one = opened(map)
    name = one_of("chart", figure, [(each.name, each.name) for each in FIGURES])
    if name in ("curve", "profile"):
        return altair_chart(one.journey, name)
    return pictured_in_words(outgoing(store_of(one), one.id, Wish(figure=name)), name)


def check(map: AnyMap, *, today: date | None = None) -> Listing[Advice]:
    """What the method advises for a map as it stands. It advises; it never blocks.

    Args:
        map: which.
        today: the day it is.
    """
    from cjm_widgets.journey.rules import advice
    from cjm_widgets.pages.book import page

    one = opened(map)
    columns = {
        "Page": lambda said: page(said.page).title,
        "What is so": lambda said: said.say,
        "What to do": lambda said: said.do,
        "Source": lambda said: said.source,
    }
    return Listing(f"Advice for {one.title}", advice(one.journey, today=today or day_now()), columns)
