"""Figures for housing: a street of ten households, and a city that draws people."""

from functools import cache, partial

import numpy as np

from explore import Bars, Choice, Cross, Explorer, Phase, Predict, Slice, Slider, Stage
from models.city import read_city
from models.power.housing import Market, house

__all__ = ["crowding", "street"]

BUILT = {
    "nothing": None,
    "a modest one": 0.025,
    "a middling one": 0.225,
    "the best in town": 0.5,
}
TEARS = ["none", "the worst"]
RICH = 70.0  # a newcomer's income, above all ten
STREET = [step * 0.05 for step in range(1, 10)]  # nine dwellings for ten households

RATES = [step / 4 for step in range(9)]  # 0 to 2 for each new dwelling, either way
CITY_INCOMES = np.linspace(10, 62, 90)
CITY_DWELLINGS = np.linspace(0.05, 0.45, 81)
N_BUILT = 8
TIE = 0.02  # thousand crowns a year: a change smaller than that is none


def street() -> Explorer:
    """Build on a street, and see who gains."""
    households = [f"{d.income}" for d in read_city().districts]
    return Explorer(
        "street",
        caption=(
            "What a new dwelling does to the ten depends less on how fine it is than "
            "on how many people come with it, and how many dwellings go."
        ),
        alt=(
            "Bar chart of ten households, named for their incomes, from the poorest "
            "on the left to the richest. For each, one bar for what it gained by "
            "living in the city before, and one for what it gains after the change. "
            "The bars rise from zero to about sixteen thousand crowns a year."
        ),
        model=built_on,
        controls=[
            Choice("build", "Somebody builds", values=[*BUILT], start="nothing"),
            Slider(
                "newcomers",
                "Rich newcomers to the city",
                values=[0, 1, 2],
                start=0,
                fine=1,
            ),
            Choice("torn_down", "Torn down", values=TEARS, start="none"),
        ],
        stage=Stage(
            xlabel="Households, by income in thousand crowns a year",
            ylabel="Gain, thousand crowns a year",
            ylim=(0, 22),
        ),
        marks=[
            Bars(
                "before", categories=households, label="Before", role="outcome",
                decimals=2,
            ),
            Bars(
                "after", categories=households, label="After", role="third", decimals=2
            ),
        ],
        say=(
            "Built: {build}; newcomers: {newcomers}; torn down: {torn_down}. The "
            "cheapest rent is {cheapest} instead of {cheapest_before} thousand crowns. "
            "Of the ten, {outside}, {winners} better off, {losers} worse off."
        ),
        predict=Predict(
            "The best dwelling in town is added. What happens to the cheapest rent?",
            options=["it rises", "it stays", "it falls"],
            at={"build": "the best in town", "newcomers": 0, "torn_down": "none"},
            answer="{cheapest} thousand crowns instead of {cheapest_before}",
            keep=["before"],
        ),
    )  # fmt: skip


def built_on(build: str, newcomers: int, torn_down: str) -> dict:
    """Return the bars of :func:`street`."""
    incomes = [d.income for d in read_city().districts]
    dwellings = STREET[1:] if torn_down == "the worst" else STREET
    new = BUILT[build]
    before = house(incomes, STREET)
    after = house(
        incomes + [RICH] * newcomers, dwellings + ([new] if new is not None else [])
    )
    change = after.gains[:10] - before.gains
    return {
        "before": before.gains,
        "after": after.gains[:10],
        "cheapest": f"{after.cheapest_rent:.2f}",
        "cheapest_before": f"{before.cheapest_rent:.2f}",
        "outside": living_outside(min(10, after.n_outside)),
        "winners": are(int((change > 1e-9).sum())),
        "losers": are(int((change < -1e-9).sum())),
    }


def living_outside(number: int) -> str:
    """Say how many of the ten live outside."""
    return f"{number or 'none'} {'lives' if number == 1 else 'live'} outside the city"


def are(number: int) -> str:
    """Say how many there are."""
    return f"{number or 'none'} {'is' if number == 1 else 'are'}"


def crowding() -> Explorer:
    """Show what must come with new dwellings for the poorer third to lose."""
    share = partial(Slice, x=RATES, y=RATES, decimals=2)
    return Explorer(
        "crowding",
        caption=(
            "New dwellings harm the poorer third only if more people are drawn in, or "
            "more dwellings torn down, than are built. Who is drawn in matters as "
            "much as how many."
        ),
        alt=(
            "Phase diagram. To the right: newcomers for each new dwelling, from 0 to "
            "2; upwards: dwellings torn down for each new one, from 0 to 2. Near the "
            "lower left corner the poorer third gains, towards the upper right it "
            "loses; the border runs from side to side. Below the diagram, lines "
            "along the row of the cross for the poorer, middle and richer third."
        ),
        model=drawn_in,
        controls=[
            Slider(
                "newcomer_income",
                "Income of the newcomers",
                values=[20, 35, 50, 65, 80],
                start=50,
                fine=1,
            ),
            Choice(
                "build",
                "What is built",
                values=["modest", "best"],
                start="best",
            ),
            Slider(
                "newcomers",
                "Newcomers for each new dwelling",
                values=RATES,
                start=1.0,
                text="{:.2f}",
                along="x",
            ),
            Slider(
                "torn_down",
                "Torn down for each new dwelling",
                values=RATES,
                start=0.0,
                text="{:.2f}",
                along="y",
            ),
        ],
        stage=Stage(
            xlabel="Newcomers for each new dwelling",
            ylabel="Torn down for each",
            below=Stage(ylabel="Change in gain", ylim=(-4, 4)),
        ),
        marks=[
            Phase(
                "effect",
                x=RATES,
                y=RATES,
                label="The poorer third",
                categories={
                    "loses": "third",
                    "is as before": "tie",
                    "gains": "fourth",
                },
            ),
            share("poor", label="Poorer third", role="citizens"),
            share("middle", label="Middle third", role="outcome"),
            share("rich", label="Richer third", role="experts"),
            Cross("effect"),
        ],
        say=(
            "With {newcomers} newcomers and {torn_down} dwellings torn down for each "
            "new one, the poorer third {effect}: its mean gain changes by {poor} "
            "thousand crowns a year, that of the middle third by {middle} and that of "
            "the richer third by {rich}."
        ),
    )


@cache
def settled() -> Market:
    """Return the city before anything is built."""
    return house(CITY_INCOMES, CITY_DWELLINGS)


def drawn_in(newcomer_income: float, build: str) -> dict[str, np.ndarray]:
    """Return the diagram of :func:`crowding` and its lines."""
    thirds = {"poor": slice(0, 30), "middle": slice(30, 60), "rich": slice(60, 90)}
    quality = {"modest": 0.05, "best": 0.46}[build]
    new = quality + np.arange(N_BUILT) * 1e-3
    changes = {name: np.zeros((len(RATES), len(RATES))) for name in thirds}
    for row, torn in enumerate(RATES):
        dwellings = np.concatenate((CITY_DWELLINGS[round(torn * N_BUILT) :], new))
        for column, drawn in enumerate(RATES):
            comers = newcomer_income + np.arange(round(drawn * N_BUILT)) * 1e-6
            after = house(np.concatenate((CITY_INCOMES, comers)), dwellings)
            own = np.searchsorted(after.incomes, CITY_INCOMES)
            change = after.gains[own] - settled().gains
            for name, third in thirds.items():
                changes[name][row, column] = change[third].mean()
    effect = np.where(
        np.abs(changes["poor"]) < TIE, 1, np.where(changes["poor"] < 0, 0, 2)
    )
    return changes | {"effect": effect}
