"""Serving the workbook to browsers (`cjm serve`), and opening it in JupyterLab (`cjm lab`)."""

from cjm_widgets.serve.run import ByHub, ServeError, serve

__all__ = ["ByHub", "ServeError", "serve"]
