"""An account as a notebook's output: HTML for most viewers, Markdown and plain text for the others."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unicodedata import bidirectional

from cjm_widgets.accounts.as_markdown import as_markdown
from cjm_widgets.accounts.blocks import Facts, Figure, Heading, Table, Words
from cjm_widgets.charts.picture import template

if TYPE_CHECKING:
    from cjm_widgets.accounts.blocks import Block

_HERE: Final = Path(__file__).parent
_MOST_TWICE: Final = 20_000
"""Letters of an account that is told in HTML and in Markdown."""
_IN_SHORT: Final = "This is in short. All of it is in the notebook as HTML, as its web page shows it."
_KINDS: Final = {Heading: "heading", Words: "words", Facts: "facts", Table: "table", Figure: "figure"}


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """What a page shows, to be read without us.

    Args:
        blocks: what it is made of.
        text: the same in a few lines, for a terminal.
    """

    blocks: tuple[Block, ...]
    text: str

    def __repr__(self) -> str:
        return self.text

    def bundle(self, style: str = "") -> dict[str, str]:
        """The account by media type. Its HTML needs no styles, no scripts and no network.

        Whatever shows Markdown shows HTML as well: of a long account the second copy would only make the file larger.

        Args:
            style: CSS that says when it is seen; it marks the account as one below a page.
        """
        markdown = as_markdown(self.blocks)
        whole = as_html(self.blocks, style)
        if len(markdown) <= _MOST_TWICE:
            return {"text/html": whole, "text/plain": self.text, "text/markdown": markdown}
        return {"text/html": whole, "text/plain": f"{self.text}\n\n{_IN_SHORT}"}

    def below_a_page(self, say: str) -> dict[str, str]:
        """The account by media type, for the output below a live page: JupyterLab shows it where the page is not.

        Args:
            say: of when it is, before anything else.
        """
        style = (_HERE / "below_a_page.css").read_text(encoding="utf-8")
        return Account((Words(say), *self.blocks), self.text).bundle(style)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return self.bundle()


def as_html(blocks: tuple[Block, ...], style: str = "") -> str:
    """An account as HTML.

    JupyterLab's sanitiser and GitHub take away SVG, and GitHub all styles; pictures are therefore PNG, and what little
    style there is only undoes what JupyterLab does to tables.

    Args:
        blocks: what it is made of.
        style: CSS that says when it is seen, of an account below a page.
    """
    made = [(_KINDS[type(one)], one) for one in blocks]
    return template(_HERE / "account.html.j2").render(
        blocks=made,
        style=style,
        from_the_right=_is_from_the_right,
        in_base64=lambda png: base64.b64encode(png).decode(),
    )


def _is_from_the_right(words: str) -> bool:
    """Whether words have letters that are read from the right; only these need to say where they begin."""
    return any(bidirectional(letter) in ("R", "AL") for letter in words)
