"""Figures on austerity: what a cut does to the debt ratio, and who holds on to it."""

import json
from functools import partial
from math import inf
from pathlib import Path

from explore import Choice, Dot, Explorer, Line, Predict, Slider, Stage
from models.history.austerity import (
    believed_multipliers,
    critical_multiplier,
    debt_path,
    success_chances,
    years_kept,
)

__all__ = ["debt", "persistence", "results"]

RESULTS = Path(__file__).parents[2] / "results" / "history" / "austerity.json"
YEARS = list(range(11))
RATES = {"interest": 0.03, "growth": 0.02, "revenue_elasticity": 0.5}
CUT, ASSUMED = 0.01, 0.5  # of output; the multiplier of the forecast

LONG = list(range(16))  # years in the second figure
STAKES = {"value": 1.0, "cost": 0.4}
REPUTATIONS = [0, 0.5, 1, 1.5, 2, 3]
POLICIES = {  # true multiplier, first belief, money that the elected get for going on
    "It fails, and looked well at first": (1.25, 0.5, 0.0),
    "It works, and looked badly at first": (0.25, 1.0, 0.0),
    "It fails, and money depends on it": (1.25, 0.5, 0.2),
}

points = partial(Line, decimals=1)
share = partial(Line, percent=True)


def results() -> dict:
    """Read what ``results/history/austerity.py`` computed from the reconstruction."""
    return json.loads(RESULTS.read_text(encoding="utf-8"))


