"""A small journey for the tests of pictures: rated by the room and by a survey, with gaps and moments."""

from cjm_widgets.journey.model import Journey

NAMES = ("Booking", "Check-in", "Bag tag", "Bag drop", "Security", "Passport control", "Waiting", "Boarding")
ROOM = (1, 1, 0, 0, -2, None, "unknown", 1)
SHARES = (9, 14, 11, 21, 36, 25, None, 12)

PROFILE = [
    {"key": "changeable", "title": "Changeable", "rating": 1, "words": "Partly"},
    {"key": "challenged", "title": "Challenged", "rating": 2, "words": "Very much"},
    {"key": "complex", "title": "Complex", "rating": 0, "words": "Not really"},
    {"key": "climactic", "title": "Climactic", "rating": None, "words": "Not rated yet"},
    {"key": "costly", "title": "Costly", "rating": "unknown", "words": "Not known"},
]


def drawn(*, room=ROOM, shares=SHARES, steps=8):
    """Steps s0, s1 …; a moment of truth at s1, a hot spot at s4 with a solution."""

    def ratings(at):
        felt = room[at % len(room)] if room else None
        share = shares[at % len(shares)] if shares else None
        found = [] if felt is None else [{"id": "room", "value": felt}]
        if share is not None:
            survey = {"id": "survey", "rater": "Survey 2015", "scale": "negative-share", "value": share}
            found.append({**survey, "source": "passengers"})
        return found

    return Journey.model_validate(
        {
            "id": "flight",
            "title": "A flight",
            "sources": [
                {"id": "talks", "name": "Ten interviews", "kind": "interviews", "n": 10, "when": "2026-05"},
                {"id": "passengers", "name": "Passenger survey", "kind": "survey", "n": 5871, "each": True},
            ],
            "personas": [{"id": "ana", "name": "Ana", "job": "Teacher", "pitch": "From door to seat, calmly."}],
            "stages": [{"id": "plan", "name": "Before leaving"}, {"id": "fly", "name": "At the airport"}],
            "steps": [
                {
                    "id": f"s{at}",
                    "name": NAMES[at % len(NAMES)] + (f" {at}" if at >= len(NAMES) else ""),
                    "stage": "plan" if at < 2 else "fly",
                    "time": {"amount": 1, "unit": "days"} if at == 0 else {},
                    "ratings": ratings(at),
                    "touchpoints": [
                        {"id": "desk", "name": "Desk", "kind": "human", "owner": "ours"},
                        {"id": "police", "name": "Officer", "kind": "human", "owner": "others"},
                    ],
                    "experience": {"feelings": "Afraid of holding others up."} if at == 4 else {},
                    "quotes": [{"id": "q", "words": "Which tray?", "voice": "customer", "source": "talks"}]
                    if at == 4
                    else [],
                    "wanted": "Knows what to take out." if at == 4 else "",
                }
                for at in range(steps)
            ],
            "moments": [
                {"id": "m1", "step": "s1", "risk": ["quit"], "felt": "engaged", "why": "First promise."},
                {"id": "m2", "step": "s4", "risk": ["quit", "go-elsewhere"], "felt": "challenged", "hot_spot": True},
            ],
            "solutions": [
                {"id": "a", "title": "Show a picture of the tray", "action": "change", "moment": "m2", "owner": "Jo"},
                {"id": "b", "title": "Ask for one format", "action": "keep"},
            ],
        }
    )
