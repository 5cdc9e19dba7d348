"""Which journey it is, and whether it is worth mapping."""

from __future__ import annotations

from typing import Literal

from cjm_widgets.journey import fields as ask
from cjm_widgets.journey.parts.base import Value

FiveCScore = Literal[0, 1, 2, "unknown"]


class Scope(Value):
    """Which journey is mapped, for whom, and from where to where (Oxford/HMRC notes, steps 1 and 2; QIA)."""

    journey_type: str = ask.short_text(
        "Which journey is this?",
        "A process or a situation, such as “enrolling on a course”. Take the one your customers make most often.",
    )
    segment: str = ask.short_text(
        "Which customers make it?",
        "One group at a time: students and schools, for example, make different journeys.",
    )
    initiated_by: Literal["customer", "organisation"] | None = ask.choice(
        "Who makes the first move?",
        "A journey that you start feels different from one that the customer starts. Map them apart.",
        (("customer", "The customer"), ("organisation", "We do")),
    )
    customer_kind: Literal["existing", "potential"] | None = ask.choice(
        "Are they customers already?",
        "",
        (("existing", "Existing customers"), ("potential", "Potential new customers")),
    )
    contact: tuple[Literal["marketing", "human", "physical"], ...] = ask.choices(
        "How do you mostly meet on this journey?",
        "Most journeys mix them; tick all that matter on yours.",
        (
            ("marketing", "Through marketing: advertisements, website, leaflets"),
            ("human", "Person to person: by telephone or face to face"),
            ("physical", "Through places and things: premises, facilities, even the car park"),
        ),
    )
    starts: str = ask.short_text(
        "Where does it start?", "The first thing the customer does, even if you are not there to see it."
    )
    ends: str = ask.short_text("Where does it end?", "The moment after which the customer would say: that is done.")
    why: str = ask.long_text("Why map this journey now?", "What do you hope to change or decide with the map?")
    mapped_by: tuple[
        Literal["mental-walk", "front-line-staff", "accompanying", "interviews", "mystery-shopping", "data"], ...
    ] = ask.choices(
        "How are you mapping it?",
        "Tick all that apply. The closer to real customers, the better the map.",
        (
            ("mental-walk", "Walking through it in our minds"),
            ("front-line-staff", "Asking front-line staff to walk through it"),
            ("accompanying", "Accompanying and observing real customers"),
            ("interviews", "Interviewing customers"),
            ("mystery-shopping", "Trying it ourselves as a customer"),
            ("data", "Using surveys, complaints or other data"),
        ),
    )


class FiveC(Value):
    """One of the five Cs: how strongly it applies, and why."""

    rating: FiveCScore | None = ask.choice(
        "How far is this true?",
        "",
        ((0, "Not really"), (1, "Partly"), (2, "Very much"), ("unknown", "I do not know")),
        look="scale",
    )
    reason: str = ask.long_text("What makes you say so?", "An example, a figure or a story.")


class Diagnostic(Value):
    """Is this journey worth mapping? The five Cs (Improving the service, '5Cs' diagnostic)."""

    changeable: FiveC = ask.group(
        "Changeable",
        "Relationships are changing over time, or what customers go through is changing.",
        FiveC,
    )
    challenged: FiveC = ask.group(
        "Challenged", "Many are dissatisfied with a service of which they expect a lot.", FiveC
    )
    complex: FiveC = ask.group(
        "Complex",
        "Several groups of customers, many contacts, several channels, or more than one department.",
        FiveC,
    )
    climactic: FiveC = ask.group(
        "Climactic", "A matter of life or death; emotions run high; people are vulnerable or at risk.", FiveC
    )
    costly: FiveC = ask.group(
        "Costly", "It costs a lot to serve customers, or when things go wrong, or much is wasted.", FiveC
    )
    override: Literal["go", "no"] | None = ask.choice(
        "Do you decide otherwise?",
        "The result is advice. Your group may know better.",
        (("go", "Map it all the same"), ("no", "Do not map it now")),
    )
    override_reason: str = ask.long_text(
        "Why do you decide otherwise?", "Kept with the journey, for those who come after."
    )
