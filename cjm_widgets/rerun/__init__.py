"""Running the workbooks on a journey again, without a browser."""

from cjm_widgets.rerun.parameters import RerunError, parameters
from cjm_widgets.rerun.run import run_workbooks, workbooks_named

__all__ = ["RerunError", "parameters", "run_workbooks", "workbooks_named"]
