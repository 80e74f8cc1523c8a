"""Figures for planning: honest errors, padded requests, three measured economies."""

import json
from functools import cache
from pathlib import Path

import numpy as np

from explore import Bars, Choice, Dot, Explorer, Line, Predict, Slider, Stage
from models.history.planning import CarriedOut, carry_out, expected_imbalance

__all__ = ["factories", "honest_errors", "measured", "padded_requests", "tables"]

RESULTS = Path(__file__).parents[2] / "results" / "history" / "planning.json"
GOODS = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]
INPUTS = 0.5  # of each unit made; 0.44 and 0.48 in the measured economies
LINES = {
    "worst": ("Shortest good: how much is missing", "fourth"),
    "typical": ("One good: usual miss", "outcome"),
    "total": ("All goods together: usual miss", "third"),
}
TOGETHER = {"made apart": 0, "a tenth in common": 0.1}


@cache
def tables() -> dict:
    """Return what ``results/history/planning.py`` computed, by table."""
    return json.loads(RESULTS.read_text(encoding="utf-8"))["tables"]


def lines_over(x: list[float]) -> list[Line]:
    """Return the three lines that both figures of errors show."""
    return [
        Line(name, x=x, label=label, role=role, percent=True, decimals=2)
        for name, (label, role) in LINES.items()
    ]


# --- honest errors --------------------------------------------------------------------


