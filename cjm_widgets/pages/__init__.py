"""One module for each workbook: which form, which pictures, which advice."""

from cjm_widgets.pages.figures import figures
from cjm_widgets.pages.opening import open_page

__all__ = ["figures", "open_page"]
