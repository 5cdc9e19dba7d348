"""A page's process says no more than its page wants to hear, and all that a notebook with other widgets needs."""

from __future__ import annotations

import asyncio

import pytest
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from soon import PATIENCE
from warm_kernel import manager, running, said

from cjm_widgets.serve.kernels import PageKernelSpecs


def page_kernel() -> object:
    """As the server starts a page's process."""
    made = manager()
    arguments = PageKernelSpecs().get_kernel_spec("python3").argv
    spec = get_kernel_dict()
    provisioner = {"provisioner_name": "cjm-warm", "config": {"preload": []}}
    made._kernel_spec = KernelSpec(
        resource_dir=RESOURCES, **{**spec, "argv": arguments, "metadata": {"kernel_provisioner": provisioner}}
    )
    return made


async def heard_after(client: object, metadata: dict[str, bool]) -> list[str]:
    """What the process says to a message of a widget that is not there, and to a question after it."""
    message = client.session.msg("comm_msg", {"comm_id": "nobody", "data": {}}, metadata=metadata)
    client.shell_channel.send(message)
    last = client.kernel_info()
    heard: list[str] = []
    while True:
        found = await client.get_iopub_msg(timeout=PATIENCE)
        if found["parent_header"].get("msg_id") == message["header"]["msg_id"] and found["msg_type"] == "status":
            heard.append(found["content"]["execution_state"])
        if found["parent_header"].get("msg_id") == last and found["content"].get("execution_state") == "idle":
            return heard


@pytest.mark.skipif("sys.platform == 'win32'", reason="nothing forks there")
def test_who_does_not_wait_for_it_is_not_told_that_the_process_is_busy_and_idle():
    async def scene() -> None:
        async with running(page_kernel()) as client:
            assert await heard_after(client, {"quiet": True}) == []
            assert await heard_after(client, {}) == ["busy", "idle"]
            assert await said(client, "print('one', end=''); print(' two')") == "one two"

    asyncio.run(scene())


@pytest.mark.skipif("sys.platform == 'win32'", reason="nothing forks there")
def test_what_is_printed_is_sent_before_the_process_is_idle():
    async def scene() -> None:
        async with running(page_kernel()) as client:
            for _ in range(3):
                message = client.execute("print('words')")
                order = []
                while order[-1:] != ["idle"]:
                    found = await client.get_iopub_msg(timeout=PATIENCE)
                    if found["parent_header"].get("msg_id") == message:
                        order.append(found["content"].get("execution_state") or found["msg_type"])
                assert order == ["busy", "execute_input", "stream", "idle"]

    asyncio.run(scene())


@pytest.mark.skipif("sys.platform == 'win32'", reason="nothing forks there")
def test_a_page_says_all_from_its_one_loop_also_for_another_thread_and_makes_no_lines_for_nobody():
    names = "import threading, logging; print(sorted(one.name for one in threading.enumerate()))"
    printed = (
        "from threading import Thread\n"
        "one = Thread(target=lambda: print('from a thread', flush=True)); one.start(); one.join()\n"
    )
    level = "from traitlets.config import Application; print(Application.instance().log.getEffectiveLevel())"

    async def scene() -> None:
        async with running(page_kernel()) as client:
            assert "IOPub" not in await said(client, names)
            assert await said(client, printed) == "from a thread"
            assert await said(client, "import time; print('late'); time.sleep(0)") == "late"
            assert await said(client, level) == "50"

    asyncio.run(scene())
