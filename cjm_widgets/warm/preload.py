"""What a warm process imports and calls before anybody asks for a kernel."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

QUIET: Final = {
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # a debugger's warning
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),  # no threads at import
}
"""Variables with which a process is started that is to be forked."""
FORK: Final = "CJM_FORK"
"""“0” in this variable switches forking off, where it does not work."""


def forks() -> bool:
    """Whether this computer can fork at all, and is allowed to."""
    return hasattr(os, "fork") and sys.platform != "win32" and os.environ.get(FORK, "") != "0"


def spare_grammars() -> None:
    """Spares a second at the import of jsonschema, which Jupyter and Altair make.

    It would build 38 grammars for kinds of web address that nothing here checks. None is Python's own word for a module
    that is not there.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def preload(names: Sequence[str]) -> None:
    """Imports modules, and calls the functions that are named.

    Args:
        names: "module" or "module:function".
    """
    for name in names:
        module, _, function = name.partition(":")
        found = importlib.import_module(module)
        if function:
            getattr(found, function)()
