"""Kernels started the ordinary way and forked, asked the same questions."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

SHORT = Path("/tmp")  # noqa: S108  the paths of sockets have to be short
WITHIN = 120


def manager(provisioner: str = "cjm-warm", preload: tuple[str, ...] = ()) -> AsyncKernelManager:
    """A manager whose kernels start in one way or the other."""
    place = str(SHORT / f"cjm-{uuid4().hex[:12]}")
    made = AsyncKernelManager(kernel_name="python3", transport="ipc", ip=place)
    config = {"preload": list(preload)} if provisioner == "cjm-warm" else {}
    stanza = {"kernel_provisioner": {"provisioner_name": provisioner, "config": config}}
    made._kernel_spec = KernelSpec(resource_dir=RESOURCES, **{**get_kernel_dict(), "metadata": stanza})
    return made


@asynccontextmanager
async def running(made: AsyncKernelManager, **how: Any) -> AsyncIterator[Any]:
    """A client of a kernel that is up, and its end."""
    await made.start_kernel(**how)
    client = made.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=WITHIN)
        yield client
    finally:
        client.stop_channels()
        if await made.is_alive():
            await made.shutdown_kernel(now=True)


async def said(client: Any, code: str) -> str:
    """What a piece of code prints."""
    heard: list[str] = []

    def listen(message: Any) -> None:
        if message["msg_type"] == "stream":
            heard.append(message["content"]["text"])
        elif message["msg_type"] == "error":
            heard.append("\n".join(message["content"]["traceback"]))

    await client.execute_interactive(code, output_hook=listen, timeout=WITHIN)
    return "".join(heard).strip()


def answers(code: str, made: AsyncKernelManager, **how: Any) -> str:
    """What a piece of code prints in a kernel of its own."""

    async def ask() -> str:
        async with running(made, **how) as client:
            return await said(client, code)

    return asyncio.run(ask())


async def until(true: Callable[[], Awaitable[bool] | bool], seconds: float = WITHIN) -> None:
    """Waits until something is so."""
    for _ in range(int(seconds / 0.05)):
        answer = true()
        if answer if isinstance(answer, bool) else await answer:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came to be so")


def cannot_fork() -> bool:
    return sys.platform == "win32"


def has_ended(pid: int) -> bool:
    """Whether a process runs no more; one that nobody has asked for its end yet has ended as well."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
