"""Where customers may stay or go, and what will be done about it."""

from __future__ import annotations

from typing import Literal

from cjm_widgets.journey import fields as ask
from cjm_widgets.journey.parts.base import DateText, Item, ItemId
from cjm_widgets.journey.parts.rounds import Dot  # noqa: TC001 - pydantic reads it when the class is made


class Moment(Item):
    """A moment of truth: a step where the customer may stay or go (Oxford/HMRC notes, step 4; QIA)."""

    name: str = ask.short_text("What happens at this moment?", "In a few words: “Nobody tells me how long it takes”.")
    step: ItemId | None = ask.reference("At which step?", "", to="steps")
    touchpoint: ItemId | None = ask.reference(
        "At which touchpoint?",
        "If it is one contact of that step, and not the step as a whole.",
        to="steps/touchpoints",
        within="step",
    )
    risk: tuple[Literal["quit", "come-back-later", "go-elsewhere"], ...] = ask.choices(
        "What might the customer do here?",
        "Tick all that apply.",
        (("quit", "Give up"), ("come-back-later", "Come back later"), ("go-elsewhere", "Go elsewhere")),
    )
    felt: Literal["engaged", "challenged"] | None = ask.choice(
        "How does it touch them?",
        "",
        (("engaged", "Engaged: it can win them over"), ("challenged", "Challenged: it can lose them")),
    )
    why: str = ask.long_text("Why does it matter so much here?", "")
    hot_spot: bool = ask.flag(
        "This is a hot spot",
        "It makes or breaks the relationship: you win customers over or greatly disappoint them.",
    )
    dots: tuple[Dot, ...] = ask.items("Dots", "Each person’s own vote.", noun="vote", nouns="votes")


class Solution(Item):
    """Something to change, to put in place or to keep (Oxford/HMRC notes, step 5; QIA, priority activities)."""

    title: str = ask.short_text("What will you do?", "Start with a verb: “Send the agenda a week before”.")
    action: Literal["change", "put-in-place", "keep"] | None = ask.choice(
        "What sort of action is it?",
        "",
        (
            ("change", "Change something"),
            ("put-in-place", "Put something new in place"),
            ("keep", "Keep it: it works well"),
        ),
    )
    activity: Literal["check", "verify", "change"] | None = ask.choice(
        "What comes first?",
        "",
        (
            ("check", "Check how it is done today"),
            ("verify", "Verify that it works as we think"),
            ("change", "Change it"),
        ),
    )
    step: ItemId | None = ask.reference(
        "For which step?", "Leave it empty if it answers a moment of truth.", to="steps"
    )
    moment: ItemId | None = ask.reference("Which moment of truth does it answer?", "", to="moments")
    need: ItemId | None = ask.reference(
        "Which unanswered goal or question does it meet?", "From the gaps beside this form.", to="stages/needs"
    )
    area: Literal["staff-training", "communications", "process-or-service"] | None = ask.choice(
        "What does it concern?",
        "",
        (
            ("staff-training", "Staff training"),
            ("communications", "Communications"),
            ("process-or-service", "The design of the process or service"),
        ),
        look="select",
    )
    control: Literal["ours", "shared", "not-ours"] | None = ask.choice(
        "Is it in your hands?",
        "",
        (("ours", "Yes, we can decide"), ("shared", "Only with others"), ("not-ours", "No, others decide")),
        look="select",
    )
    impact: Literal[1, 2, 3, 4, 5] | None = ask.choice(
        "How much would the customer gain?",
        "",
        ((1, "Hardly"), (2, "A little"), (3, "Clearly"), (4, "Much"), (5, "Very much")),
        look="scale",
    )
    effort: Literal[1, 2, 3, 4, 5] | None = ask.choice(
        "How much work is it?",
        "",
        ((1, "Very little"), (2, "Little"), (3, "Some"), (4, "Much"), (5, "Very much")),
        look="scale",
    )
    team: ItemId | None = ask.named_reference(
        "Which team is responsible?", "The one that is best placed to do it.", to="teams"
    )
    owner: str = ask.short_text("Who in that team takes it on?", "One name.")
    due: DateText = ask.date("By when?")
    due_note: str = ask.date_words()
    state: Literal["not-begun", "under-way", "done", "dropped"] | None = ask.choice(
        "How far is it?",
        "",
        (("not-begun", "Not begun"), ("under-way", "Under way"), ("done", "Done"), ("dropped", "Dropped")),
        look="select",
    )
    since: DateText = ask.date("Since when?")
    sure: Literal["sure", "fairly", "guess"] | None = ask.choice(
        "How sure are you of value and work?",
        "The less sure you are, the more the ranking is tried with other answers.",
        (("sure", "Quite sure"), ("fairly", "Fairly sure"), ("guess", "It is a guess")),
        look="select",
    )
    indicator: ItemId | None = ask.reference("Which indicator should move?", "From “Evaluate”.", to="indicators")
    expected: str = ask.short_text("What change do you expect?", "In a sentence.", limit=400)
    predicted: float | None = ask.number(
        "Which figure should the indicator reach by it?", "In the indicator’s unit.", low=-1e9, high=1e9
    )
    dots: tuple[Dot, ...] = ask.items("Dots", "Each person’s own vote.", noun="vote", nouns="votes")

    @property
    def has_ended(self) -> bool:
        """Whether nothing of it is still to be done: it is done, or was dropped."""
        return self.state in ("done", "dropped")
