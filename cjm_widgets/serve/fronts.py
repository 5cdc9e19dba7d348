"""What draws a page: our own small front end, or Voilà's where a workbook shows other widgets than ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.widgets.carried import NAMES, OWN

if TYPE_CHECKING:
    from pathlib import Path

_PLAIN: Final = {"text/plain"}
FOREIGN: Final = "foreign"
"""The kind of an output that our own front end does not draw."""


def policy(scripts: str = "") -> str:
    """What a page may load and run; it talks to no other server, whatever ends up in it.

    Args:
        scripts: what may run besides the server's own files.
    """
    return (
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
        f"script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; "
        "object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )


POLICY: Final = policy()
VOILAS_POLICY: Final = policy(" 'unsafe-inline' 'unsafe-eval' blob: data:")
"""Voilà's front end loads anywidget's modules from addresses that it makes, and JupyterLab's packages use eval."""


class Extended:
    """The workbooks that were seen to show more than our own widgets. One that is changed is looked at anew."""

    def __init__(self) -> None:
        self._known: set[tuple[Path, int, int]] = set()

    def __contains__(self, path: Path) -> bool:
        return _as_it_stands(path) in self._known

    def add(self, path: Path) -> None:
        """Remembers one, as it stands.

        Args:
            path: of the notebook.
        """
        self._known.add(_as_it_stands(path))


def drawn(output: dict[str, Any], states: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An output as our own front end takes it.

    Args:
        output: of a cell, as it is in a notebook.
        states: of the widgets that the page's process has made, by their ids.
    """
    data = output.get("data", {})
    own = data.get(OWN)
    if own is not None and own["widget"] in NAMES:
        state = {name: value for name, value in states.get(own["id"], {}).items() if not name.startswith("_")}
        return {"output_type": "own", "own": {**own, "state": state}}
    if data and not data.keys() <= _PLAIN:
        return {"output_type": FOREIGN}
    return {"output_type": "stream", "name": "stdout", "text": data["text/plain"]} if data else output


def _as_it_stands(path: Path) -> tuple[Path, int, int]:
    known = path.stat()
    return path, known.st_mtime_ns, known.st_size
