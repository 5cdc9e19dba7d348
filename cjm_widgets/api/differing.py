"""What differs between two maps, for people who write Python."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.api.folder import place_of
from cjm_widgets.api.map import Map
from cjm_widgets.formats.difference_page import page_of, told_in_html
from cjm_widgets.formats.markdown import plain_words
from cjm_widgets.journey.differing.account import lines_of
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.choosing import Choice, named
from cjm_widgets.tasks.differing import compare, found_side
from cjm_widgets.tasks.exporting import keep_file
from cjm_widgets.tasks.making import day_now

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from cjm_widgets.api.folder import AnyMap, Folder
    from cjm_widgets.journey.differing import Difference
    from cjm_widgets.journey.differing.account import Account
    from cjm_widgets.journey.differing.values import Figure


_COLUMNS: Final = [
    *("id", "step", "group", "scale", "before", "n_before", "now", "n_now"),
    *("better", "low", "high", "verdict"),
]


class Diff:
    """What differs between two maps, and whether chance could have done it.

    Args:
        found: what differs, as immutable values.
        told: the same in words.
        language: of the later map's words.
    """

    def __init__(self, found: Difference, told: Account, language: str) -> None:
        self.found: Final = found
        self.told: Final = told
        self._language = language

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return not self.found.is_empty

    @property
    def frame(self) -> pd.DataFrame:
        """Satisfaction before and now, a row for each step and outcome that a survey asked about, also by group.

        “better” is how much better it is, in points of the scale, between “low” and “high” at 95 %; “verdict” is
        whether it has changed, all of them together.
        """
        import pandas as pd

        rows = [
            (
                *(one.step, one.name, asked.group, one.scale, *_figure(one.before), *_figure(one.now)),
                *(one.value, one.low, one.high, one.verdict),
            )
            for asked in self.found.asked
            for one in asked.felt
        ]
        return pd.DataFrame(rows, columns=_COLUMNS).convert_dtypes()

    def save(self, file: str | os.PathLike[str]) -> Path:
        """Keeps it as a page for any browser, which asks no network and prints well.

        Args:
            file: such as “moved.html”.

        Raises:
            CjmError: if it cannot be written.
        """
        path = Path(file)
        keep_file(path, page_of(self.found, self.told, self._language))
        return path

    def __repr__(self) -> str:
        return "\n".join(lines_of(self.told))

    def _repr_html_(self) -> str:
        return told_in_html(self.found, self.told)

    def _repr_markdown_(self) -> str:
        parts = (
            "\n".join((f"## {plain_words(part.title)}", "", *(f"- {plain_words(one)}" for one in part.lines)))
            for part in self.told.parts
        )
        return "\n\n".join((plain_words(self.told.title), *parts)).replace("$", "\\$")


def diff(before: AnyMap, after: AnyMap, *, folder: Folder = None, today: date | None = None) -> Diff:
    """What moved from one edition of a map to another, or from one map to another, and whether by chance.

    Args:
        before: a map, its id or its file; “airport@After the first workshop” for an edition; or a file that was taken
            away.
        after: the later one, or the other map, in the same way.
        folder: of the maps, as for `open`.
        today: the day it is.

    Raises:
        CjmError: if one of them cannot be read.
    """
    day, place = today or day_now(), place_of(folder)
    first, second = (found_side(_named(one), place, opened_store, day) for one in (before, after))
    return Diff(*compare(first, second, day), second.journey.language)


def _figure(one: Figure | None) -> tuple[float | None, int | None]:
    return (one.value, one.n) if one else (None, None)


def _named(one: AnyMap) -> str:
    return named(Choice(one.folder, one.id)) if isinstance(one, Map) else os.fspath(one)