def honest_errors() -> Explorer:
    """Show how a plan from honest, noisy reports misses as more goods are counted."""
    return Explorer(
        "honest-errors",
        caption=(
            "The more goods are counted, the better the total comes out, as long as "
            "errors are made apart, and the worse off is the good that happens to be "
            "shortest. Errors in common do not cancel in the total, however many "
            "goods are counted."
        ),
        alt=(
            "Line chart. Along the bottom the number of goods in the plan, from 20 to "
            "100,000 on a logarithmic scale; upwards how far the plan misses, as "
            "part of output. One line, for all goods together, is level or falls; "
            "one, for a single good, is level; one, for the good that is shortest, "
            "rises."
        ),
        model=misses_by_size,
        controls=[
            Slider(
                "noise",
                "Usual error of one report",
                values=[0.02, 0.05, 0.1, 0.2, 0.3],
                start=0.1,
                text="{:.0%}",
            ),
            Slider(
                "shared",
                "Part of the error that all reports have in common",
                values=[0, 0.02, 0.1, 0.3, 0.5],
                start=0,
                text="{:.0%}",
            ),
            Slider(
                "n_suppliers",
                "Goods that each good is made from",
                values=[2, 5, 20],
                start=5,
            ),
            Slider(
                "n_goods",
                "Goods in the plan",
                values=GOODS,
                start=100,
                text="{:,}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Goods in the plan",
            ylabel="Miss, part of output",
            xlim=(20, 100_000),
            ylim=(0, 0.4),
            xscale="log",
            ypercent=True,
        ),
        marks=[*lines_over(GOODS), Dot("worst")],
        say=(
            "With {n_goods} goods the plan as a whole is usually off by {total}, one "
            "good by {typical}; of the shortest good {worst} is missing."
        ),
        predict=Predict(
            "All reports are honest and usually 10% off. In a plan for 100 goods about "
            "5% is missing of the good that comes out shortest. How much is missing in "
            "a plan for 10,000 goods?",
            options=["about 0.05%", "about 0.5%", "about 5%", "about 8%"],
            at={"noise": 0.1, "shared": 0, "n_suppliers": 5, "n_goods": 10_000},
            answer=(
                "{worst} of the shortest, while the plan as a whole is off by {total}"
            ),
            keep=["typical"],
        ),
    )


def misses_by_size(
    noise: float, shared: float, n_suppliers: int
) -> dict[str, list[float]]:
    """Return the lines of :func:`honest_errors`."""
    dials = {"inputs": INPUTS, "noise": noise, "shared": shared}
    found = [expected_imbalance(n, n_suppliers=n_suppliers, **dials) for n in GOODS]
    return {name: [getattr(miss, name) for miss in found] for name in LINES}


# --- padded requests ------------------------------------------------------------------


def padded_requests() -> Explorer:
    """Let some factories ask for too much, and the planner cut every request."""
    categories = ["honest", "padding", "homes", "per hour"]
    return Explorer(
        "padded-requests",
        caption=(
            "Without a cut, padding wastes work on idle stocks. A cut that just undoes "
            "it wastes none and starves the factories that told the truth; the more of "
            "them pad alike, the less the homes lose by it."
        ),
        alt=(
            "Bar chart with four groups: what honest factories make, as part of their "
            "plan; what padding factories make; what homes get, as part of what they "
            "want; and what they get per hour worked, as part of what true reports "
            "would give. In each group one bar for the plan as carried out and one for "
            "true reports without a cut, which is 100 per cent."
        ),
        model=who_gets_what,
        controls=[
            Slider(
                "padding",
                "Padding factories ask for more than they need by",
                values=[0, 0.1, 0.25, 0.5],
                start=0.25,
                text="{:.0%}",
            ),
            Slider(
                "honest",
                "Honest factories, part of all",
                values=[0.1, 0.3, 0.5, 0.7, 0.9],
                start=0.5,
                text="{:.0%}",
            ),
            Slider(
                "cut",
                "The planner cuts every request by",
                values=[0, 1 / 11, 1 / 5, 1 / 3],
                start=0,
                text="{:.0%}",
            ),
        ],
        stage=Stage(
            xlabel="Factories; homes; homes per hour of work",
            ylabel="Part of plan or want",
            ylim=(0, 1.05),
            ypercent=True,
        ),
        marks=[
            Bars(name, categories=categories, label=label, role=role, percent=True)
            for name, label, role in [
                ("now", "This plan", "third"),
                ("true", "True reports, no cut", "outcome"),
            ]
        ],
        say=(
            "Honest factories make {now[0]} of their plan, padding ones {now[1]}. "
            "Homes get {now[2]} of what they want, and per hour worked {now[3]} of "
            "what true reports would give. Idle stocks are worth {idle} of what homes "
            "want."
        ),
    )


def factories(padding: float, honest: float, cut: float) -> CarriedOut:
    """Return a plan for two goods: made by honest, and by padding factories.

    Every factory, of either kind, uses the two goods in the proportions in which they
    are wanted.
    """
    shares = np.array([honest, 1 - honest])
    needs = INPUTS * np.outer(shares, [1, 1])
    return carry_out(needs, shares, padding=[0, padding], cut=cut)


def who_gets_what(padding: float, honest: float, cut: float) -> dict:
    """Return the bars of :func:`padded_requests`; every unit made takes one hour."""
    plan = factories(padding, honest, cut)
    home, hours = plan.delivered.sum(), (plan.reached * plan.planned).sum()
    now = [*plan.reached, home, home / hours / (1 - INPUTS)]
    return {"now": now, "true": [1, 1, 1, 1], "idle": f"{plan.idle.sum():.0%}"}


# --- measured economies ---------------------------------------------------------------


def measured() -> Explorer:
    """Show the same three misses for tables that statistical offices measured."""
    noise = [row["noise"] for row in tables()["United States, 15"]["noise"]]
    noise = sorted(set(noise))
    return Explorer(
        "measured",
        caption=(
            "One economy, measured twice: in 71 sectors instead of 15 its total comes "
            "out better and its shortest sector worse. Australia, in 114, has the "
            "widest gap between the two."
        ),
        alt=(
            "Line chart. Along the bottom the usual error of one report, from 5 to 20 "
            "per cent; upwards how far the plan misses, as part of output. Three "
            "rising lines: lowest all sectors together, then one sector, and far above "
            "them what is missing in the shortest sector."
        ),
        model=lambda table, errors: misses_measured(table, errors, noise),
        controls=[
            Choice("table", "Table", values=list(tables()), start="United States, 15"),
            Choice("errors", "Errors are", values=list(TOGETHER), start="made apart"),
            Slider(
                "noise",
                "Usual error of one report",
                values=noise,
                start=0.1,
                text="{:.0%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Usual error of one report",
            ylabel="Miss, part of output",
            xlim=(0.05, 0.2),
            ylim=(0, 0.4),
            xpercent=True,
            ypercent=True,
        ),
        marks=[*lines_over(noise), Dot("worst")],
        say=(
            "{table} sectors, reports off by {noise}: the whole is usually off by "
            "{total}, one sector by {typical}; in the shortest, {worst} is missing."
        ),
    )


def misses_measured(
    table: str, errors: str, noise: list[float]
) -> dict[str, list[float]]:
    """Return the lines of :func:`measured`."""
    rows = {(row["noise"], row["shared"]): row for row in tables()[table]["noise"]}
    return {name: [rows[s, TOGETHER[errors]][name] for s in noise] for name in LINES}
