"""What we lean on in our libraries is looked at before the server starts."""

from __future__ import annotations

import importlib
import inspect
import sys

import pytest

from cjm_widgets.serve import ServeError, hooks, serve
from cjm_widgets.serve.hooks import HOOKS, SWITCHES, HooksError, check_hooks, refuses_code
from cjm_widgets.serve.incoming import FROM_BROWSER
from cjm_widgets.serve.probe import passed_on

OURS = (
    *("serve.kernels", "serve.app", "serve.routes", "serve.channels", "serve.render", "serve.guard", "serve.login"),
    *("warm.kernel", "warm.provisioner"),
)
FREE = {"get", "head", "post", "prepare", "initialize", "set_default_headers", "check_xsrf_cookie", "compute_etag"}
"""What a web handler is there to define: tornado's documented way."""
ALSO_FREE = {"on_connection_close", "write_error", "log_exception", "find_handler", "log", "__init__", "__getattr__"}


def owner(place: str) -> tuple[object, str]:
    module, _, inside = place.partition(":")
    *way, name = inside.split(".")
    found = importlib.import_module(module)
    for one in way:
        found = getattr(found, one)
    return found, name


def test_all_is_as_this_copy_needs_it() -> None:
    check_hooks()


@pytest.mark.parametrize("place", [place for place, _ in HOOKS])
def test_a_method_that_is_called_otherwise_or_in_another_way_ends_the_start_with_a_sentence(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, name = owner(place)
    with monkeypatch.context() as patch:
        patch.setattr(found, name, lambda _one, _other: None, raising=False)
        with pytest.raises(HooksError, match=name):
            check_hooks()
    for base in inspect.getmro(found):
        if name in vars(base):
            if base.__module__ == "_io":
                return  # Python's own streams can do it as well
            monkeypatch.delattr(base, name)
    with pytest.raises(HooksError, match=name):
        check_hooks()


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_that_is_gone_is_seen(switch: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "SWITCHES", ((switch[0], f"no_longer_{switch[1]}"),))
    with pytest.raises(HooksError, match="no_longer"):
        check_hooks()


def test_what_our_classes_override_stands_in_the_list() -> None:
    listed = {place.rpartition(".")[2].rpartition(":")[2] for place, _ in HOOKS}
    missing = []
    for module in OURS:
        for ours in vars(importlib.import_module(f"cjm_widgets.{module}")).values():
            if not inspect.isclass(ours) or not ours.__module__.startswith("cjm_widgets."):
                continue
            foreign = (base for base in inspect.getmro(ours) if not base.__module__.startswith("cjm_widgets."))
            theirs = [base for base in foreign if base.__module__ not in sys.stdlib_module_names]
            for name, value in vars(ours).items():
                overrides = inspect.isfunction(value) and any(name in vars(base) for base in theirs)
                if overrides and name not in listed | FREE | ALSO_FREE:
                    missing.append(f"{ours.__name__}.{name}")
    assert missing == []


@pytest.mark.parametrize("v1", [True, False])
def test_the_probe_sees_what_is_passed_on_and_what_is_not(*, v1: bool) -> None:
    assert passed_on("comm_info_request", v1=v1)
    for kind in ("execute_request", "shutdown_request", "debug_request", "input_reply"):
        assert not passed_on(kind, v1=v1)


def test_a_library_that_goes_past_our_check_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from cjm_widgets.serve.kernels import PageConnection

    assert refuses_code()
    monkeypatch.delattr(PageConnection, "handle_incoming_message")
    monkeypatch.setattr("cjm_widgets.serve.probe.FROM_BROWSER", (*FROM_BROWSER, "execute_request"))
    assert not refuses_code()


def test_the_server_does_not_start_then_and_says_why(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjm_widgets.serve.run.signal.signal", lambda *_: None)
    monkeypatch.setattr(hooks, "HOOKS", (("jupyter_server.services.kernels.websocket:no_such_thing", ""),))
    with pytest.raises(ServeError, match=r"does not fit jupyter_server [\d.]+ \(no_such_thing") as refused:
        serve(tmp_path, open_browser=False)
    assert "Install the workbook again" in str(refused.value)
