"""Running the workbooks on a journey again, without a browser."""

from cjm_widgets.rerun.addresses import is_address
from cjm_widgets.rerun.cases import run_cases
from cjm_widgets.rerun.cluster import Cluster
from cjm_widgets.rerun.of_folder import ALL_MAPS, run_folder
from cjm_widgets.rerun.parameters import RerunError, in_words, parameters
from cjm_widgets.rerun.run import run_workbooks, workbooks_named
from cjm_widgets.rerun.taken_out import taken_out
from cjm_widgets.rerun.workers import Here

__all__ = [
    "ALL_MAPS",
    "Cluster",
    "Here",
    "RerunError",
    "in_words",
    "is_address",
    "parameters",
    "run_cases",
    "run_folder",
    "run_workbooks",
    "taken_out",
    "workbooks_named",
]
