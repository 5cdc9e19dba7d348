"""A file that names what is run: journeys, files of answers, groups, periods; each with each other is a run."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.rerun.addresses import folder_of, is_address, joined
from cjm_widgets.rerun.parameters import RerunError
from cjm_widgets.tasks.making import id_from_title

if TYPE_CHECKING:
    from cjm_widgets.rerun.sources import Sources

_LISTS: Final = ("journeys", "workbooks", "evidence", "groups", "periods")
_TEXTS: Final = ("title", "plan", "edition")
_FILES: Final = ("journeys", "evidence", "plan")
_LINE: Final = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Case:
    """One journey with what is asked of it.

    Args:
        name: of its folder.
        title: what people call it.
        journey: the journey's file.
        given: the parameters of its workbooks.
    """

    name: str
    title: str
    journey: Path
    given: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RunFile:
    """What a file names.

    Args:
        title: of the whole.
        workbooks: which; all if there is none.
        edition: the name of the edition that is kept of each journey, in its folder; "" for none.
        report: whether each run gets a page that needs no network.
        cases: what is run.
    """

    title: str
    workbooks: tuple[str, ...]
    edition: str
    report: bool
    cases: tuple[Case, ...]


def read_run_file(name: str, sources: Sources) -> RunFile:
    """Reads a file of runs.

    Args:
        name: its path or its address; what it names is looked for from its folder.
        sources: brings what is behind an address.

    Raises:
        RerunError: with the line, if it cannot be understood.
    """
    path = sources.file(name)
    base = folder_of(name)[0] if is_address(name) else str(path.parent)
    try:
        text = path.read_text(encoding="utf-8")
        said = tomllib.loads(text)
    except (OSError, UnicodeError) as error:
        raise RerunError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    except tomllib.TOMLDecodeError as error:
        line = found[1] if (found := _LINE.search(str(error))) else "the last"
        raise RerunError(
            f"{path.name}, line {line}: this is not written as such a file is: {str(error).split(' (')[0]}."
        ) from error
    except RecursionError as error:
        raise RerunError(f"{path.name} cannot be read: its brackets are nested too deep.") from error
    _refuse(said, text, path)
    if key := next((key for key in _FILES if "\0" in "".join(said.get(key, ""))), ""):
        raise _at(path, text, key, f"“{key}” has a sign that no name can have.")
    named = [one for journey in said["journeys"] for one in _journeys(path, base, text, journey, sources)]
    journeys = [*dict.fromkeys(named)]  # a map that several names mean is one

    def brought(file: str) -> str:
        from_afar = is_address(base) or is_address(file)
        return str(sources.file(joined(base, file)) if from_afar else (path.parent / file).resolve())

    asked: dict[str, Any] = {**said.get("parameters", {})}
    if said.get("plan"):
        asked["plan"] = brought(said["plan"])
    cases: list[Case] = []
    for journey, file, group, period in product(
        journeys, *(said.get(name) or [""] for name in ("evidence", "groups", "periods"))
    ):
        own = {"evidence": file and brought(file), "group": group, "period": period}
        title = ", ".join(part for part in (journey.stem, file and Path(file).stem, group, period) if part)
        name = id_from_title(title, tuple(case.name for case in cases))
        given = {**asked, **{key: value for key, value in own.items() if value}, "journey": str(journey)}
        cases.append(Case(name, title, journey, given))
    title = said.get("title") or path.stem
    return RunFile(
        title, tuple(said.get("workbooks", ())), said.get("edition", ""), said.get("report", True), tuple(cases)
    )


def _refuse(said: dict[str, Any], text: str, path: Path) -> None:
    known = (*_LISTS, *_TEXTS, "report", "parameters")
    for name, value in said.items():
        if name not in known:
            raise _at(path, text, name, f"“{name}” is nothing that can be said here. There are: {', '.join(known)}.")
        if name in _LISTS and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise _at(path, text, name, f'“{name}” has to be a list of texts, such as {name} = ["one", "two"].')
        if name in _TEXTS and not isinstance(value, str):
            raise _at(path, text, name, f"“{name}” has to be a text in quotation marks.")
    if not isinstance(said.get("report", True), bool):
        raise _at(path, text, "report", "“report” has to be true or false.")
    if not said.get("journeys"):
        raise RerunError(f'{path.name} names no map. Write journeys = ["airport"].')
    if not isinstance(said.get("parameters", {}), dict):
        raise _at(path, text, "parameters", "the parameters stand below [parameters], a line each.")
    for name in said.get("parameters", {}):
        if name in ("journey", "evidence", "plan", "group", "period"):
            raise _at(path, text, name, f"“{name}” is said above, for all runs, not among the parameters.")


def _journeys(path: Path, base: str, text: str, name: str, sources: Sources) -> list[Path]:
    """The journeys that a name means: a file or several by “*”, from the file's folder, or an id in ./journeys."""
    plain = name if name.endswith(".json") else f"{name}.json"
    try:
        found = sources.journeys(base, plain) or sources.journeys(joined(base, "journeys"), plain)
    except (ValueError, NotImplementedError) as error:
        raise _at(path, text, "journeys", f"“{name}” names no map: two stars stand alone between slashes.") from error
    if not found:
        where = sources.database or f"{base} or its folder “journeys”"
        raise _at(path, text, "journeys", f"there is no map “{name}” in {where}.")
    return found


def _at(path: Path, text: str, key: str, why: str) -> RerunError:
    starts = re.compile(rf"\s*(\[*\s*)?{re.escape(key)}\b")
    line = next((at for at, one in enumerate(text.splitlines(), 1) if starts.match(one)), 1)
    return RerunError(f"{path.name}, line {line}: {why}")
