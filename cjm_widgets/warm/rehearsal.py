"""What every kernel loads and works out by its first answer, done once in the warm parent."""

from __future__ import annotations

import importlib
from typing import Any

from IPython.core import completer, inputtransformer2


def rehearse() -> None:
    """Reads a cell as a kernel does before it runs one: Python keeps the patterns that this takes."""
    reader: Any = inputtransformer2
    reader.TransformerManager().transform_cell("from a import b\n\nb('c', d)")
    splitter: Any = completer
    splitter.CompletionSplitter()
    importlib.import_module("zmq.utils.garbage")  # loaded otherwise when something long is sent, as a page's state is
