"""Moving all maps from a folder into a database and back, byte for byte: maps, histories, and what lies beside them."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cjm_widgets.store import files, history, names
from cjm_widgets.store.binned import PLACE, is_bin
from cjm_widgets.store.errors import StoreError, in_words
from cjm_widgets.store.place import ANSWERS, FOLDER, private_place
from cjm_widgets.store.snapshot import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRIES: Final = 5
PLANS: Final = "plans"
_ASIDE: Final = re.compile(r"(.+)\.broken-[0-9]+\.json")
_PART: Final = r"(?!\.{1,2}/)[^/\\:\x00-\x1f]+"
_NAME: Final = re.compile(rf"(?:{_PART}/){{0,8}}(?!\.{{1,2}}\Z){_PART}")
"""No name that leads out of a folder, whoever wrote it into a file or a database."""
_BIN: Final = f"{FOLDER}/{PLACE}/"
_OF_A_SERVER: Final = re.compile(r"(server|lab)\.log(\.\d+)?|.*\.lock|\..*\.tmp")
"""What a server leaves in the private folder for itself alone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes, and when they were changed, in nanoseconds since 1970."""

    data: bytes
    changed: int


@dataclass(slots=True)
class Contents:
    """All that a place keeps.

    Args:
        histories: by the journey's id and, of a deleted one, its folder in the bin; "" for one that is in use.
        snapshots: what the journeys' files say, by the same.
        beside: everything else, by its name in a folder.
        strange: the names of files that are none of the workbook's; they stay where they are.
    """

    histories: dict[tuple[str, str], Kept] = field(default_factory=dict)
    snapshots: dict[tuple[str, str], Kept] = field(default_factory=dict)
    beside: dict[str, Kept] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)

    def journeys(self) -> list[tuple[str, str]]:
        """The journeys, those in use and those in the bin."""
        return sorted({*self.histories, *self.snapshots})

    def follows(self, key: tuple[str, str]) -> bool:
        """Whether a journey's file says just what follows from its history, so that it need not be kept."""
        kept, log = self.snapshots.get(key), self.histories.get(key)
        return kept is not None and log is not None and said_by(key[0], log.data) == kept.data


def said_by(journey_id: str, log: bytes) -> bytes | None:
    """What the file of a journey says by its history; None where that gives no journey.

    Args:
        journey_id: its id.
        log: its history.
    """
    try:
        found = history.replay(journey_id, reversed(history.whole_lines(log).split(b"\n")[:-1]))
    except StoreError:
        return None
    return written(found.journey) if found else None


def read_folder(folder: Path) -> Contents:
    """All that a folder keeps; each journey as it is between two saves.

    Args:
        folder: the folder.

    Raises:
        StoreError: if it is not there, or something in it cannot be read.
    """
    if not folder.is_dir():
        raise StoreError(f"There is no folder {folder}.")
    for _ in range(TRIES):
        before = _names(folder)
        found = _read(folder, before)
        if _names(folder) == before:
            return found
    raise StoreError("Maps are being made or deleted at this moment. Nothing was copied; try again.")


def _names(folder: Path) -> list[str]:
    """The names of the files of a folder, without what a server leaves there for itself or what is half written."""
    with in_words(folder / "journeys"):
        found = (one for one in folder.rglob("*") if not _OF_A_SERVER.fullmatch(one.name))
        return sorted(one.relative_to(folder).as_posix() for one in found if one.is_file() and not one.is_symlink())


def _read(folder: Path, some: list[str]) -> Contents:
    found = Contents()
    for name in some:
        path, (where, bin_) = folder / name, _place_in(name)
        journey_id = names.id_of(path.name)
        with suppress(FileNotFoundError):  # it was deleted meanwhile, and is looked for again
            if where == "journey" and journey_id:
                _read_journey(found, path, (journey_id, bin_))
            elif where == "beside":
                found.beside[name] = _kept(path)
            else:
                found.strange.append(name)
    return found


def named(contents: Contents) -> Iterator[tuple[str, Kept]]:
    """All that a place keeps, by the names of the files in a folder."""
    yield from contents.beside.items()
    for ending, some in ((names.HISTORY, contents.histories), (names.SNAPSHOT, contents.snapshots)):
        for (journey_id, bin_), kept in some.items():
            yield f"{name_of(journey_id, bin_)}{ending}", kept


