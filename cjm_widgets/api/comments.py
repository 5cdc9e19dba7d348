"""What people wrote in a file, for people who write Python: looked through, and chosen from as quotes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.api.asked import said_in_python
from cjm_widgets.api.folder import opened
from cjm_widgets.api.listing import Listing
from cjm_widgets.api.map import author, store_of
from cjm_widgets.api.tables import as_file
from cjm_widgets.evidence.offered import Offered
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.told import Told

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

    from cjm_widgets.api.folder import AnyMap
    from cjm_widgets.api.map import Map
    from cjm_widgets.api.tables import Table


class Comments(Listing[Offered]):
    """Comments of a file that may be chosen, each with its number in the file.

    Args:
        into: the map that chosen ones are put on.
        name: of the file.
        found: the comments.
    """

    def __init__(self, into: Map, name: str, found: Iterable[Offered]) -> None:
        columns = {
            "Number": lambda one: one.number,
            "Asked": lambda one: one.column,
            "Words": lambda one: one.words,
            "Step": lambda one: one.step,
        }
        super().__init__(f"Comments in {name}", found, columns)
        self._into, self._file = into, name

    def put(
        self,
        numbers: Iterable[int],
        name: str,
        *,
        step: str = "",
        lens: str = "",
        voice: str = "",
        quotable: str = "",
        by: str = "",
    ) -> str:
        """Puts chosen comments on the map as quotes; the others are not kept.

        Args:
            numbers: which, by their numbers.
            name: what people call the survey; it becomes their source.
            step: at which step; where each seems to belong if left out.
            lens: actions, responses, language, feelings, emotions or thoughts.
            voice: customer, carer, front-line, behind-the-scenes or manager.
            quotable: whether they may be quoted outside the group: yes or no.
            by: who chooses.

        Returns:
            What came of it, in a sentence.

        Raises:
            CjmError: if there is no such comment or step; then nothing is changed.
        """
        from cjm_widgets.evidence.offered import Chosen
        from cjm_widgets.tasks.comments import put_quotes

        known = {one.number: one for one in self}
        wanted = list(numbers)
        if missing := [at for at in wanted if at not in known]:
            there = ", ".join(map(str, known)) or "none"
            raise EvidenceError(f"There is no comment {missing[0]} among these. There are: {there}.")
        chosen = [Chosen(known[at].words, step or known[at].step, lens, voice, quotable) for at in wanted]
        into = self._into
        return put_quotes(store_of(into), into.id, chosen, name=name, where=self._file, who=author(by, into))


def comments(
    map: AnyMap,
    file: Table,
    *,
    search: str = "",
    step: str = "",
    columns: Sequence[str] = (),
    plan: str | os.PathLike[str] | None = None,
    as_written: bool = False,
) -> Comments:
    """What people wrote in a file, without what tells who they are; nothing of it is kept before you choose.

    Args:
        map: whose steps are looked for in the words.
        file: CSV, TSV, Excel or Parquet, or a data frame.
        search: only comments with these words.
        step: only comments that seem to be about this step.
        columns: the columns of comments; found in the file if left out.
        plan: how a file of this kind was read before.
        as_written: whether addresses, telephone numbers and names stay in, as somebody decided who may.

    Raises:
        CjmError: if the file cannot be used.
    """
    from cjm_widgets.evidence.offered import searched
    from cjm_widgets.evidence.plan import plan_in
    from cjm_widgets.tasks.comments import comments_of
    from cjm_widgets.tasks.looked import understood_in

    one = opened(map)
    with as_file(file) as path, said_in_python():
        before = plan_in(Path(plan)) if plan else None
        understood = understood_in(path, Told(comments=tuple(columns)), one.journey, before)
        every = comments_of(understood, one.journey, as_written=as_written)
    return Comments(one, path.name, searched(every, search, step))
