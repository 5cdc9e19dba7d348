"""The prints of the airport in every form, made at another time and place: run by itself, with seconds to add."""

from __future__ import annotations

import hashlib
import sys
import time

_now, _local = time.time, time.localtime
_later = float(sys.argv[1])
time.time = lambda: _now() + _later
time.localtime = lambda seconds=None: _local(_now() + _later if seconds is None else seconds)

from going_out import starters, written  # noqa: E402  after the clock was put forward

from cjm_widgets.formats.registry import FORMATS  # noqa: E402

for how in FORMATS:
    sys.stdout.write(f"{how.name} {hashlib.sha256(written(how, starters()[-1]).data).hexdigest()}\n")
