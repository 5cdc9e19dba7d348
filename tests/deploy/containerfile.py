"""deploy/Containerfile: read, and its steps done as they stand where no builder is there to do them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil
from postgres_server import free_port

ROOT = Path(__file__).parents[2]
PATH = ROOT / "deploy" / "Containerfile"
TAG = "cjm-test"
CONTAINERS_OWN = ("opt", "srv")
"""The folders of the system that its steps may write to."""


@dataclass(frozen=True)
class Stage:
    """One part, from FROM to the next.

    Args:
        base: the image that it begins with.
        name: of the stage; "" for the last.
        steps: each an instruction and what follows it.
    """

    base: str
    name: str
    steps: tuple[tuple[str, str], ...]

    def of(self, instruction: str) -> list[str]:
        return [rest for one, rest in self.steps if one == instruction]

    def last(self, instruction: str) -> str:
        return self.of(instruction)[-1]


def stages() -> tuple[Stage, ...]:
    lines = [line for line in PATH.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found: list[Stage] = []
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        instruction, _, rest = line.partition(" ")
        if instruction == "FROM":
            base, _, name = rest.partition(" AS ")
            found.append(Stage(base, name, ()))
        else:
            found[-1] = Stage(found[-1].base, found[-1].name, (*found[-1].steps, (instruction, rest)))
    return tuple(found)


def variables(stage: Stage) -> dict[str, str]:
    return dict(one.split("=", 1) for rest in stage.of("ENV") for one in shlex.split(rest))


def builder() -> str:
    """A program that builds images and can do so here; "" if there is none."""
    for name in ("docker", "podman"):
        if shutil.which(name) and subprocess.run([name, "info"], check=False, capture_output=True).returncode == 0:
            return name
    return ""


def has_namespaces() -> bool:
    """Whether a process here can see folders of its own in the place of the system's."""
    asked = ["unshare", "-m", "-p", "--fork", "--mount-proc", "true"]
    return (
        shutil.which("unshare") is not None and subprocess.run(asked, check=False, capture_output=True).returncode == 0
    )


class Built:
    """The image, built by a builder.

    Args:
        program: the builder.
    """

    def __init__(self, program: str) -> None:
        self._program = program
        subprocess.run([program, "build", "-q", "-f", str(PATH), "-t", TAG, str(ROOT)], check=True)

    def command(self, maps: Path, *options: str) -> list[str]:
        """Starts it.

        Args:
            maps: the folder that it keeps them in.
            options: besides those that it is started with anyhow; it says itself where it listens.
        """
        ports = free_port(), free_port()
        listens = [f"--port={ports[0]}", f"--metrics-port={ports[1]}"]
        reached = [part for port in ports for part in ("-p", f"127.0.0.1:{port}:{port}")]
        if os.geteuid():  # whoever runs the tests has to read what it writes
            reached.append(f"--user={os.geteuid()}:{os.getegid()}")
        own = ["--rm", "--read-only", "--tmpfs", "/tmp", "-v", f"{maps}:/srv/maps", *reached]  # noqa: S108
        return [self._program, "run", *own, TAG, *listed("CMD"), *listens, *options]

    def ends(self, process: subprocess.Popen[str]) -> None:
        process.terminate()

    def files(self) -> list[str]:
        return _lines([self._program, "run", "--rm", "--entrypoint", "find", TAG, "/opt/cjm/lib", "-name", "*.py*"])


class InAFolder:
    """The same steps in an empty folder, which stands in the place of the system's for whoever does them.

    Args:
        folder: an empty one that everybody may read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for stage in stages():
            for name in CONTAINERS_OWN:
                (folder / (stage.name or "last") / name).mkdir(parents=True)
            for rest in stage.of("COPY"):
                self._move(rest, folder / (stage.name or "last"))
            self._within(stage.name or "last", _script(stage))

    def command(self, maps: Path, *options: str) -> list[str]:
        """As for `Built`."""
        last = stages()[-1]
        own = [f"{name}={_expanded(value)}" for name, value in variables(last).items()]
        user, group = last.last("USER").split(":")
        # the Python of this computer may be in a folder that is root's alone: to read it is all that is allowed
        may = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
        as_user = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", *may]
        run = [
            "env",
            "-i",
            *own,
            *as_user,
            *listed("ENTRYPOINT"),
            *listed("CMD"),
            "--port=0",
            "--metrics-port=0",
            *options,
        ]
        script = (
            f"mount --bind {maps} /srv/maps; mount -o remount,ro,bind /opt; mount -t tmpfs none /tmp; "
            f"mount -o remount,ro,bind /; cd /; exec {shlex.join(run)}"
        )
        return _unshared(self._folder / "last", script)

    def ends(self, process: subprocess.Popen[str]) -> None:
        """As a container's first process is told: it has the number 1, for which the system does nothing by itself."""
        (first,) = psutil.Process(process.pid).children()
        first.terminate()

    def files(self) -> list[str]:
        there = self._folder / "last"
        return [f"/{path.relative_to(there)}" for path in (there / "opt/cjm/lib").rglob("*.py*")]

    def _move(self, rest: str, there: Path) -> None:
        """What is taken from an earlier stage, which nobody needs any more."""
        *sources, target = rest.split()
        if sources[0].startswith("--from="):
            earlier, source = sources
            (self._folder / earlier.removeprefix("--from=") / source[1:]).rename(there / target[1:])

    def _within(self, name: str, script: str) -> None:
        cache = subprocess.run(["uv", "cache", "dir"], check=True, capture_output=True, text=True).stdout.strip()
        # what else a step writes to, it cannot
        kept = f"mount --bind {cache} {cache}; mount --bind {self._folder} {self._folder}; mount -o remount,ro,bind /; "
        again = "".join(f"mount --bind {self._folder}/{name}/{one} /{one}; " for one in CONTAINERS_OWN)
        done = subprocess.run(
            _unshared(self._folder / name, f"{kept}{again}{script}"),
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "UV_LINK_MODE": "copy"},
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _unshared(folder: Path, script: str) -> list[str]:
    mounts = "".join(f"mount --bind {folder / name} /{name}; " for name in CONTAINERS_OWN)
    return ["unshare", "-m", "-p", "--fork", "--mount-proc", "--kill-child", "bash", "-ec", mounts + script]


def _script(stage: Stage) -> str:
    """What a builder does, as commands."""
    lines, at = [f"export PATH={Path(sys.executable).parent}:$PATH"], "/"
    for instruction, rest in stage.steps:
        match instruction:
            case "ARG":
                lines.append('INSTALL="uv pip install --quiet"')
                assert rest.startswith("INSTALL=")
            case "ENV":
                lines.append(f"export {rest}")
            case "WORKDIR":
                at = rest
                lines.append(f"mkdir -p {at}; cd {at}")
            case "COPY":
                lines.extend(_copies(rest))
            case "RUN":
                lines.append(rest)
    return "\n".join(lines)


def _copies(rest: str) -> list[str]:
    *sources, target = rest.split()
    made = []
    for one in () if sources[0].startswith("--from=") else sources:
        path = ROOT / one
        made.append(f"mkdir -p {target}; cp -r {path}/. {target}" if path.is_dir() else f"cp {path} {target}")
    return made


def _expanded(value: str) -> str:
    return re.sub(r"\$PATH", "/usr/bin:/bin", value)


def listed(instruction: str) -> list[str]:
    """The words of an instruction of the last stage that is written as a list."""
    return [str(one) for one in json.loads(stages()[-1].last(instruction))]


def _lines(command: list[str]) -> list[str]:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
