"""The processes that run notebooks again: quiet ones, for what they would say is no news to the person who waits."""

from __future__ import annotations

import os
from pathlib import Path
from subprocess import DEVNULL
from typing import Any
from uuid import uuid4

from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_runtime_dir


class QuietKernelManager(AsyncKernelManager):
    """Starts a notebook's process without its remarks on transport and shutdown in the terminal."""

    def __init__(self, **options: Any) -> None:
        if os.name == "posix":
            # each its own sockets: by default all processes of one folder would share them
            folder = Path(jupyter_runtime_dir())
            folder.mkdir(parents=True, exist_ok=True)
            options |= {"transport": "ipc", "ip": str(folder / f"cjm-{uuid4().hex[:12]}")}
        super().__init__(**options)

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]  # the untyped base says it is not async
        """As the base class does; an error in a cell still comes back with the notebook."""
        await super().start_kernel(**{**options, "stdout": DEVNULL, "stderr": DEVNULL})
