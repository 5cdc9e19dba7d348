"""What is installed here, packed into wheels again: the workbook itself, and the libraries that it needs."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cjm_widgets import __version__
from cjm_widgets.bundle.fault import BundleError
from cjm_widgets.shipped import SHIPPED, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN: Final = "cjm-workbook"
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_OF_THE_INSTALLER: Final = {"INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_build.json", "uv_cache.json"}
_PROGRAMS: Final = {"bin", "Scripts"}


def own_wheel(folder: Path, version: str = __version__) -> Path:
    """The workbook as it runs here, as a wheel, also where it is a folder in which it is worked on.

    Args:
        folder: where the wheel is put.
        version: what it is called.
    """
    found = _installed(OWN)
    about = f"{_in_names(OWN)}-{version}.dist-info"
    described = dict(_own_description(found, about, version))
    files = {**{f"cjm_widgets/{name}": path.read_bytes() for name, path in _own_files()}, **described}
    return _written(folder / f"{_in_names(OWN)}-{version}-py3-none-any.whl", files, about)


def libraries_here() -> tuple[Distribution, ...]:
    """What the workbook needs on this computer, as it is installed, without the workbook itself."""
    needed: dict[str, Distribution] = {}
    asked = [(OWN, "")]
    seen = set()
    while asked:
        name, extra = asked.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        found = needed.setdefault(name, _installed(name))
        for one in map(Requirement, found.requires or ()):
            if one.marker is None or one.marker.evaluate({"extra": extra}):
                plain = canonicalize_name(one.name)
                asked += [(plain, more) for more in ("", *one.extras)]
    return tuple(found for name, found in sorted(needed.items()) if name != OWN)


def packed(library: Distribution, folder: Path) -> Path:
    """A library as it is installed here, as a wheel.

    Args:
        library: whose files are listed in its record.
        folder: where the wheel is put.
    """
    wheel = library.read_text("WHEEL") or ""
    tags = [line.split(":")[1].strip().split("-") for line in wheel.splitlines() if line.startswith("Tag:")]
    if not tags or not library.files:
        raise BundleError(f"{library.name} was not installed from a wheel, so it cannot be packed again.")
    name = f"{_in_names(library.name)}-{library.version}"
    fits = "-".join(".".join(dict.fromkeys(part)) for part in zip(*tags, strict=True))
    files = {arcname: path.read_bytes() for arcname, path in _files(library, name)}
    about = next(arcname.split("/")[0] for arcname in files if arcname.endswith(".dist-info/METADATA"))
    return _written(folder / f"{name}-{fits}.whl", files, about)


def _installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise BundleError(f"{name} is not installed here, so that it cannot be packed.") from None


def _in_names(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name)


def _own_files() -> Iterator[tuple[str, Path]]:
    """Names within the package; what lies beside it in the repository lies in it in a wheel."""
    for path in sorted(_PACKAGE.rglob("*")):
        within = path.relative_to(_PACKAGE)
        if within.parts[0] != "_shipped" and _is_told(path, within):
            yield within.as_posix(), path
    for name in SHIPPED:
        place = shipped(name)
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            within = path.relative_to(place.parent)
            if _is_told(path, within):
                yield f"_shipped/{within.as_posix()}", path


def _is_told(path: Path, within: Path) -> bool:
    """Not what programs leave behind, in folders and files that begin with a dot."""
    return path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in within.parts)


def _own_description(found: Distribution, about: str, version: str) -> Iterator[tuple[str, bytes]]:
    metadata = found.read_text("METADATA") or ""
    yield f"{about}/METADATA", re.sub(r"(?m)^Version: .*$", f"Version: {version}", metadata, count=1).encode()
    yield f"{about}/entry_points.txt", (found.read_text("entry_points.txt") or "").encode()
    yield f"{about}/WHEEL", b"Wheel-Version: 1.0\nGenerator: cjm bundle\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    for file in found.files or ():
        if "licenses" in file.parts:
            yield "/".join((about, *file.parts[1:])), Path(str(found.locate_file(file))).read_bytes()


def _files(library: Distribution, name: str) -> Iterator[tuple[str, Path]]:
    """Names within the wheel; programs that an installer makes from entry points are left out."""
    made = {one.name for one in library.entry_points if one.group in {"console_scripts", "gui_scripts"}}
    for file in library.files or ():
        path = Path(str(library.locate_file(file)))
        if "__pycache__" in file.parts or (len(file.parts) == 2 and file.name in _OF_THE_INSTALLER):
            continue
        if file.parts[0] != "..":
            yield file.as_posix(), path
            continue
        try:
            within = path.resolve().relative_to(Path(sys.prefix).resolve())
        except ValueError:
            raise BundleError(f"{library.name} has files elsewhere, so that it cannot be packed: {path}.") from None
        if within.parts[0] not in _PROGRAMS:
            yield f"{name}.data/data/{within.as_posix()}", path
        elif within.stem not in made:
            yield f"{name}.data/scripts/{within.name}", path


def _written(path: Path, files: dict[str, bytes], about: str) -> Path:
    record = "".join(
        f"{_quoted(name)},sha256={base64.urlsafe_b64encode(hashlib.sha256(held).digest()).rstrip(b'=').decode()}"
        f",{len(held)}\n"
        for name, held in files.items()
    )
    # quickly: a wheel that was fetched is smaller, and this one is for one computer or small
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, held in {**files, f"{about}/RECORD": f"{record}{about}/RECORD,,\n".encode()}.items():
            archive.writestr(zipfile.ZipInfo(name), held, zipfile.ZIP_DEFLATED, 1)
    return path


def _quoted(name: str) -> str:
    return f'"{name}"' if "," in name else name
