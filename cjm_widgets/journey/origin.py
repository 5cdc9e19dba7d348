"""Whose an edit is and in which order it was made, as far as its id says so.

The browser makes ids of the form AUTHOR-PAGE-SEQ: AUTHOR is random and stays with the browser, PAGE is random for each
loading of a page, SEQ counts the edits of that page. Edits made in Python and those of old histories say none of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SENT = r"([a-z0-9]{10})-([a-z0-9]{6})-([0-9]{1,9})"
"""An id that says whose an edit is, as a regular expression: author, page and number."""

_SENT = re.compile(rf"{SENT}(-[0-9]+)?")
_ALONG = re.compile(r"[A-Za-z0-9]+-[0-9]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an edit was made.

    Args:
        author: the person, or rather their browser.
        page: the page as it was loaded once.
        seq: the how many-th edit of that page it is, from 1; 0 for what had to be made along with one.
    """

    author: str
    page: str
    seq: int


def origin_in(edit_id: str) -> Origin | None:
    """What an edit's id says; None where it says nothing."""
    found = _SENT.fullmatch(edit_id)
    if found is None:
        return None
    author, page, seq, along = found.groups()
    return Origin(author, page, 0 if along else int(seq))


def along_with(edit_id: str, number: int) -> str:
    """The id of what has to be made before an edit, such as the item that it stands in; it is the same person's.

    Args:
        edit_id: the edit's id.
        number: a number of its own.
    """
    return f"{edit_id[:60]}-{number}"


def is_along(edit_id: str) -> bool:
    """Whether an edit only had to be made along with another: nobody sent it."""
    origin = origin_in(edit_id)
    return origin.seq == 0 if origin else _ALONG.fullmatch(edit_id) is not None
