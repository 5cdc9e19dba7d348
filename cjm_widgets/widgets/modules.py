"""One ES module out of several, so that a widget's JavaScript can stay in small files without a bundler."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

_IMPORT = re.compile(r'^((?:import|export)\b[^;"]*?\bfrom\s*|import\s*)"(\.{1,2}/[^"]+)"', re.MULTILINE)
BROWSER = Path(__file__).parent.parent / "browser"
"""The ES modules and style sheets."""

_LOADER = BROWSER / "loader.js"


def linked(path: Path) -> str:
    """The text of an ES module that carries all modules it imports, each once.

    In the browser `loader.js` gives every module an address of its own. A module that several widgets
    of a page carry is still loaded once.

    Args:
        path: the module; its imports from other files end in `from "./name.js"`.

    Raises:
        FileNotFoundError: if the module or one it imports is missing.
        RecursionError: if modules import each other in a circle.
    """
    names: dict[Path, str] = {}
    modules: list[tuple[str, str]] = []
    _collect(path.resolve(), (), names, modules)
    return _LOADER.read_text(encoding="utf-8").replace("[/* modules */]", json.dumps(modules, ensure_ascii=False))


def styles(*paths: Path) -> str:
    """Several style sheets as one, in the order given."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _collect(path: Path, importers: tuple[Path, ...], names: dict[Path, str], modules: list[tuple[str, str]]) -> str:
    """Puts the imported modules before the one that imports them; gives the name under which it is carried."""
    if path in importers:
        raise RecursionError(f"{path.name} imports itself by way of {importers[-1].name}.")
    if path in names:
        return names[path]

    def by_name(found: re.Match[str]) -> str:
        return f'{found[1]}"{_collect((path.parent / found[2]).resolve(), (*importers, path), names, modules)}"'

    text = _IMPORT.sub(by_name, path.read_text(encoding="utf-8"))
    name = f"cjm:{path.stem}:{sha256(text.encode()).hexdigest()[:16]}"
    names[path] = name
    modules.append((name, text))
    return name
