"""One ES module out of several, so that a widget's JavaScript can stay in small files without a bundler."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

BROWSER: Final = Path(__file__).parent.parent / "browser"
"""The ES modules and style sheets."""

_IMPORT: Final = re.compile(
    r'^(?P<what>import|export)\s+(?:\{(?P<names>[^}]*)\}\s*from\s*)?"(?P<path>\.{1,2}/[^"]+)";', re.MULTILINE
)
_DECLARED: Final = re.compile(r"^export (?P<what>(?:async )?function\*? |class |const )(?P<name>[\w$]+)", re.MULTILINE)
_DEFAULT: Final = re.compile(r"^export default ", re.MULTILINE)
_LISTED: Final = re.compile(r"^export \{(?P<names>[^}]*)\};", re.MULTILINE)
_LEFT: Final = re.compile(r"^(?:export|import)\b.*", re.MULTILINE)


def linked(*paths: Path) -> str:
    """The text of one ES module in which all modules stand that some modules import, each once.

    Each stands there as it was written, in a function of its own, those that are imported first. What the modules
    asked for export by default is exported: of one module as the default, of several under their files' names.

    Args:
        paths: the modules; their imports from other files end in `from "./name.js"`.

    Raises:
        FileNotFoundError: if a module or one it imports is missing.
        RecursionError: if modules import each other in a circle.
        ValueError: if a module imports or exports in a way that is not written here.
    """
    linking = _Linking()
    names = [linking.add(path.resolve(), ()) for path in paths]
    if len(names) == 1:
        last = f"export default {names[0]}.default;\n" if "default" in linking.given[names[0]] else ""
    else:
        last = "".join(f"export const {path.stem} = {name}.default;\n" for path, name in zip(paths, names, strict=True))
    return "".join((*linking.parts, last))


def styles(*paths: Path) -> str:
    """Several style sheets as one, in the order given."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@dataclass
class _Linking:
    names: dict[Path, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    given: dict[str, list[str]] = field(default_factory=dict)

    def add(self, path: Path, importers: tuple[Path, ...]) -> str:
        """Puts a module behind those that it imports; gives the name under which it stands."""
        if path in importers:
            raise RecursionError(f"{path.name} imports itself by way of {importers[-1].name}.")
        if path in self.names:
            return self.names[path]
        text = path.read_text(encoding="utf-8")
        given: list[str] = []

        def brought(found: re.Match[str]) -> str:
            other = self.add((path.parent / found["path"]).resolve(), (*importers, path))
            names = found["names"] or ""
            if found["what"] == "export":
                given.extend(_given(names, f"{other}."))
                names = ""
            line = f"const {{{names.replace(' as ', ': ')}}} = {other};" if names else ""
            return line + "\n" * (found[0].count("\n") - line.count("\n"))

        text = _IMPORT.sub(brought, text)
        given.extend(found["name"] for found in _DECLARED.finditer(text))
        text = _DECLARED.sub(lambda found: f"{found['what']}{found['name']}", text)
        text, defaults = _DEFAULT.subn("const $default = ", text)
        if defaults:
            given.append("default")
        for found in _LISTED.finditer(text):
            given.extend(_given(found["names"]))
        text = _LISTED.sub("", text)
        if left := _LEFT.search(text):
            raise ValueError(f"{path.name}: “{left[0][:80]}” cannot be linked.")
        name = f"${path.parent.name}_{path.stem}".replace("-", "_").replace(".", "_")
        while name in self.names.values():
            name += "_"
        self.names[path], self.given[name] = name, given
        fields = ", ".join("default: $default" if one == "default" else one for one in given)
        self.parts.append(f"const {name} = (() => {{\n{text}\nreturn {{ {fields} }};\n}})();\n\n")
        return name


def _given(listed: str, of: str = "") -> list[str]:
    """What an export list gives on, as the fields of an object."""
    pairs = [one.split(" as ") for part in listed.split(",") if (one := part.strip())]
    return [f"{pair[-1].strip()}: {of}{pair[0].strip()}" for pair in pairs]
