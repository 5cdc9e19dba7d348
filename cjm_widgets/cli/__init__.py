"""The `cjm` command."""

from cjm_widgets.cli import commands, comments, evidence, feedback
from cjm_widgets.cli.terminal import app

__all__ = ["app", "commands", "comments", "evidence", "feedback"]
