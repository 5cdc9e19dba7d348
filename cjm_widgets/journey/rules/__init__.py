"""What the method says of a journey: rules as pure functions, each naming its source. They advise and never block."""

from cjm_widgets.journey.rules.advice import PAGE_NAMES, Advice, DatedRule, Overruled, PageName, Rule
from cjm_widgets.journey.rules.registry import (
    DATED_RULES,
    DATED_RULES_OF,
    RULES,
    RULES_OF,
    advice,
    advice_and_overruled,
    overruled,
)

__all__ = [
    "DATED_RULES",
    "DATED_RULES_OF",
    "PAGE_NAMES",
    "RULES",
    "RULES_OF",
    "Advice",
    "DatedRule",
    "Overruled",
    "PageName",
    "Rule",
    "advice",
    "advice_and_overruled",
    "overruled",
]
