"""Several things in order that show themselves in a notebook as a table, with all their words and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from cjm_widgets.charts.picture import template
from cjm_widgets.formats.markdown import plain_words

if TYPE_CHECKING:
    import pandas as pd

T_co = TypeVar("T_co", covariant=True)
_TEMPLATE: Final = Path(__file__).parent / "listing.html.j2"
_NOTHING: Final = "nothing"


class Listing(Sequence[T_co]):
    """Things in order; it is indexed, counted and gone through like a tuple.

    Args:
        title: what they are.
        items: the things.
        columns: a heading -> what stands below it.
    """

    def __init__(self, title: str, items: Iterable[T_co], columns: Mapping[str, Callable[[T_co], Any]]) -> None:
        self.title: Final = title
        self._items: Final = tuple(items)
        self._columns = dict(columns)

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, at: int | slice) -> T_co | tuple[T_co, ...]:
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)

    @property
    def frame(self) -> pd.DataFrame:
        """The same as a pandas data frame."""
        import pandas as pd

        rows = [[tell(one) for tell in self._columns.values()] for one in self._items]
        return pd.DataFrame(rows, columns=list(self._columns)).convert_dtypes()

    def _rows(self) -> list[list[str]]:
        return [[_said(tell(one)) for tell in self._columns.values()] for one in self._items]

    def __repr__(self) -> str:
        lines = [f"- {' | '.join(filter(None, row))}" for row in self._rows()]
        return "\n".join((f"{self.title}:", *lines)) if lines else f"{self.title}: {_NOTHING}"

    def _repr_html_(self) -> str:
        told = {"title": self.title, "columns": list(self._columns), "rows": self._rows(), "nothing": _NOTHING}
        return template(_TEMPLATE).render(told)

    def _repr_markdown_(self) -> str:
        table = (list(self._columns), *self._rows())
        lines = [f"| {' | '.join(map(_in_markdown, row))} |" for row in table]
        lines.insert(1, f"|{' --- |' * len(self._columns)}")
        return "\n".join((f"{_in_markdown(self.title)}:", "", *lines)) if len(self) else repr(self)


def _in_markdown(words: str) -> str:
    """Words that stay words; in JupyterLab a sum such as “$5 or $6” is no formula."""
    return plain_words(words).replace("$", "\\$")


def _said(value: Any) -> str:
    return "" if value is None else str(value)
