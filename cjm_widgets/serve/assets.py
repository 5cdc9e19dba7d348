"""The files that a page loads from the server, each with a mark of its content so that a browser can keep it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from cjm_widgets.pages.findable import findable
from cjm_widgets.shipped import shipped
from cjm_widgets.widgets.carried import NAMES, module, sheet
from cjm_widgets.widgets.modules import BROWSER, linked

_LOOK: Final = Path(__file__).resolve().parent.parent / "browser" / "look.css"
LABEXTENSIONS: Final = ("@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget")
"""What a page needs of all that is installed for JupyterLab."""


@dataclass(frozen=True, slots=True)
class Template:
    """The template's folder, and its files under the address they are served at.

    Args:
        folder: holds index.html.j2.
        files: name in the page -> file; look.css is the widgets' own and served from beside them.
    """

    folder: Path
    files: dict[str, Path]

    def addresses(self, prefix: str) -> dict[str, str]:
        """Name in the page -> address, with a mark that changes with the file's content.

        Args:
            prefix: of the addresses, with a slash at its end.
        """
        return {name: f"{prefix}{name}?v={_mark(path)}" for name, path in self.files.items()}

    def texts(self) -> dict[str, str]:
        """The files that do not stand in the template's own folder."""
        static = self.folder / "static"
        return {
            name: path.read_text(encoding="utf-8") for name, path in self.files.items() if static not in path.parents
        }

    def css(self) -> str:
        """Both style sheets as one text, for a page that may load no file."""
        text = "\n".join(self.files[name].read_text(encoding="utf-8") for name in ("look.css", "page.css"))
        return re.sub(r"@font-face\s*\{.*?\}", "", text, flags=re.DOTALL)


def template() -> Template:
    """The workbook's own template."""
    folder = shipped("templates") / "voila" / "cjm"
    static = folder / "static"
    found = {path.relative_to(static).as_posix(): path for path in sorted(static.rglob("*")) if path.is_file()}
    return Template(folder, {**found, "look.css": _LOOK})


def widget_files() -> dict[str, str]:
    """The JavaScript of each widget, the styles of a page's and what can be found, by their names in an address."""
    return {
        **{f"{name}.js": module(name) for name in NAMES},
        "front.js": linked(BROWSER / "front" / "front.js"),
        "page.css": sheet("page"),
        "facilitator.css": sheet("facilitator"),
        "places.json": json.dumps(findable()),
    }


def mark_of(texts: dict[str, str]) -> str:
    """Changes when one of the texts does."""
    return hashlib.sha256("".join(texts.values()).encode()).hexdigest()[:12]


def front_end_mark() -> str:
    """Changes when Voilà or the widget libraries change, and with it every address of their files."""
    return "-".join(version(name) for name in ("voila", "ipywidgets", "anywidget"))


def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
