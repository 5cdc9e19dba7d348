"""A process of its own that reads a map's file for a page, so that the page's process loads no format.

python -m cjm_widgets.tasks.reading
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import FormatError
from cjm_widgets.tasks.answering import answer_one
from cjm_widgets.tasks.importing import read_bytes, read_pasted

if TYPE_CHECKING:
    from cjm_widgets.formats.base import Changed, LeftOut
    from cjm_widgets.tasks.answering import Say

MOST: Final = 200
"""Lines that are said of what was left out, and of what was read otherwise."""
TOO_LARGE: Final = "This file takes more memory than there is. Bring it as CSV or Markdown, with the map alone in it."


def read(request: dict[str, Any], _: Say) -> dict[str, Any]:
    """The map in a file.

    Args:
        request: `file`, what it is called (`name`), and whether it was `pasted`.

    Returns:
        `journey`, `has_ids`, the marks of what left (`left`), `left_out` and `changed` (each with its line, 0 where it
        has none or says itself where), and how many more there are (`more`); or why it cannot be read (`problem`).
    """
    try:
        data = Path(request["file"]).read_bytes()
        found = read_pasted(data) if request["pasted"] else read_bytes(data, request["name"])
    except FormatError as error:
        return {"problem": str(error)}
    except MemoryError:
        return {"problem": TOO_LARGE}
    return {
        "journey": found.journey.to_json(),
        "has_ids": found.has_ids,
        "left": dict(found.left),
        "left_out": [_line(one) for one in found.left_out[:MOST]],
        "changed": [_line(one) for one in found.changed[:MOST]],
        "more": max(0, len(found.left_out) - MOST) + max(0, len(found.changed) - MOST),
    }


def _line(one: LeftOut | Changed) -> dict[str, Any]:
    return {"line": 0 if one.where else one.line, "say": one.told}


if __name__ == "__main__":
    answer_one(read)
