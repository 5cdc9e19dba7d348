"""Running the workbooks on a journey again, without a browser."""

from cjm_widgets.rerun.cases import run_cases
from cjm_widgets.rerun.parameters import RerunError, in_words, parameters
from cjm_widgets.rerun.run import run_workbooks, workbooks_named

__all__ = ["RerunError", "in_words", "parameters", "run_cases", "run_workbooks", "workbooks_named"]
