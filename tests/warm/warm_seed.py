"""Leaves a known seed behind in the warm parent."""

import random


def sow() -> None:
    random.seed(1)
