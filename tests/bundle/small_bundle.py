"""A bundle as ours, of a workbook that is a few lines long."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

from without_network import run

from cjm_widgets.bundle.making import Contents, write
from cjm_widgets.bundle.systems import of_this_computer

PYTHON = ".".join(map(str, sys.version_info[:2]))
WORKBOOK = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

Path(sys.argv[2]).mkdir(exist_ok=True)
with HTTPServer(("127.0.0.1", 0), Page) as server:
    print(VERSION, f"Open this address in a browser: http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
"""
DAMAGED = "raise SystemExit('It is broken.')"


def bundle(folder: Path, version: str, workbook: str = WORKBOOK, archive: Path | None = None) -> Path:
    """A bundle, unpacked as people unpack it.

    Args:
        folder: below which it is put.
        version: of the workbook.
        workbook: what runs when it is started.
        archive: of Python, to be carried along.
    """
    folder.mkdir(parents=True, exist_ok=True)
    about = f"cjm_workbook-{version}.dist-info"
    wheel = folder / f"cjm_workbook-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as held:
        held.writestr("cjm_widgets/__init__.py", "")
        held.writestr("cjm_widgets/__main__.py", f"VERSION = {version!r}\n{workbook}")
        held.writestr(f"cjm_workbook-{version}.data/data/share/jupyter/kernels/small.json", "{}")
        held.writestr(f"{about}/METADATA", f"Name: cjm-workbook\nVersion: {version}\nLicense: MIT\n")
        held.writestr(f"{about}/licenses/LICENSE", "Do as you like.")
    whole = folder / "bundle.zip"
    write(whole, Contents(of_this_computer(), version, PYTHON, (wheel,), archive))
    return unpacked(whole, folder / version)


def unpacked(whole: Path, folder: Path) -> Path:
    """The folder in a zip file, with who may start what."""
    with zipfile.ZipFile(whole) as held:
        held.extractall(folder)
        for one in held.infolist():
            (folder / one.filename).chmod(one.external_attr >> 16 & 0o777)
    (top,) = folder.iterdir()
    return top


def installed(top: Path, home: Path) -> tuple[int, str]:
    """How installing a bundle ended, and what it said.

    Args:
        top: its folder.
        home: where people keep their things.
    """
    home.mkdir(exist_ok=True, parents=True)
    starter = next(top.glob("install.*"))
    done = run(*(["cmd", "/c"] if starter.suffix == ".bat" else []), starter, home)
    return done.returncode, done.stdout


def says_otherwise(top: Path, **other: object) -> None:
    """Changes what a bundle's manifest says.

    Args:
        top: its folder.
        other: names and what they are then.
    """
    path = top / "program" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **other}), encoding="utf-8")


def all_in(folder: Path) -> dict[str, bytes]:
    """Each file below a folder, with what is in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
