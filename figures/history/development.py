"""Figures for targeting: two ways to draw up a list, and who fills the purse."""

from functools import cache, partial

from explore import Dot, Explorer, Line, Slider, Stage
from models.history.development import aim, benefit, budget, reached, voted_tax

__all__ = ["lists", "purse"]

KNOWLEDGE = [0.3, 0.5, 0.7, 0.9, 1.0]  # one range for the formula and the village
CAPTURED = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]  # likewise
ALONG = [step / 20 for step in range(11)]
TARGETED = [step / 20 for step in range(21)]
POOR = 0.2  # two of ten districts' worth of people

share = partial(Line, percent=True, decimals=1)


def lists() -> Explorer:
    """Set a formula from the capital beside a list drawn up in the village."""
    return Explorer(
        "lists",
        caption=(
            "A fifth of the people are poor. Whoever follows need more closely reaches "
            "more of them, and loses the lead when enough places go to friends. How "
            "much capture the better list can bear depends on how much better it is."
        ),
        alt=(
            "Line chart. Along the bottom the share of the village's places that go "
            "to friends, from 0 to 50%; upwards the share of the poor who get the "
            "benefit. The village's line falls from left to right. The formula's "
            "line is level, since its own capture is set by a slider."
        ),
        model=two_lists,
        controls=[
            Slider(
                "central",
                "Formula: correlation with need",
                values=KNOWLEDGE,
                start=0.7,
                text="{:.1f}",
                fine=0.01,
            ),
            Slider(
                "local",
                "Village: correlation with need",
                values=KNOWLEDGE,
                start=0.9,
                text="{:.1f}",
                fine=0.01,
            ),
            Slider(
                "central_captured",
                "Formula: places that go to friends",
                values=CAPTURED,
                start=0.0,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider(
                "captured",
                "Village: places that go to friends",
                values=ALONG,
                start=0.2,
                text="{:.0%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Places in the village that go to friends",
            ylabel="Poor people reached",
            xlim=(0, 0.5),
            xpercent=True,
            ypercent=True,
        ),
        marks=[
            share("village", x=ALONG, label="List of the village", role="citizens"),
            share("formula", x=ALONG, label="Formula", role="experts"),
            Dot("village"),
        ],
        say=(
            "The formula reaches {formula} of the poor. The village, with {captured} "
            "of its places for friends, reaches {village}."
        ),
    )


@cache
def found(correlation: float, captured: float) -> float:
    """Return the share of the poor whom one list reaches."""
    return reached(poor_share=POOR, correlation=correlation, captured=captured)


def two_lists(
    central: float, local: float, central_captured: float
) -> dict[str, list[float]]:
    """Return the lines of :func:`lists`."""
    return {
        "village": [found(local, captured) for captured in ALONG],
        "formula": [found(central, central_captured)] * len(ALONG),
    }


def purse() -> Explorer:
    """Aim a benefit at the poor, with a given budget and with a voted one."""
    return Explorer(
        "purse",
        caption=(
            "With a budget that is given, every crown that is aimed at the poor helps "
            "them. With a budget that a voter just above the poor decides, sharper aim "
            "soon costs them more than it brings, and in the end everything."
        ),
        alt=(
            "Line chart. Along the bottom the share of the budget that goes through "
            "the list, from 0 to 100%; upwards mean incomes a head. A line for a poor "
            "person's benefit from a given budget climbs or stays level. A line for "
            "the benefit from a voted budget starts at the same point and ends "
            "lower, often at zero, as does a third line for the voted budget."
        ),
        model=two_purses,
        controls=[
            Slider(
                "voter_income",
                "Income of the deciding voter (mean: 1)",
                values=[0.6, 0.7, 0.8, 0.9],
                start=0.7,
                text="{:.1f}",
                fine=0.01,
            ),
            Slider(
                "poor_share",
                "Share of people who are poor",
                values=[0.2, 0.3, 0.4],
                start=0.3,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider(
                "correlation",
                "The list's correlation with need",
                values=[0.0, 0.5, 0.7, 0.9, 1.0],
                start=1.0,
                text="{:.1f}",
                fine=0.01,
            ),
            Slider(
                "targeted",
                "Budget that goes through the list",
                values=TARGETED,
                start=0.0,
                text="{:.0%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Budget that goes through the list",
            ylabel="Mean incomes a head",
            xlim=(0, 1),
            ylim=(0, 1.6),
            xpercent=True,
        ),
        marks=[
            Line(
                "promised",
                x=TARGETED,
                label="Poor person's benefit, budget given",
                role="third",
                decimals=3,
            ),
            Line(
                "voted",
                x=TARGETED,
                label="Poor person's benefit, budget voted",
                role="fourth",
                decimals=3,
            ),
            Line("purse", x=TARGETED, label="Voted budget", role="outcome", decimals=3),
            Dot("promised"),
            Dot("voted"),
        ],
        say=(
            "With {targeted} of the money through the list, a poor person gets "
            "{promised} mean incomes if the budget is given, and {voted} if the voter "
            "decides: she grants {purse} a head."
        ),
    )


def two_purses(
    voter_income: float, poor_share: float, correlation: float
) -> dict[str, list[float]]:
    """Return the lines of :func:`purse`."""
    hit = reached(poor_share=poor_share, correlation=correlation, captured=0)
    aims = [
        aim(targeted=t, poor_share=poor_share, reached=max(hit, poor_share))
        for t in TARGETED
    ]
    given = voted_tax(0, voter_income=voter_income)
    taxes = [voted_tax(x, voter_income=voter_income) for x in aims]
    return {
        "promised": [benefit(x, poor_share=poor_share, tax=given) for x in aims],
        "voted": [
            benefit(x, poor_share=poor_share, tax=tax)
            for x, tax in zip(aims, taxes, strict=True)
        ],
        "purse": [budget(tax) for tax in taxes],
    }
