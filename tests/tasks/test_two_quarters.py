"""Last quarter's file and this quarter's, by the command: what changed, its ends those of statsmodels and scipy."""

from __future__ import annotations

import json
from math import sqrt
from typing import TYPE_CHECKING, Any

import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.satisfaction import PAGE
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from pathlib import Path

STEPS = ("Booking", "Waiting", "Seeing", "Leaving")
N = (410, 380)
SHARES = ((40, 42), (36, 24), (12, 14), (30, 22))
MORE_OF_FIVE = ((0, 5), (9, 1), (2, 2), (6, 3))
"""Of 30 answers at each step, as many more are 5 in the first quarter and in the second; the rest go round."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Store(tmp_path / "journeys").create(Journey(id="trip"))
    return tmp_path


def cjm(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def attach(folder: Path, text: str, when: str, *options: str) -> None:
    file = folder / f"{when}.csv"
    file.write_text(text, encoding="utf-8")
    cjm("attach", "trip", str(file), "--name", f"Ward, {shown(when)}", "--date", when, "--make-steps", *options)


def changes() -> dict[str, dict[str, Any]]:
    (before, now) = json.loads(cjm("feedback", "trip", "--json"))["surveys"]
    assert before["changes"] == []
    return {one["step"]: one for one in now["changes"]}


def test_shares_change_by_newcombe_and_are_called_by_holm_over_all_steps(here: Path) -> None:
    for at, when in enumerate(("2026-05", "2026-08")):
        rows = (f"{step},{its[at]}%,{N[at]}" for step, its in zip(STEPS, SHARES, strict=True))
        attach(here, "\n".join(("Step,Negative,n", *rows)), when, "--scale", "negative-share", "--n", "n")
    found, chances = changes(), []
    for step, (was, now) in zip(STEPS, SHARES, strict=True):
        counts = (was * N[0] / 100, N[0], now * N[1] / 100, N[1])  # the lower is the better
        low, high = confint_proportions_2indep(*counts, method="newcomb")
        one = found[step.lower()]
        assert (one["before"], one["now"], one["value"]) == pytest.approx((was, now, was - now), abs=1e-9)
        assert (one["low"], one["high"]) == pytest.approx((100 * low, 100 * high), abs=1e-9)
        alphas = [at / 2000 for at in range(1, 2000)]
        chances.append(
            next(
                alpha
                for alpha in alphas
                if (ends := confint_proportions_2indep(*counts, method="newcomb", alpha=alpha))
                and not ends[0] <= 0 <= ends[1]
            )
        )
    assert [found[step.lower()]["called"] for step in STEPS] == list(multipletests(chances, method="holm")[0])
    assert [found[step.lower()]["called"] for step in STEPS] == [False, True, False, True]
    told = cjm("feedback", "trip")
    better = "“Waiting” is better than in “Ward, May 2026” by more than chance. Negative answers, %: 36 % then (n = "
    assert better in told
    assert "12 percentage points apart, 6 to 18 (95 %)." in told
    assert "Not enough to say what has changed since “Ward, May 2026” at “" in told
    on_page = PAGE.view(Store(here / "journeys").open("trip"))["surveys"][1]["said"]
    assert [one["say"] for one in on_page if one["say"] in told] == [one["say"] for one in on_page]
    assert {"changed", "same", "since"} <= {one["about"] for one in on_page}


def test_averages_change_by_their_own_intervals(here: Path) -> None:
    """Each average has Student's t with a fifth of one more answer at each point; then the method of Zou and Donner."""
    given: list[dict[str, list[int]]] = []
    for at, when in enumerate(("2026-05", "2026-08")):
        extra = {step: more[at] for step, more in zip(STEPS, MORE_OF_FIVE, strict=True)}
        given.append({s: [5 if row < extra[s] else 1 + (row * 3 + at) % 5 for row in range(30)] for s in STEPS})
        rows = zip(*given[at].values(), strict=True)
        text = "\n".join((",".join(STEPS), *(",".join(map(str, row)) for row in rows)))
        attach(here, text, when, "--scale", "five-points", *(["--other-people"] if at else []))
    found = changes()
    for step in STEPS:
        (was, *its), (now, *ours) = (ends(each[step]) for each in given)
        below = sqrt((now - ours[0]) ** 2 + (its[1] - was) ** 2)
        above = sqrt((ours[1] - now) ** 2 + (was - its[0]) ** 2)
        one = found[step.lower()]
        expected = (now - was, now - was - below, now - was + above)
        assert (one["value"], one["low"], one["high"]) == pytest.approx(expected, abs=1e-9)


def ends(answers: list[int]) -> tuple[float, float, float]:
    """An average with its interval, by scipy."""
    weights = [answers.count(point) + 0.2 for point in range(1, 6)]
    n = sum(weights)
    middle = sum(point * weight for point, weight in enumerate(weights, 1)) / n
    spread = sqrt(sum(weight * (point - middle) ** 2 for point, weight in enumerate(weights, 1)) / (n - 1))
    reach = float(stats.t.ppf(0.975, n - 1)) * spread / sqrt(n)
    average = sum(answers) / len(answers)
    return average, min(average, middle - reach), max(average, middle + reach)
