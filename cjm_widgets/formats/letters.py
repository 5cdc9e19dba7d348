"""The letters of a file that is text, however they are coded; what is not plain UTF-8 is said."""

from __future__ import annotations

import io
from typing import Final

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.table import encoding_of
from cjm_widgets.formats.base import Changed, FormatError

_CODES: Final = {"cp1252": "Windows-1252", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def lines_in(data: bytes, name: str) -> tuple[list[tuple[int, str]], tuple[Changed, ...]]:
    """The lines of a text with their numbers, and how their letters were read.

    Args:
        data: the file.
        name: of the file.

    Raises:
        FormatError: if it is no text.
    """
    try:
        code = encoding_of(io.BytesIO(data), f"the file “{name}”")
        text = data.decode(code)
    except EvidenceError as error:
        raise FormatError(str(error)) from error
    except UnicodeDecodeError as error:
        raise FormatError(f"“{name}” is not text that can be read; save it as UTF-8.") from error
    return [*enumerate(text.removeprefix("\ufeff").splitlines(), 1)], read_as(code)


def read_as(code: str) -> tuple[Changed, ...]:
    """What is said of how letters were read.

    Args:
        code: as Python calls it; "" where there is nothing to say.
    """
    if code not in _CODES:
        return ()
    return (Changed(0, f"The letters are read as {_CODES[code]}; look whether accents and signs are right."),)
