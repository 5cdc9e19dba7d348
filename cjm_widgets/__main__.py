"""`python -m cjm_widgets` is `cjm`."""

from cjm_widgets.cli import main

main()
