"""Takes longer to warm up than any test waits."""

import time


def sleep() -> None:
    time.sleep(600)
