"""Several things in order that show themselves in a notebook as a table, with all their words and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

if TYPE_CHECKING:
    import pandas as pd

    from cjm_widgets.accounts.blocks import Block

T_co = TypeVar("T_co", covariant=True)


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

    def _rows(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(_said(tell(one)) for tell in self._columns.values()) for one in self._items)

    def __repr__(self) -> str:
        lines = [f"- {' | '.join(filter(None, row))}" for row in self._rows()]
        return "\n".join((f"{self.title}:", *lines)) if lines else f"{self.title}: nothing"

    def _account(self) -> tuple[Block, ...]:
        from cjm_widgets.accounts.blocks import Table, Words

        return (Table(self.title, tuple(self._columns), self._rows()) if len(self) else Words(repr(self)),)

    def _repr_html_(self) -> str:
        from cjm_widgets.accounts.account import as_html

        return as_html(self._account())

    def _repr_markdown_(self) -> str:
        from cjm_widgets.accounts.as_markdown import as_markdown

        return as_markdown(self._account())


def _said(value: Any) -> str:
    return "" if value is None else str(value)
