"""The benchmark of logs still runs, and finds the same as pandas does."""

from pathlib import Path

import events
import pytest


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_this_workbook_and_pandas_count_the_same(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"log.{kind}"
    events.make(path, 20_000, kind)
    ours = events.ours(path)
    assert ours["events"] == 20_000
    assert ours == pytest.approx(events.with_pandas(path), rel=0.0006)
