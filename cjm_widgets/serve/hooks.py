"""What this server leans on in its libraries: methods that it overrides, each with what it is called with.

A library that renames one would go on without ours, and say nothing: behind `handle_incoming_message` stands what a
browser may not do. So the server looks before it starts, and tries whether code from a browser is refused.
"""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

Hook = tuple[str, str]

_CONNECTION: Final = "jupyter_server.services.kernels.connection.channels:ZMQChannelsWebsocketConnection"
_KERNELS: Final = "jupyter_server.services.kernels.kernelmanager:AsyncMappingKernelManager"
_KERNEL: Final = "jupyter_server.services.kernels.kernelmanager:ServerKernelManager"
_SPECS: Final = "jupyter_client.kernelspec:KernelSpecManager"
_PROVISIONER: Final = "jupyter_client.provisioning.local_provisioner:LocalProvisioner"
_APP: Final = "ipykernel.kernelapp:IPKernelApp"
_PYTHON: Final = "ipykernel.ipkernel:IPythonKernel"
_STREAM: Final = "ipykernel.iostream:OutStream"
_OUTLET: Final = "ipykernel.iostream:IOPubThread"
_POLLER: Final = "ipykernel.parentpoller:ParentPollerUnix"
_VOILA: Final = "voila.app:Voila"
_LINE: Final = "voila.tornado.kernel_websocket_handler:VoilaKernelWebsocketHandler"
_EXECUTOR: Final = "voila.execute:VoilaExecutor"

HOOKS: Final[tuple[Hook, ...]] = (
    (f"{_CONNECTION}.handle_incoming_message", "incoming_msg"),
    (f"{_CONNECTION}.on_restart_failed", ""),
    (f"{_CONNECTION}._send_status_message", "status"),
    (f"{_KERNELS}._async_start_kernel", "kernel_id path kwargs"),
    (f"{_KERNELS}.start_kernel", "kernel_id path kwargs"),
    (f"{_KERNELS}.start_watching_activity", "kernel_id"),
    (f"{_KERNELS}.start_buffering", "kernel_id session_key channels"),
    (f"{_KERNELS}.notify_connect", "kernel_id"),
    (f"{_KERNELS}.notify_disconnect", "kernel_id"),
    (f"{_KERNELS}.remove_kernel", "kernel_id"),
    (f"{_KERNELS}.cull_kernel_if_idle", "kernel_id"),
    (f"{_KERNEL}.emit", "schema_id data"),
    (f"{_SPECS}.find_kernel_specs", ""),
    (f"{_SPECS}.get_kernel_spec", "kernel_name"),
    (f"{_PROVISIONER}.launch_kernel", "cmd kwargs"),
    (f"{_PROVISIONER}.send_signal", "signum"),
    (f"{_APP}.parse_command_line", "argv"),
    (f"{_APP}.init_poller", ""),
    (f"{_APP}.load_config_file", "suppress_errors"),
    (f"{_APP}.init_config_files", ""),
    (f"{_APP}.init_control", "context"),
    (f"{_APP}.init_iopub", "context"),
    (f"{_APP}.init_heartbeat", ""),
    (f"{_APP}.init_kernel", ""),
    (f"{_APP}.init_code", ""),
    (f"{_APP}.init_shell", ""),
    (f"{_PYTHON}._publish_status", "status channel parent"),
    (f"{_OUTLET}._setup_pipe_in", ""),
    (f"{_OUTLET}._setup_event_pipe", ""),
    (f"{_OUTLET}.start", ""),
    (f"{_OUTLET}.schedule", "f"),
    (f"{_STREAM}.write", "string"),
    (f"{_STREAM}.flush", ""),
    (f"{_POLLER}.run", ""),
    (f"{_VOILA}._configure_logging", ""),
    (f"{_VOILA}.setup_template_dirs", ""),
    (f"{_VOILA}.init_settings", ""),
    (f"{_LINE}.pre_get", ""),
    (f"{_LINE}.open", "kernel_id"),
    (f"{_LINE}.get_websocket_protocol", ""),
    (f"{_LINE}.write_message", "message binary"),
    (f"{_LINE}.on_message", "ws_message"),
    (f"{_LINE}.on_pong", "data"),
    (f"{_LINE}.on_close", ""),
    (f"{_LINE}.write_error", "status_code kwargs"),
    ("jupyter_server.auth.identity:IdentityProvider.get_user", "handler"),
    (f"{_EXECUTOR}.async_start_new_kernel_client", ""),
    (f"{_EXECUTOR}.async_execute_cell", "cell cell_index execution_count store_history"),
    ("tornado.web:Application.find_handler", "request kwargs"),
    ("tornado.web:RequestHandler.log_exception", "typ value tb"),
)
"""Where, and the names of its arguments. A test holds this list against what our own classes override."""
SWITCHES: Final[tuple[Hook, ...]] = (
    ("ipykernel.debugger", "_is_debugpy_available"),
    ("ipykernel.ipkernel", "sys"),
    ("ipykernel.kernelapp", "IOPubThread"),
)
"""Names of modules that `warm.kernel` sets. They are read, not imported: a debugger has no business in a server."""


class HooksError(Exception):
    """What is not as this server needs it, as a sentence for people."""


def check_hooks() -> None:
    """Looks at all of them, and tries the one that matters most.

    Raises:
        HooksError: if one is not there or is called in another way, or if code from a browser would be run.
    """
    for place, takes in HOOKS:
        found = _found(place)
        if found is None or (callable(found) and " ".join(_takes(found)) != takes):
            raise HooksError(_sentence(place))
    for module, name in SWITCHES:
        if not _has(module, name):
            raise HooksError(_sentence(f"{module}:{name}"))
    if not refuses_code():
        raise HooksError(_sentence(HOOKS[0][0]))


def refuses_code() -> bool:
    """Whether what would run code is dropped on the way from a browser, and what a page needs is passed on."""
    from cjm_widgets.serve.probe import passed_on

    return all(
        passed_on("kernel_info_request", v1=v1) and not passed_on("execute_request", v1=v1) for v1 in (True, False)
    )


def _found(place: str) -> Any:
    module, _, inside = place.partition(":")
    try:
        found: Any = import_module(module)
        for name in inside.split("."):
            found = inspect.getattr_static(found, name)
    except (ImportError, AttributeError):
        return None
    return found


def _has(module: str, name: str) -> bool:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return False
    return (
        re.search(rf"^\s*({name} =|(from \S+ )?import {name}$)", Path(spec.origin).read_text("utf-8"), re.MULTILINE)
        is not None
    )


def _takes(function: Any) -> list[str]:
    named = inspect.signature(inspect.unwrap(function)).parameters
    return [name for name in named if name not in ("self", "cls")]


def _sentence(place: str) -> str:
    library = place.partition(".")[0].partition(":")[0]
    try:
        which = f"{library} {version(library)}"
    except PackageNotFoundError:
        which = library
    return (
        f"This copy of the workbook does not fit {which} ({place.rpartition(':')[2]} is not what it was), and "
        "would not be safe to serve. Install the workbook again: it brings the versions that it was made for."
    )
