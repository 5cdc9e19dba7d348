"""`cjm lab`: the same workbooks in JupyterLab, as copies that people may change."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.lab_process import run_lab
from cjm_widgets.shipped import shipped
from cjm_widgets.store.place import private_place
from cjm_widgets.tasks.choosing import told_place
from cjm_widgets.warm.provisioner import NAME as WARM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGES: Final = "cjm_widgets.pages.warming:open_every_page"
SETTINGS: Final = Path(__file__).resolve().parent / "lab_settings"
"""Switches off the part of JupyterLab that asks whether one wants news."""
LOG: Final = "lab.log"
"""In the private folder beside the journeys: what JupyterLab says, for whoever is asked why something did not work."""
_BEGIN: Final = "import sys; sys.modules['rfc3987_syntax'] = None; from jupyterlab.labapp import main; sys.exit(main())"
"""As `python -m jupyterlab` does, without the grammars that `cjm` itself leaves out (cjm_widgets.cli.commands)."""
_RECORD: Final = ".shipped.json"
_COPIED: Final = (".ipynb", ".csv")


def lab(
    folder: Path,
    *,
    port: int = 8888,
    open_browser: bool = True,
    options: Sequence[str] = (),
    say: Callable[[str], None] = lambda sentence: print(sentence, flush=True),  # noqa: T201  said to the facilitator
) -> None:
    """Opens the workbooks in JupyterLab and waits until it is stopped (Ctrl+C).

    Args:
        folder: the journeys; copies of the workbooks are put into its folder "workbooks", and below it into "python"
            the notebook for people who write Python.
        port: where to listen; JupyterLab takes the next free one if it is taken.
        open_browser: whether to open the browser of this computer.
        options: JupyterLab's own, as they were typed.
        say: told each sentence for people.
    """
    folder = folder.resolve()
    ours = shipped("workbooks")
    kept = (
        *copy_workbooks(ours, folder / "workbooks"),
        *copy_workbooks(ours / "python", folder / "workbooks" / "python"),
    )
    if kept:
        names = ", ".join(kept)
        say(f"There are newer ones of: {names}. Yours were changed, so they stay.")
        say("To get the new ones, move yours away and start again.")
    started = command(folder, port=port, open_browser=open_browser, options=options)
    looks = os.pathsep.join([str(SETTINGS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])])
    environment = {**os.environ, **told_place(folder), "JUPYTER_CONFIG_PATH": looks}
    run_lab(started, environment, private_place(folder) / LOG, port, say)


def command(folder: Path, *, port: int, open_browser: bool, options: Sequence[str] = ()) -> list[str]:
    """How JupyterLab is started: with the start page open, and without looking for news on the internet.

    Args:
        folder: the journeys, an absolute path.
        port: where to listen.
        open_browser: whether to open the browser of this computer.
        options: JupyterLab's own, which come last and so win.
    """
    return [
        sys.executable,
        "-W",
        "ignore::DeprecationWarning",
        "-c",
        _BEGIN,
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        "--LabApp.default_url=/lab/tree/workbooks/00_start.ipynb",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        f"--KernelProvisionerFactory.default_provisioner_name={WARM}",
        f"--WarmProvisioner.preload={PAGES}",
        "--ServerApp.log_level=WARN",
        "--LabApp.log_level=WARN",
        "-y",
        *([] if open_browser else ["--no-browser"]),
        *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
        *options,
    ]


def copy_workbooks(source: Path, target: Path) -> tuple[str, ...]:
    """Copies the workbooks that are not there, renews those that nobody changed, and keeps the others.

    Args:
        source: the folder that came with the package.
        target: the folder to copy to; made if it is not there.

    Returns:
        The names of the files that somebody changed and of which there is a newer one.
    """
    target.mkdir(parents=True, exist_ok=True)
    record = _read_record(target / _RECORD)
    kept = []
    for new in sorted(path for path in source.iterdir() if path.suffix in _COPIED):
        copy, mark = target / new.name, content_mark(new)
        if not copy.exists() or content_mark(copy) in (record.get(new.name), mark):
            if not copy.exists() or content_mark(copy) != mark:
                shutil.copyfile(new, copy)
            record[new.name] = mark
        elif record.get(new.name) != mark:
            kept.append(new.name)
    (target / _RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return tuple(kept)


def content_mark(path: Path) -> str:
    """A mark of what a person can have written in a notebook; running it changes nothing. Of a table, of all of it.

    Args:
        path: of a notebook or a table.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        text = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError):
        text = [["broken", path.read_bytes().hex()]]
    return hashlib.sha256(json.dumps(text).encode()).hexdigest()[:16]


def _read_record(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
