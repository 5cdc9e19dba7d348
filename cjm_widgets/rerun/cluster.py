"""Jobs run on a Dask cluster: a journey a task; what a worker that ends had begun is done again on another."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final, Self

from cjm_widgets.rerun.inputs import folder_of_all
from cjm_widgets.rerun.jobs import Fault, Outcome
from cjm_widgets.rerun.parameters import RerunError
from cjm_widgets.rerun.parcel import packed, run_parcel
from cjm_widgets.tasks.exporting import keep_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cjm_widgets.rerun.jobs import Job
    from cjm_widgets.rerun.parcel import Answer, Parcel

ANSWER_WITHIN: Final = 15.0
"""Seconds for the cluster's address to answer, and for its first worker to be there."""
NOBODY_FOR: Final = 60.0
"""Seconds that a cluster may be without any worker while something waits for one."""


class Cluster:
    """A Dask cluster that is there already.

    Args:
        address: of its scheduler, such as tcp://10.0.0.5:8786.
        at_once: how many journeys at the same time; as many as it has room for if None.
        tell: says a sentence to people.
        answer_within: seconds for the cluster to answer.
        nobody_for: seconds that it may be without a worker.
    """

    def __init__(
        self,
        address: str,
        at_once: int | None = None,
        *,
        tell: Callable[[str], None] = lambda _: None,
        answer_within: float = ANSWER_WITHIN,
        nobody_for: float = NOBODY_FOR,
    ) -> None:
        self._address, self._at_once, self._tell = address, at_once, tell
        self._answer_within, self._nobody_for = answer_within, nobody_for

    def __enter__(self) -> Self:
        """Finds the cluster.

        Raises:
            RerunError: if it does not answer, has no worker, or Dask is not installed here.
        """
        try:
            from distributed import Client
        except ImportError:
            raise RerunError(
                "--dask needs Dask, which is not installed. Install it with: pip install 'cjm-workbook[dask]'."
            ) from None
        for name in ("distributed", "distributed.client", "distributed.core", "distributed.utils"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said below, in a sentence
        try:
            asyncio.run(_knock(self._address, self._answer_within))
            self._client: Any = Client(self._address, timeout=self._answer_within, set_as_default=False)
        except Exception as error:  # whatever a program that is no scheduler says, Dask may take for anything
            raise RerunError(
                f"No Dask cluster answers at {self._address}. Write the address that “dask scheduler” says when it "
                "starts, such as tcp://10.0.0.5:8786."
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=self._answer_within)
        except TimeoutError as error:
            self.__exit__()
            raise RerunError(
                f"The Dask cluster at {self._address} has no worker. Start one with: dask worker {self._address}."
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def run(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Sends jobs to the cluster, a journey a task, and keeps what comes back in its place here.

        Args:
            jobs: which.

        Returns:
            An outcome for each, as they come.

        Raises:
            RerunError: if the cluster ends, or cannot run the workbooks. What had come back until then is kept.
        """
        waiting = bundles(jobs)
        running: dict[Any, list[int]] = {}
        ready: SimpleQueue[Any] = SimpleQueue()
        try:
            self._say_how_many(len(waiting))
            while waiting or running:
                while waiting and len(running) < (self._at_once or 2 * self._room()):
                    numbers = waiting.pop(0)
                    future = self._client.submit(
                        run_on_worker, packed([jobs[number] for number in numbers]), pure=False
                    )
                    running[future] = numbers
                    future.add_done_callback(ready.put)
                try:
                    future = ready.get(timeout=self._nobody_for)
                except Empty:
                    if not self._room():
                        raise RerunError(
                            f"The Dask cluster at {self._address} has had no worker for a while. Start some, and give "
                            "the same command again: it goes on where it was."
                        ) from None
                    continue
                yield from self._kept(jobs, running.pop(future), future)
        except (OSError, CancelledError) as error:
            raise RerunError(
                f"The Dask cluster at {self._address} does not answer any more. Give the same command again when it "
                "does: it goes on where it was."
            ) from error

    def _room(self) -> int:
        """How many tasks its workers run at once."""
        return sum(self._client.nthreads().values())

    def _say_how_many(self, tasks: int) -> None:
        room = self._room()
        if self._at_once and room < min(self._at_once, tasks):
            self._tell(
                f"{self._at_once} at once were asked for; the Dask cluster has room for {room}. "
                "It takes more by itself when workers join."
            )

    def _kept(self, jobs: Sequence[Job], numbers: Sequence[int], future: Any) -> Iterator[Outcome]:
        from distributed import KilledWorker

        error = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            for number in numbers:
                yield Outcome(number, fault=Fault("", "Ended", "each worker that began it ended by itself"))
            return
        if error is not None:
            say = str(error) if isinstance(error, RerunError) else f"{type(error).__name__}: {error}"
            raise RerunError(
                f"A worker of {self._address} cannot run the workbooks: {say}. The scheduler and each worker need the "
                "same version of the workbook as this computer."
            ) from error
        answers: list[Answer] = future.result()
        for answer in answers:
            number = numbers[answer.outcome.number]
            for path, data in zip(jobs[number].made, answer.files, strict=False):
                keep_file(Path(path), data)
            yield replace(answer.outcome, number=number)


def bundles(jobs: Sequence[Job]) -> list[list[int]]:
    """The numbers of the jobs of each task: those about one journey, and those about all maps of a folder.

    Args:
        jobs: all.
    """
    found: dict[tuple[bool, str], list[int]] = {}
    for number, job in enumerate(jobs):
        folder = folder_of_all(job)
        found.setdefault((folder is not None, str(folder or job.about)), []).append(number)
    return list(found.values())


def run_on_worker(parcel: Parcel) -> list[Answer]:
    """What a worker of the cluster does with a parcel.

    Its files lie where Dask tidies up after a worker that was killed.
    """
    from distributed import get_worker

    return run_parcel(parcel, get_worker().local_directory)


async def _knock(address: str, within: float) -> None:
    """Looks whether a scheduler answers at an address: a Dask client that finds none would leave its thread behind.

    Raises:
        Exception: of many kinds, if nobody does or something else.
    """
    from distributed.core import rpc
    from distributed.security import Security

    if address.startswith("inproc:"):
        return  # within this process, where each loop answers itself
    place: Any = rpc(address, timeout=within, connection_args=Security().get_connection_args("client"))
    try:
        await asyncio.wait_for(place.identity(), within)
    finally:
        await place.close_rpc()
