"""The `cjm` command."""

from cjm_widgets.cli import commands, evidence
from cjm_widgets.cli.terminal import app

__all__ = ["app", "commands", "evidence"]
