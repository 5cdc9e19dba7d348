"""The `cjm` command."""

from cjm_widgets.cli import (
    asking,
    backups,
    bundle,
    commands,
    comments,
    differing,
    due,
    evidence,
    feedback,
    forgetting,
    formats,
    maps,
    rerun,
    store,
)
from cjm_widgets.cli.terminal import app

__all__ = [
    "app",
    "asking",
    "backups",
    "bundle",
    "commands",
    "comments",
    "differing",
    "due",
    "evidence",
    "feedback",
    "forgetting",
    "formats",
    "maps",
    "rerun",
    "store",
]
