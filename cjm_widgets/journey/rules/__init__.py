"""What the method says of a journey: rules as pure functions, each naming its source. They advise and never block."""

from cjm_widgets.journey.rules.advice import PAGES, Advice, PageName, Rule
from cjm_widgets.journey.rules.registry import RULES, advice

__all__ = ["PAGES", "RULES", "Advice", "PageName", "Rule", "advice"]
