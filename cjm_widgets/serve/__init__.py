"""Serving the workbook to browsers (`cjm serve`), and opening it in JupyterLab (`cjm lab`)."""

from cjm_widgets.serve.run import ServeError, serve

__all__ = ["ServeError", "serve"]
