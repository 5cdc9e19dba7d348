"""The processes that run notebooks again: quiet ones, for what they would say is no news to the person who waits."""

from __future__ import annotations

import os
from pathlib import Path
from subprocess import DEVNULL
from typing import Any, Final
from uuid import uuid4

from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_runtime_dir

from cjm_widgets.warm.provisioner import NAME as WARM

PRELOAD: Final = ("cjm_widgets.pages.warming:open_every_page", "cjm_widgets.charts.picture", "altair", "pandas")
"""What finished notebooks need, figures included."""


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
        """Forks it where that works; an error in a cell still comes back with the notebook."""
        forked = {"provisioner_name": WARM, "config": {"preload": list(PRELOAD)}}
        spec = self.kernel_spec
        if spec is not None:
            spec.metadata = {**spec.metadata, "kernel_provisioner": forked}
        await super().start_kernel(**{**options, "stdout": DEVNULL, "stderr": DEVNULL})