def debt() -> Explorer:
    """Show how far a cut moves the debt ratio, year by year."""
    return Explorer(
        "debt",
        caption=(
            "Below the critical multiplier a cut lowers the debt ratio from the first "
            "year. Above it the ratio rises first, and how long the lost output stays "
            "lost decides what follows."
        ),
        alt=(
            "Line chart. Along the bottom years since the cut, from 0 to 10; upwards "
            "the debt ratio, in points above or below what it would have been "
            "without the cut. A level line at zero, a line for the cut, and a line "
            "for what the forecast with a multiplier of 0.5 had promised."
        ),
        model=debt_lines,
        controls=[
            Slider(
                "multiplier",
                "Multiplier: output lost for each unit cut",
                values=[0, 0.25, 0.5, 0.75, 1, 1.5, 2],
                start=1,
                text="{:.2f}",
                fine=0.05,
            ),
            Slider(
                "debt_ratio",
                "Debt, in years of output",
                values=[0.4, 0.6, 1, 1.4, 1.8],
                start=1,
                text="{:.1f}",
                fine=0.05,
            ),
            Slider(
                "persistence",
                "Share of the loss that is left a year later",
                values=[0, 0.25, 0.5, 0.75, 1],
                start=0.5,
                text="{:.0%}",
                fine=0.05,
            ),
            Slider(
                "year",
                "Years since the cut",
                values=YEARS,
                start=1,
                text="{}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Years since a cut of 1% of output",
            ylabel="Debt ratio against no cut (points)",
            xlim=(0, 10),
            ylim=(-12, 4),
        ),
        marks=[
            points("none", x=YEARS, label="No cut", role="third"),
            points("forecast", x=YEARS, label="As forecast", role="experts"),
            points("cut", x=YEARS, label="With the cut", role="outcome"),
            Dot("cut"),
        ],
        say=(
            "In year {year} the debt ratio differs by {cut} points of output from what "
            "it would have been without the cut; with a multiplier of 0.5 it would "
            "differ by {forecast}. After ten years it differs by {ten}. The critical "
            "multiplier is {critical}."
        ),
        predict=Predict(
            "The debt is one year's output, and each euro cut takes one euro of output "
            "away. A year later, against no cut, the debt ratio is",
            options=["lower", "the same", "higher"],
            at={"multiplier": 1, "debt_ratio": 1, "persistence": 0.5, "year": 1},
            answer="it differs by {cut} points of output",
            keep=["none"],
        ),
    )


def debt_lines(
    multiplier: float, debt_ratio: float, persistence: float
) -> dict[str, list[float] | str]:
    """Return the lines of :func:`debt`, in points; without a cut it stays."""
    rates = RATES | {"debt_ratio": debt_ratio}
    steady = (rates["interest"] - rates["growth"]) / (1 + rates["growth"]) * debt_ratio

    def moved(m: float) -> list[float]:
        path = debt_path(
            consolidation=CUT,
            multiplier=m,
            persistence=persistence,
            primary_balance=steady,
            n_years=len(YEARS) - 1,
            **rates,
        )
        return list(100 * (path - debt_ratio))

    cut = moved(multiplier)
    return {
        "none": [0.0] * len(YEARS),
        "forecast": moved(ASSUMED),
        "cut": cut,
        "ten": f"{cut[10]:.1f}",
        "critical": f"{critical_multiplier(**rates):.2f}",
    }


def persistence() -> Explorer:
    """Show how long two deciders hold on to a policy while all learn alike."""
    return Explorer(
        "persistence",
        caption=(
            "All learn alike. Whoever gains more from being proved right holds on "
            "longer, elected or not; so does whoever is paid to. That keeps some "
            "policies that fail, and some that work."
        ),
        alt=(
            "Line chart. Along the bottom years, from 0 to 15; upwards chances from 0 "
            "to 100 per cent. One curve, the chance that the policy still succeeds, "
            "as all see it. Three level lines, the chances below which the public, "
            "the elected government and the insulated body would drop the policy."
        ),
        model=persistence_lines,
        controls=[
            Choice(
                "policy",
                "The policy",
                values=[*POLICIES],
                start="It fails, and looked well at first",
            ),
            Slider(
                "office",
                "What the elected government's name gains from success",
                values=REPUTATIONS,
                start=1,
                text="{:.1f}",
                fine=0.1,
            ),
            Slider(
                "doctrine",
                "What the insulated body's name gains from success",
                values=REPUTATIONS,
                start=1,
                text="{:.1f}",
                fine=0.1,
            ),
            Slider("year", "Year", values=LONG, start=0, text="{}", along=True),
        ],
        stage=Stage(
            xlabel="Year of the policy",
            ylabel="Chance of success",
            xlim=(0, 15),
            ypercent=True,
        ),
        marks=[
            share("public", x=LONG, label="Public drops it below", role="third"),
            share("elected", x=LONG, label="Elected below", role="citizens"),
            share("insulated", x=LONG, label="Insulated below", role="experts"),
            share("chance", x=LONG, label="Chance of success", role="outcome"),
            Dot("chance"),
        ],
        say=(
            "In year {year} the policy has a chance of {chance}. The public would drop "
            "it {public_drops}, the elected government {elected_drops}, the insulated "
            "body {insulated_drops}."
        ),
    )


def persistence_lines(
    policy: str, office: float, doctrine: float
) -> dict[str, list[float] | str]:
    """Return the lines of :func:`persistence`, and when each would drop the policy."""
    multiplier, first, money = POLICIES[policy]
    beliefs = believed_multipliers(
        LONG[-1], multiplier=multiplier, first_belief=first, learning_rate=0.25
    )
    critical = critical_multiplier(debt_ratio=1, revenue_elasticity=0.5)
    chance = success_chances(beliefs, critical=critical, doubt=0.5)
    who = {"public": (0, 0), "elected": (office, money), "insulated": (doctrine, 0)}
    lines = {"chance": list(chance)}
    for name, (reputation, funding) in who.items():
        bar = (STAKES["cost"] - funding) / (STAKES["value"] + reputation)
        lines[name] = [bar] * len(LONG)
        kept = years_kept(chance, reputation=reputation, funding=funding, **STAKES)
        lines[f"{name}_drops"] = in_words(kept)
    return lines


def in_words(years: float) -> str:
    """Return when a policy is dropped, as the sentence under the figure says it."""
    if years == inf:
        return "not within fifteen years"
    return f"in year {years}" if years else "at once"
