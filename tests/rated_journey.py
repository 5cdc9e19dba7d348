"""Small journeys with ratings, for the tests of charts and words."""

from cjm_widgets.journey.model import Journey

ROOM = (1, 1, 0, 0, -2, None, None, 1)
SHARES = (9, 14, 11, 21, 36, 25, 5, 12)
PASSENGERS = {"id": "passengers", "name": "Passenger survey", "kind": "survey", "n": 5871, "each": True}
NAMES = ("Booking", "Check-in", "Bag tag", "Bag drop", "Security", "Passport control", "Waiting", "Boarding")


def rated(*, room=(), shares=(), names=NAMES, moments=(), hot=(), scale="negative-share"):
    """A journey whose steps s0, s1 … carry the room's ratings and a survey's figures; None is a gap."""
    count = max(len(room), len(shares))
    steps = []
    for at in range(count):
        ratings = []
        if at < len(room) and room[at] is not None:
            ratings.append({"id": "room", "value": room[at]})
        if at < len(shares) and shares[at] is not None:
            ratings.append(
                {
                    "id": "survey",
                    "rater": "Survey 2015",
                    "scale": scale,
                    "value": shares[at],
                    "source": "passengers",
                }
            )
        steps.append({"id": f"s{at}", "name": names[at], "ratings": ratings})
    marked = [{"id": f"m{at}", "step": f"s{at}", "hot_spot": at in hot} for at in (*moments, *hot)]
    return Journey.model_validate(
        {"id": "flight", "title": "A flight", "sources": [PASSENGERS], "steps": steps, "moments": marked}
    )
