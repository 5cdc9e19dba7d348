"""Starts `cjm`. Ctrl+C ends it in silence, also while it is still being read from the disk."""

# `signal` itself reads other modules first. What Python does before this line is not ours to silence.
import _signal  # type: ignore[import-not-found]


def main() -> None:
    """Runs the command line."""
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    from cjm_widgets.cli import app

    app()


if __name__ == "__main__":
    main()
