"""Python on this computer as our own modules would find it on Windows. Libraries go on as they are: they know both.

Python imports this as it starts, in every process that has this folder in PYTHONPATH.
"""

import asyncio
import builtins
import os
import signal
import socket
import subprocess
import sys
import time
import types

LACKS = {
    "os": {
        *("fork", "killpg", "setsid", "getsid", "getpgid", "getuid", "geteuid", "getgid", "sysconf", "waitpid"),
        *("waitstatus_to_exitcode", "WNOHANG", "register_at_fork", "mkfifo", "chown", "nice", "fchmod", "uname"),
    },
    "signal": {
        *("SIGKILL", "SIGCHLD", "SIGHUP", "SIGUSR1", "SIGPIPE", "SIGALRM", "pthread_sigmask", "SIG_SETMASK", "alarm"),
        *("SIGSTOP", "SIGCONT", "SIGBUS", "SIGTRAP", "SIGQUIT"),
    },
    "socket": {"AF_UNIX", "send_fds", "recv_fds"},
    "time": {"tzset"},
}
HAS = {
    "sys": {"platform": "win32", "getwindowsversion": lambda: (10, 0)},
    "os": {"name": "nt"},
    "asyncio": {"WindowsSelectorEventLoopPolicy": asyncio.DefaultEventLoopPolicy},
    "subprocess": {"CREATE_NEW_PROCESS_GROUP": 0, "BELOW_NORMAL_PRIORITY_CLASS": 0},
}
MISSING = {"fcntl", "resource", "pwd", "grp", "termios", "pty", "syslog"}
REAL = {"os": os, "signal": signal, "socket": socket, "time": time, "sys": sys, "asyncio": asyncio}
REAL["subprocess"] = subprocess
OURS = "cjm_widgets"


class Windows(types.ModuleType):
    """A module of the standard library without what Windows lacks."""

    def __getattr__(self, name: str) -> object:
        short = self.__name__
        if name in LACKS.get(short, ()):
            raise AttributeError(f"module {short!r} has no attribute {name!r} on Windows")
        has = HAS.get(short, {})
        return has[name] if name in has else getattr(REAL[short], name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(REAL[self.__name__], name, value)


SHOWN = {name: Windows(name) for name in REAL}
_import = builtins.__import__


def imported(name, globals=None, locals=None, fromlist=(), level=0):  # noqa: A002  as Python calls it
    if level == 0 and str((globals or {}).get("__name__", "")).startswith(OURS):
        if name in MISSING:
            raise ModuleNotFoundError(f"No module named {name!r} on Windows")
        top = name.partition(".")[0]
        if top in SHOWN and (name == top or not fromlist):
            _import(name, globals, locals, fromlist, level)
            return SHOWN[top]
    return _import(name, globals, locals, fromlist, level)


def opened_here(path: object) -> bool:
    """Whether this process has the file open: on Windows nobody puts another in its place then."""
    wanted = os.path.realpath(os.fspath(path))
    for number in os.listdir("/proc/self/fd"):  # noqa: PTH208
        try:
            if os.readlink(f"/proc/self/fd/{number}") == wanted:  # noqa: PTH115
                return True
        except OSError:
            continue
    return False


def refusing(change):
    def changed(*paths, **how):
        if opened_here(paths[-1]):
            raise PermissionError(13, "Access is denied", os.fspath(paths[-1]))
        return change(*paths, **how)

    return changed


builtins.__import__ = imported
os.replace, os.rename, os.unlink, os.remove = map(refusing, (os.replace, os.rename, os.unlink, os.remove))
