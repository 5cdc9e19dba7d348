"""Where what is run comes from: files of this computer as they are, those behind an address brought here once."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.rerun.addresses import Address, folder_of, is_address, joined
from cjm_widgets.rerun.parameters import RerunError
from cjm_widgets.rerun.taken_out import all_taken_out
from cjm_widgets.store.names import HISTORY, SNAPSHOT, id_of

if TYPE_CHECKING:
    from cjm_widgets.store.address import Place

_MAP: Final = (SNAPSHOT, HISTORY)


class Sources:
    """Files that are named by a path or an address, and maps that are named by their ids.

    Args:
        folder: an empty one, for what is brought.
        place: where the maps are that are named by their ids, if that is a database.
    """

    def __init__(self, folder: Path, place: Place = Path()) -> None:
        self._folder, self._place = folder, place
        self._maps: Path | None = None
        self._addresses: dict[str, tuple[Address, Path, frozenset[str]]] = {}

    @property
    def database(self) -> str:
        """The database in which maps are looked for that are named by their ids; "" where that is a folder."""
        return "" if isinstance(self._place, Path) else f"the database {self._place}"

    @property
    def brought(self) -> dict[str, str]:
        """The beginnings of the names of files that were brought, here and where they are from."""
        maps = {f"{self._maps}{os.sep}": f"{self._place} "} if self._maps else {}
        return maps | {f"{here}{os.sep}": f"{address}/" for address, (_, here, _) in self._addresses.items()}

    def file(self, name: str) -> Path:
        """A file, here.

        Args:
            name: its path or its address.

        Raises:
            RerunError: if it is behind an address and not there.
        """
        if not is_address(name):
            return Path(name)
        folder, plain = folder_of(name)
        address, here, there = self._at(folder)
        if plain not in there:
            raise RerunError(f"{name} cannot be read: there is no such file.")
        if not (here / plain).exists():
            address.bring([plain], here)
        return here / plain

    def journey(self, name: str) -> Path:
        """A journey's file, here, with all maps of its folder beside it: some workbooks tell of them all.

        Args:
            name: its path or its address.
        """
        if is_address(name):
            folder, plain = folder_of(name)
            address, here, there = self._at(folder)
            if plain in there and not (here / plain).exists():
                address.bring(sorted(one for one in there if id_of(one) and not (here / one).exists()), here)
        return self.file(name)

    def journeys(self, folder: str, pattern: str) -> list[Path]:
        """The journeys that a pattern means.

        Args:
            folder: from which it is meant: a path or an address.
            pattern: a file's path from there, with “*” for any letters, or an address.
        """
        if not isinstance(self._place, Path) and not is_address(pattern) and "/" not in pattern:
            return sorted(self._of_the_database().glob(pattern))
        if not is_address(folder) and not is_address(pattern):
            found = sorted(Path(folder).glob(pattern)) if not pattern.startswith("/") else [Path(folder, pattern)]
            return [one.resolve() for one in found if one.is_file()]
        place, plain = folder_of(joined(folder, pattern))
        _, _, there = self._at(place)
        return [self.journey(f"{place}/{one}") for one in sorted(there) if fnmatch(one, plain)]

    def maps(self, folder: Place | str) -> Path:
        """The folder of all maps of a place, here.

        Args:
            folder: a folder of this computer, the address of one, or the database.

        Raises:
            RerunError: if no map is behind an address.
        """
        if isinstance(folder, Path):
            return folder.resolve()
        if not isinstance(folder, str):
            return self._of_the_database()
        address, here, there = self._at(folder.rstrip("/"))
        maps = sorted(one for one in there if id_of(one))
        if not maps:
            raise RerunError(f"{folder} has no map. Name a folder of maps, or the file of one, which ends in .json.")
        address.bring(maps, here)
        return here

    def _of_the_database(self) -> Path:
        """The folder of the maps of the database, brought once."""
        if self._maps is None:
            maps = (self._folder / "maps").absolute()
            maps.mkdir(parents=True)
            all_taken_out(self._place, maps)
            self._maps = maps.resolve()
        return self._maps

    def _at(self, folder: str) -> tuple[Address, Path, frozenset[str]]:
        if folder not in self._addresses:
            address = Address(folder)
            here = self._folder / str(len(self._addresses))
            here.mkdir(parents=True)
            self._addresses[folder] = address, here.resolve(), frozenset(address.files())
        return self._addresses[folder]
