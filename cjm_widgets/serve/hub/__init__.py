"""People come in by JupyterHub: it says who somebody is, and in which groups."""
