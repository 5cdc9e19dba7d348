"""Leaves a thread behind in the warm parent."""

import threading
import time


def spin() -> None:
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
