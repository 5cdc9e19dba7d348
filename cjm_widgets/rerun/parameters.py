"""What can be asked of each workbook: its parameters, as they stand in its own cell."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.fault import CjmError
from cjm_widgets.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TAG: Final = "parameters"
Value = str | int | float | bool
_LINE: Final = re.compile(r"(?P<name>\w+)\s*(?::\s*(?P<type>\w+))?\s*=\s*(?P<default>.*?)(?:\s{2}#\s*(?P<help>.*))?$")
"""As papermill reads it: name: type = default  # help."""
_TYPES: Final[dict[str, tuple[type[Value], str]]] = {
    "str": (str, "text"),
    "int": (int, "a whole number"),
    "float": (float, "a number"),
    "bool": (bool, "true or false"),
}


class RerunError(CjmError):
    """Why the workbooks could not be run, as a sentence for people."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that can be asked of a workbook.

    Args:
        name: by which it is given.
        kind: "str", "int", "float" or "bool".
        default: what holds where nothing is given.
        say: what it does, in a sentence.
    """

    name: str
    kind: str
    default: Value
    say: str

    def taken(self, value: Any) -> Value:
        """A value that was given, as this parameter takes it.

        Raises:
            RerunError: if it is of another type.
        """
        kind, words = _TYPES[self.kind]
        if kind is str and isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)  # a year, a map that is called 2026
        if kind is float and type(value) is int:
            return float(value)
        if not isinstance(value, kind) or type(value) is not kind:
            raise RerunError(f"“{self.name}” has to be {words}; it is {json.dumps(value, default=str)}.")
        return value


@cache
def parameters_of(file: str) -> tuple[Parameter, ...]:
    """The parameters of a workbook, in the order in which they stand there.

    Args:
        file: its name.
    """
    workbook = json.loads((shipped("workbooks") / file).read_text(encoding="utf-8"))
    cells = (cell for cell in workbook["cells"] if TAG in cell["metadata"].get("tags", ()))
    lines = (line for cell in cells for line in "".join(cell["source"]).splitlines())
    return tuple(_parameter(found) for line in lines if (found := _LINE.match(line)))


def _parameter(found: re.Match[str]) -> Parameter:
    default = ast.literal_eval(found["default"])
    return Parameter(found["name"], found["type"] or type(default).__name__, default, found["help"] or "")


def taken(files: Sequence[str], given: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What each workbook is given of what was asked for.

    Args:
        files: of the workbooks.
        given: values, by parameter.

    Raises:
        RerunError: if no workbook has such a parameter, or a value is of another type.
    """
    known = {one.name: one for file in files for one in parameters_of(file)}
    for name in given:
        if name not in known:
            raise RerunError(f"The workbooks have no parameter “{name}”. They have: {', '.join(sorted(known))}.")
    values = {name: known[name].taken(value) for name, value in given.items()}
    return {file: {one.name: values[one.name] for one in parameters_of(file) if one.name in values} for file in files}


def in_words(files: Sequence[str]) -> Iterator[str]:
    """What the workbooks can be asked for, and which of them takes it.

    Args:
        files: of the workbooks.
    """
    takes: dict[Parameter, list[str]] = {}
    for file in files:
        for one in parameters_of(file):
            takes.setdefault(one, []).append(file.removesuffix(".ipynb"))
    for one, names in takes.items():
        default = json.dumps(one.default, ensure_ascii=False)
        yield f"{one.name} ({_TYPES[one.kind][1]}; {default} if left out): {one.say}"
        yield f"  {', '.join(names)}"
    yield "Each is asked for with -p, such as -p group=North; the journey is the first word after “cjm run”."


def parameters(given: Sequence[str], files: Sequence[str]) -> dict[str, Any]:
    """The parameters that were typed as NAME=VALUE.

    What is asked for as text is text, as it was typed; any other value is taken as the number that it reads as, or as
    true or false.

    Args:
        given: as typed.
        files: of the workbooks that may be asked.

    Raises:
        RerunError: if one has no "=" or no name.
    """
    texts = {one.name for file in files for one in parameters_of(file) if one.kind == "str"}
    found: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            raise RerunError(f"“{text}” is not a parameter. Write it as name=value.")
        try:
            found[name.strip()] = value if name.strip() in texts else json.loads(value)
        except json.JSONDecodeError:
            found[name.strip()] = value
    return found
