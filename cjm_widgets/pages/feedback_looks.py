"""Looking through a file in a process of its own; what was looked at before costs nothing, whoever looked."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from cjm_widgets.pages.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ASK_AGAIN: Final = 0.1
"""Seconds between two questions whether another page has looked meanwhile."""
DIED: Final = (
    "Looking through this file has stopped before its end: most likely it takes more memory than this computer has. "
    "Save only the columns that are needed, or save it as Parquet, and bring it again."
)

FAILED: Final = (
    "This file could not be looked through, and nothing was changed. Please tell whoever looks after the workbook, and "
    "bring the table in another form meanwhile, such as CSV."
)
STOPPED: Final = (
    "Putting it on the map stopped before its end. See under “Feedback on this map” whether it is there; press “Put” "
    "again if it is not."
)
"""What is said where nobody can tell how far it came."""

Request = dict[str, Any]
Answer = dict[str, Any]
Progress = "Callable[[str], None]"


def key_of(content: str, request: Mapping[str, Any], plans: Iterable[bytes]) -> str:
    """What tells one look from all others: the bytes, what was said of them, the steps, and the plans there are.

    Args:
        content: of the file.
        request: as `tasks.looking` takes it.
        plans: what each plan says that may be used.
    """
    said = {name: request[name] for name in ("told", "steps", "planned", "plan", "least", "leasts", "as_written")}
    parts = [content, json.dumps(said, sort_keys=True)]
    if request["planned"]:
        parts += sorted(hashlib.sha256(one).hexdigest() for one in plans)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def shared_by_pages() -> Kept:
    """What the pages of this server have looked at: their temporary files stand in one folder that goes with it."""
    return Kept(Path(tempfile.gettempdir()) / "looked")


class Look:
    """One look, which can be stopped.

    Args:
        request: as `tasks.looking` takes it.
        progress: told what is done.
    """

    task: ClassVar = "cjm_widgets.tasks.looking"

    def __init__(self, request: Request, progress: Callable[[str], None]) -> None:
        self._request, self._progress = request, progress
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False

    async def run(self) -> Answer:
        """Asks a process of its own, and gives what it answers; a sentence where it died."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(None, self._ask, loop)
        finally:
            self.stop()

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        self._stopped = True
        if self._child is not None and self._child.poll() is None:
            self._child.kill()

    def _ask(self, loop: asyncio.AbstractEventLoop) -> Answer:
        child = subprocess.Popen(  # noqa: S603 - modules of this package
            [sys.executable, "-P", "-m", self.task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._child = child
        with child:
            if self._stopped:
                child.kill()
            with suppress(OSError):  # it has ended already
                _pipe(child.stdin).write(json.dumps(self._request) + "\n")
                _pipe(child.stdin).close()
            for line in _pipe(child.stdout):
                try:
                    said = json.loads(line)
                except ValueError:  # it was ended within a line
                    continue
                if "done" in said:
                    return dict(said["done"])
                loop.call_soon_threadsafe(self._progress, said["doing"])
        return self.failed(died=self._stopped or child.returncode < 0)

    def failed(self, *, died: bool) -> Answer:
        """What is said where nothing was answered.

        Args:
            died: whether somebody ended its process, most likely the computer itself.
        """
        return failed(self._request, died=died)


def failed(request: Mapping[str, Any], *, died: bool = False) -> Answer:
    """What is said where nothing was answered.

    Args:
        request: what was asked.
        died: whether somebody ended its process, most likely the computer itself.
    """
    say = STOPPED if "put" in request else DIED if died else FAILED
    return {"problems": [{"row": None, "column": "", "say": say}]}


def _pipe(pipe: Any) -> Any:
    return pipe


async def looked(key: str, kept: Kept, look: Look) -> Answer:
    """What a look gives; it is made once, by whichever page comes first.

    Args:
        key: as `key_of` makes it.
        kept: what pages looked at before.
        look: made where nobody has.
    """
    while (before := kept.get(key)) is None:
        with kept.alone(key) as mine:
            if mine and (before := kept.get(key)) is None:
                answer = await look.run()
                if "looked" in answer:
                    kept.put(key, answer, time.time())
                return answer
        await asyncio.sleep(ASK_AGAIN)
    return before
