"""Starts `cjm`. Ctrl+C ends it in silence, also while it is still being read from the disk."""

import signal


def main() -> None:
    """Runs the command line."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from cjm_widgets.cli import app

    app()


if __name__ == "__main__":
    main()
