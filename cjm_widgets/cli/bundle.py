"""The command that puts the workbook into a zip file, for computers without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cjm_widgets.cli.terminal import app, fail, say


@app.command()
def bundle(
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The folder for the zip files, or one file that ends in .zip.")
    ] = Path("bundle"),
    systems: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="SYSTEM",
            help="windows, macos (or macos-apple, macos-intel) or linux (linux-intel, linux-arm); may be given several "
            "times. All of them if left out.",
        ),
    ] = None,
    python: Annotated[
        str, typer.Option(help="The version of Python that those computers have; 3.12, or with --from-here this one's.")
    ] = "",
    with_python: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Python itself for one of the systems (docs/offline.md says from where); may be given several times.",
        ),
    ] = None,
    from_here: Annotated[
        bool,
        typer.Option(
            "--from-here",
            help="For computers such as this one: with the libraries that are installed here, without a network.",
        ),
    ] = False,
) -> None:
    """Put the workbook into a zip file for computers without internet, on which it is installed by a double click."""
    from cjm_widgets.bundle import BundleError, make

    try:
        make(out, systems or (), python=python, archives=with_python or (), from_here=from_here, say=say)
    except BundleError as error:
        fail(str(error))
