"""A process that makes files of maps, one after the other, so that neither the server nor a page waits for it.

It reads a wish a line, as JSON, and answers each with a line of JSON and the file's bytes behind it. It ends when there
is nobody to read from.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from typing import Any

from cjm_widgets.formats.base import FormatError
from cjm_widgets.formats.registry import format_of
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.tasks.exporting import Wish, export_map
from cjm_widgets.tasks.making import day_now, id_from_title

CHOSEN = ("view", "persona", "edition", "paper", "figure")
"""What a wish says of the file, beside the layers that are hidden."""
MOVED = "moved"
"""What is wished for where it is no file: the page that tells what moved on a map."""
_POLITE = 10
"""How far everything else goes first."""


def answered(wish: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The file that is wished for, and what is told of it.

    Args:
        wish: `place`, `journey`, `to`, `hidden` and `link`, and what is `CHOSEN`; to tell what `MOVED`, `place`,
            `journey`, `to`, `since`, `others`, `back` and `came`.
    """
    try:
        if wish["to"] == MOVED:
            return {}, _moved(wish)
        how = format_of(wish["to"])
        of_map = Wish(hidden=frozenset(wish["hidden"]), link=wish["link"], **{one: wish[one] for one in CHOSEN})
        store = opened_store(wish["place"])
        made = export_map(store, wish["journey"], how, of_map)
        known = {one.id: one.name for one in store.open(wish["journey"]).editions}
    except (FormatError, StoreError) as error:
        return {"say": str(error)}, b""
    edition = wish["edition"] and id_from_title(known.get(wish["edition"], wish["edition"]), ())
    told = {
        "name": f"{'-'.join(filter(None, (wish['journey'], edition, wish['figure'])))}{how.ending}",
        "type": how.media_type,
        "losses": [one.say for one in made.losses],
    }
    return told, made.data


def _moved(wish: dict[str, Any]) -> bytes:
    from cjm_widgets.tasks.differing import moved_page

    store = opened_store(wish["place"])
    behind = (wish["back"], wish["came"])
    return moved_page(store, wish["journey"], wish["since"], day_now(), others=wish["others"], behind=behind)


def main() -> None:
    """Answers until nobody asks."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_POLITE)
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        told, data = answered(json.loads(line))
        out.write(json.dumps({**told, "size": len(data)}).encode() + b"\n" + data)
        out.flush()


if __name__ == "__main__":
    main()