def name_of(journey_id: str, bin_: str) -> str:
    """How the names of a journey's files in a folder begin; arguments as in `Contents.histories`."""
    return f"{f'{_BIN}{bin_}/' if bin_ else ''}{journey_id}"


def is_journey(journey_id: str, bin_: str) -> bool:
    """Whether a folder can have a journey of that id, and that folder in the bin."""
    return _place_in(f"{name_of(journey_id, bin_)}{names.SNAPSHOT}") == ("journey", bin_)


def is_beside(name: str) -> bool:
    """Whether a folder can have a file of that name beside the journeys."""
    return _place_in(name)[0] == "beside"


def put_in(contents: Contents, name: str, kept: Kept) -> bool:
    """Adds a file by its name in a folder.

    Args:
        contents: what it is added to.
        name: the name.
        kept: what it holds.

    Returns:
        Whether a place of maps has such a file.
    """
    where, bin_ = _place_in(name)
    key = names.id_of(name.rpartition("/")[2]), bin_
    if where == "journey":
        (contents.histories if name.endswith(names.HISTORY) else contents.snapshots)[key] = kept
    elif where == "beside":
        contents.beside[name] = kept
    return where != "strange"


def _place_in(name: str) -> tuple[str, str]:
    """What a file of a folder is by its name, and in which folder of the bin it is."""
    if not _NAME.fullmatch(name):
        return "strange", ""
    top, _, rest = name.partition("/")
    if not rest:
        return ("journey" if names.id_of(top) else "beside" if _ASIDE.fullmatch(top) else "strange"), ""
    if name.startswith(_BIN):
        bin_, _, inside = name.removeprefix(_BIN).partition("/")
        if is_bin(bin_) and names.id_of(inside) == bin_.partition(".")[0]:
            return "journey", bin_
    return ("beside" if top in (FOLDER, ANSWERS, PLANS) else "strange"), ""


def _read_journey(found: Contents, path: Path, key: tuple[str, str]) -> None:
    if path.name.endswith(names.HISTORY):
        path.stat()  # else the lock would make it
        with in_words(path), files.locked(path) as lines:
            stamp, data = lines.stamp(), history.all_of(lines)
            snapshot = path.with_name(f"{key[0]}{names.SNAPSHOT}")
            if snapshot.is_file():
                found.snapshots[key] = _kept(snapshot)
        found.histories[key] = Kept(data, stamp.changed)
    elif key not in found.snapshots:
        found.snapshots[key] = _kept(path)


def _kept(path: Path) -> Kept:
    changed = files.stamp(path).changed
    try:
        return Kept(path.read_bytes(), changed)
    except FileNotFoundError:
        raise
    except OSError as error:
        with in_words(path):
            raise error from None


def write_folder(folder: Path, contents: Contents) -> None:
    """Writes all that a place keeps into a folder that is not there yet, or is empty: all of it, or nothing.

    Args:
        folder: made if need be.
        contents: all of it.

    Raises:
        StoreError: if something is in it, or it cannot be written.
    """
    home = folder.resolve()
    begun = home.with_name(f".{home.name}.begun")
    with in_words(folder):
        home.parent.mkdir(files.PRIVATE_FOLDER, parents=True, exist_ok=True)
        with files.locked(begun.with_suffix(".lock")):
            _must_be_empty(home, folder)
            shutil.rmtree(begun, ignore_errors=True)  # of one that was stopped
            try:
                _write(begun, contents)
                if home.exists():
                    home.rmdir()
                begun.rename(home)
            except BaseException:
                shutil.rmtree(begun, ignore_errors=True)
                raise
            files.sync_folder(home.parent)


def _must_be_empty(home: Path, folder: Path) -> None:
    there = list(home.iterdir()) if home.exists() else []
    if any(names.id_of(path.name) for path in there):
        raise StoreError(f"There are maps in {folder} already. Name a folder that is not there yet.")
    if there:
        raise StoreError(f"The folder {folder} is not empty. Name one that is not there yet.")


def _write(begun: Path, contents: Contents) -> None:
    begun.mkdir(files.PRIVATE_FOLDER)
    private_place(begun)
    for name, kept in named(contents):
        path = begun / name
        with in_words(path):
            for parent in reversed([one for one in path.parents if begun in one.parents]):
                parent.mkdir(files.PRIVATE_FOLDER, exist_ok=True)
            with files.replacing(path, kept.data):
                pass
            os.utime(path, ns=(kept.changed, kept.changed))
    files.sync_folder(begun)
