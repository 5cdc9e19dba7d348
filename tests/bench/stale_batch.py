"""How long a batch of edits from a page that was away for long holds up the others, in a long history.

python tests/bench/stale_batch.py [megabytes of history] [folder]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from journeys import TYPED, journey_of

from cjm_widgets.journey.edits import Edit, value_at
from cjm_widgets.store import Store, history

STALE = 100
STEPS = 30


def long_history(folder: Path, size: int) -> Store:
    """A journey whose history has so many bytes, as three people type it."""
    store = Store(folder)
    journey = store.create(journey_of(STEPS))
    path = folder / f"{journey.id}.log.jsonl"
    texts = [TYPED[:end] for end in range(1, len(TYPED))]
    whole = history.line(Edit(id="c", by=history.CHECKPOINT, path="", new=journey.to_json()))
    lines = []
    for number in range(size // 300):
        at = number // STEPS % len(texts)
        edit = Edit(
            id=f"{'abc'[number % 3] * 10}-page01-{number + 1}",
            by="Anna",
            path=f"steps/s{number % STEPS}/experience/emotions",
            old=texts[at - 1],
            new=texts[at],
            t="2026-01-01",
        )
        lines.append(history.line(edit))
        if number % 2000 == 1999:
            lines.append(whole)
    with path.open("ab") as file:
        file.write(b"".join(lines))
    return store


def stale_edits(store: Store, journey_id: str) -> list[Edit]:
    """What a page sends that saw everything as it was at the beginning."""
    journey = store.open(journey_id)
    fields = ("experience/emotions", "goal", "experience/feelings", "name")
    places = [f"steps/s{step}/{field}" for field in fields for step in range(STEPS)][:STALE]
    return [
        Edit(
            id=f"zzzzzzzzzz-page09-{n}",
            by="Ben",
            path=place,
            old="as it was",
            new=f"{value_at(journey, place)} and more",
        )
        for n, place in enumerate(places, start=1)
    ]


def main(size: int, folder: Path) -> None:
    store = long_history(folder, size)
    journey_id = store.ids()[0]
    edits = stale_edits(store, journey_id)
    length = (folder / f"{journey_id}.log.jsonl").stat().st_size / 1e6
    writer = Store(folder)
    for what, author in (("a process that has just started", "y" * 10), ("the same once more", "x" * 10)):
        batch = [
            edit.model_copy(update={"id": f"{author}-page09-{n}", "new": f"{edit.new} {author}"})
            for n, edit in enumerate(edits, start=1)
        ]
        begun = time.process_time()
        saved = writer.save(journey_id, batch)
        took = time.process_time() - begun
        print(f"{length:.0f} MB, {what}: {len(batch)} stale edits, {len(saved.clashes)} clashes, {took:.2f} s of work")


if __name__ == "__main__":
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as name:
        main(int(megabytes * 1e6), Path(name))
