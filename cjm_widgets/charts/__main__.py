"""Draws the figures of a journey in a process of its own: the journey's JSON comes in, the figures' markup goes out."""

from __future__ import annotations

import sys

from cjm_widgets.charts.picture import diagnostic_picture, satisfaction_picture
from cjm_widgets.journey.model import Journey

if __name__ == "__main__":
    journey = Journey.model_validate_json(sys.stdin.buffer.read())
    markup = "\n".join(picture(journey).html() for picture in (satisfaction_picture, diagnostic_picture))
    sys.stdout.buffer.write(markup.encode())
