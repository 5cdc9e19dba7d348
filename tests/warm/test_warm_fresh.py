"""A forked kernel is what a fresh one would be: nothing of the warm parent shows in it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from warm_kernel import answers, cannot_fork, manager

pytestmark = pytest.mark.skipif(cannot_fork(), reason="this computer cannot fork")

STATE = r"""
import json, os, signal, stat, sys, threading, asyncio, gc, locale, logging

def kind(number):
    mode = os.fstat(number).st_mode
    return "socket" if stat.S_ISSOCK(mode) else "pipe" if stat.S_ISFIFO(mode) else link(number)

def link(number):
    return os.readlink(f"/proc/self/fd/{number}")

def name(handler):
    return handler if isinstance(handler, (int, str)) else getattr(handler, "__name__", repr(handler))

# the listing itself opens one, and a thread may just have closed another: those are gone when they are looked at
kinds = []
for n in map(int, os.listdir("/proc/self/fd")):
    try:
        if not link(n).startswith(("anon_inode:", "/proc", os.environ["IPYTHONDIR"])):
            kinds.append(kind(n))
    except OSError:
        pass
print(json.dumps({
    "signals": {signal.Signals(n).name: str(name(signal.getsignal(n))) for n in (2, 13, 15, 17, 1)},
    "blocked": sorted(int(n) for n in signal.pthread_sigmask(signal.SIG_BLOCK, ())),
    "wakes": signal.set_wakeup_fd(-1) >= 0,
    "input": [kind(0), os.read(0, 1).decode()],
    "sockets": kinds.count("socket"),
    "pipes": kinds.count("pipe"),
    "other files": sorted({k for k in kinds if k not in ("socket", "pipe")} - {link(1), link(2)}),
    "threads": sorted(t.name.split(" (")[0].rstrip("-0123456789") for t in threading.enumerate()),
    "leads a session": os.getsid(0) == os.getpid() == os.getpgid(0),
    "folder": os.getcwd(),
    "variables": {k: v for k, v in os.environ.items() if k not in ("JPY_PARENT_PID", "PYDEVD_USE_FRAME_EVAL")},
    "seen by others": sorted(line for line in os.popen("env").read().splitlines() if line.startswith("CJM_")),
    "arguments": sys.argv[1:2],
    "main": [__name__, sys.modules["__main__"].__dict__ is globals()],
    "path": sys.path[:1],
    "collects": [gc.isenabled(), gc.get_threshold()],
    "mask of new files": os.umask(os.umask(0)),
    "log": logging.getLogger().level,
    "language": locale.setlocale(locale.LC_ALL),
}))
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("works-here")
    how = {
        "cwd": str(folder),
        "env": {**os.environ, "CJM_FOLDER": "somewhere", "LETTERS": "ä ß", "IPYTHONDIR": str(folder)},
    }
    how["env"].pop("PYTHONDONTWRITEBYTECODE", None)
    ordinary = json.loads(answers(STATE, manager("local-provisioner"), **how))
    forked = json.loads(answers(STATE, manager(), **how))
    return ordinary, forked


@pytest.mark.parametrize(
    "what",
    [
        "signals", "blocked", "wakes", "input", "sockets", "pipes", "other files", "threads", "leads a session",
        "folder", "variables", "seen by others", "arguments", "main", "path", "collects", "mask of new files", "log",
        "language",
    ],
)  # fmt: skip
def test_a_forked_kernel_has_what_a_fresh_one_has(both, what):
    ordinary, forked = both
    assert forked[what] == ordinary[what]


def test_two_forked_kernels_draw_different_random_numbers_and_names():
    code = (
        "import random, uuid, tempfile, secrets;"
        "print(random.random(), uuid.uuid4(), uuid.uuid1(), next(tempfile._get_candidate_names()), secrets.token_hex())"
    )
    first, second = (answers(code, manager()).split() for _ in range(2))
    assert len(first) == 5
    assert not set(first) & set(second)


def test_a_random_seed_that_the_warm_parent_left_is_not_inherited():
    code = "import random; print(random.getstate()[1][:3])"
    preload = ("random:seed", "warm_seed:sow")
    sown = {answers(code, manager(preload=preload), env=with_tests_on_the_path()) for _ in range(2)}
    assert len(sown) == 2


def with_tests_on_the_path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent)}


def test_widgets_work_in_a_kernel_that_was_forked_with_the_library_imported():
    code = (
        "import sys; there = 'ipywidgets' in sys.modules\n"
        "import ipywidgets, comm\n"
        "one = ipywidgets.IntSlider()\n"
        "print(there, sorted(comm.get_comm_manager().targets), one.comm is not None,"
        " len(ipywidgets.widgets.widget._instances))"
    )
    ordinary = answers(code, manager("local-provisioner")).split(" ", 1)
    forked = answers(code, manager(preload=("cjm_widgets.pages.warming:open_every_page",))).split(" ", 1)
    assert [ordinary[0], forked[0]] == ["False", "True"]
    assert forked[1] == ordinary[1]


def test_the_warm_parent_leaves_no_page_open_and_no_variable_changed():
    code = (
        "import os, cjm_widgets.pages.opening as opening, ipywidgets.widgets.widget as widget;"
        "print(len(opening._open), len(widget._instances), os.environ.get('CJM_FOLDER'))"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CJM_")}
    told = answers(code, manager(preload=("cjm_widgets.pages.warming:open_every_page",)), env=environment)
    assert told == "0 0 None"


def test_what_python_reads_as_it_starts_is_as_the_kernel_was_told(tmp_path):
    (tmp_path / "only_there.py").write_text("word = 'found'")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONHASHSEED": "0"}
    code = "import only_there; print(only_there.word, hash('a'))"
    ordinary, forked = (answers(code, manager(name), env=environment) for name in ("local-provisioner", "cjm-warm"))
    assert forked == ordinary
    assert forked.startswith("found")


def test_the_python_of_a_forked_kernel_is_this_one():
    assert answers("import sys; print(sys.executable)", manager()) == sys.executable
