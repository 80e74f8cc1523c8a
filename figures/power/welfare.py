"""Figures for welfare: four rankings, one dial, the worth of later, many projects."""

from functools import partial

import numpy as np

from explore import Choice, Dot, Explorer, Line, Predict, Slider, Stage, Table
from models.power.welfare import (
    POLICIES,
    city_gains,
    city_incomes,
    equal_equivalent,
    places,
    present_value,
    ramsey_rate,
    share_of_losers,
)

__all__ = ["later", "many_projects", "rankings", "worth"]

PLACES = ["none", "first", "2nd", "3rd", "4th", "5th"]  # the word of each place
NUMBERS = ["none", "one", "two", "three", "four"]
DIAL = [0, 0.5, 1, 1.5, 2, 3, 4, 5]
AVERSIONS = [k / 4 for k in range(21)]
YEARS = [*range(0, 201, 10)]
PROJECTS = [1, 2, 5, *range(10, 201, 10)]
PRICES = {"its owner's wage": True, "the city's mean wage": False}

line = partial(Line, decimals=1)
price = Choice("price", "An hour counts", values=[*PRICES], start=next(iter(PRICES)))


def rankings() -> Explorer:
    """Show the places of five policies under four yardsticks."""
    return Explorer(
        "rankings",
        caption=(
            "Five ways to spend the same budget, four ways to add up what they do for "
            "residents. The columns for utility and for Atkinson agree whenever their "
            "dials do, and at 0 both agree with the sum of money."
        ),
        alt=(
            "Table. A row for each of five policies: a tunnel to the west, trams for "
            "all, clinics in the east, a school in Quay, and the money given back. "
            "Four columns that change say which place each policy takes by the sum of "
            "money, by the sum of utilities, by Atkinson's measure, and by leximin."
        ),
        model=four_ways,
        controls=[
            Slider(
                "curvature",
                "How fast the use of money fades (utility)",
                values=DIAL,
                start=1,
                fine=0.25,
            ),
            Slider(
                "aversion",
                "Aversion to inequality (Atkinson)",
                values=DIAL,
                start=2,
                fine=0.25,
            ),
            price,
        ],
        marks=[
            Table(
                "places",
                columns={"Policy": [*POLICIES]},
                live=["Money", "Utility", "Atkinson", "Leximin"],
                words=PLACES,
            )
        ],
        say=(
            "First by money: {money}. First by utility: {utility}. First by Atkinson: "
            "{atkinson}. First by leximin: {leximin}. Different winners: {winners}."
        ),
        predict=Predict(
            "Four yardsticks look at the same five policies. How many different "
            "policies come first?",
            options=["one", "two", "three", "four"],
            at={"curvature": 1, "aversion": 2},
            answer=(
                "{winners}: {money} by money, {utility} by utility, {atkinson} by "
                "Atkinson's measure, {leximin} by leximin"
            ),
        ),
    )


def four_ways(curvature: float, aversion: float, price: str) -> dict[str, object]:
    """Return the places of :func:`rankings`, and who comes first."""
    gains = city_gains(own_price=PRICES[price]) / 1000
    found = places(city_incomes(), gains, curvature=curvature, aversion=aversion)
    columns = {
        n: getattr(found, n) for n in ("money", "utility", "atkinson", "leximin")
    }
    first = {name: [*POLICIES][row.argmin()] for name, row in columns.items()}
    table = np.transpose([*columns.values()])
    return {"places": table, "winners": NUMBERS[len({*first.values()})], **first}


def worth() -> Explorer:
    """Show what each policy is worth as aversion to inequality grows."""
    names = ["tunnel", "trams", "clinics", "school", "back"]
    roles = ["experts", "citizens", "third", "fourth", "outcome"]
    return Explorer(
        "worth",
        caption=(
            "One dial, and at the start price of an hour four winners one after the "
            "other. At the left end it adds up money; far to the right it looks at the "
            "poorest."
        ),
        alt=(
            "Line chart. Along the bottom aversion to inequality from 0 to 5, upwards "
            "the worth of a policy in crowns a head. With an hour at its owner's wage "
            "the tunnel starts highest and falls below zero, trams fall gently, "
            "clinics rise and level off, the school in Quay rises from near zero to "
            "the top, and the money back rises a little and stays between."
        ),
        model=worths,
        controls=[
            Slider(
                "aversion",
                "Aversion to inequality",
                values=AVERSIONS,
                start=0,
                along=True,
            ),
            price,
        ],
        stage=Stage(
            xlabel="Aversion to inequality",
            ylabel="Worth, crowns a head",
            xlim=(0, 5),
            ylim=(-20, 50),
        ),
        marks=[
            *(
                line(name, x=AVERSIONS, label=label, role=role)
                for name, label, role in zip(names, POLICIES, roles, strict=True)
            ),
            Dot("clinics"),
        ],
        say=(
            "At an aversion of {aversion} the tunnel is worth {tunnel} crowns a head, "
            "trams {trams}, clinics {clinics}, the school {school}, the money back "
            "{back}."
        ),
    )


def worths(price: str) -> dict[str, list[float]]:
    """Return the lines of :func:`worth`: the rise of the equal equivalent."""
    y, gains = city_incomes(), city_gains(own_price=PRICES[price]) / 1000
    names = ["tunnel", "trams", "clinics", "school", "back"]
    return {
        name: [
            1000
            * (equal_equivalent(y + row, aversion=a) - equal_equivalent(y, aversion=a))
            for a in AVERSIONS
        ]
        for name, row in zip(names, gains, strict=True)
    }


def later() -> Explorer:
    """Show what 100 in later years is worth now, by three discount rates."""
    return Explorer(
        "later",
        caption=(
            "The same harm, a century off: Stern's rate keeps a quarter of it, "
            "Nordhaus's less than a two-hundredth. Where incomes grow, more curvature "
            "means a higher rate: the later are the richer."
        ),
        alt=(
            "Line chart. Along the bottom years from now, 0 to 200; upwards what a "
            "harm of 100 is worth now. Three falling lines: Stern's rate slowly, "
            "Nordhaus's rate fast, and the line of your own dials."
        ),
        model=three_rates,
        controls=[
            Slider(
                "impatience",
                "Impatience, per cent a year",
                values=[0, 0.1, 0.5, 1, 1.5, 2],
                start=0.1,
                fine=0.1,
            ),
            Slider(
                "curvature",
                "How fast the use of money fades",
                values=[0, 0.5, 1, 1.5, 2, 3],
                start=2,
                fine=0.25,
            ),
            Slider(
                "growth",
                "Growth of incomes, per cent a year",
                values=[0, 1, 1.3, 2, 3],
                start=1.3,
                fine=0.1,
            ),
            Slider("years", "Years from now", values=YEARS, start=100, along=True),
        ],
        stage=Stage(
            xlabel="Years from now",
            ylabel="Worth now of a harm of 100",
            xlim=(0, 200),
            ylim=(0, 100),
        ),
        marks=[
            line("stern", x=YEARS, label="Stern, 1.4%", role="citizens"),
            line("nordhaus", x=YEARS, label="Nordhaus, 5.5%", role="experts"),
            line("yours", x=YEARS, label="Your dials", role="third"),
            Dot("yours"),
        ],
        say=(
            "Your rate is {rate}% a year. A harm of 100 in {years} years is worth "
            "{yours} now at your rate, {stern} at Stern's and {nordhaus} at "
            "Nordhaus's."
        ),
    )


def three_rates(impatience: float, curvature: float, growth: float) -> dict:
    """Return the lines of :func:`later`."""
    yours = ramsey_rate(
        impatience=impatience / 100, curvature=curvature, growth=growth / 100
    )
    rates = {"stern": 0.014, "nordhaus": 0.055, "yours": yours}
    lines = {
        name: [present_value(100, rate=rate, years=t) for t in YEARS]
        for name, rate in rates.items()
    }
    return lines | {"rate": f"{100 * yours:.1f}"}


def many_projects() -> Explorer:
    """Show how many people still lose after many projects that pay on average."""
    return Explorer(
        "many-projects",
        caption=(
            "If luck is drawn afresh each time, a rule that adds up money leaves fewer "
            "and fewer losers. If the same people lose each time, it does not."
        ),
        alt=(
            "Line chart. Along the bottom the number of projects, 1 to 200; upwards "
            "the share of people who have lost, all projects together. A line for "
            "luck drawn afresh falls towards nothing; a line for the persistence you "
            "set lies on it or above and levels off."
        ),
        model=who_loses,
        controls=[
            Slider(
                "persistence",
                "Persistence of luck",
                values=[0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1],
                start=0.05,
                fine=0.01,
            ),
            Slider(
                "gain",
                "Mean gain, in parts of the spread",
                values=[0.05, 0.1, 0.2, 0.3, 0.5],
                start=0.2,
                fine=0.05,
            ),
            Slider("projects", "Projects", values=PROJECTS, start=1, along=True),
        ],
        stage=Stage(
            xlabel="Projects",
            ylabel="People who have lost",
            xlim=(0, 200),
            ylim=(0, 0.5),
            ypercent=True,
        ),
        marks=[
            line(
                "fresh",
                x=PROJECTS,
                label="Luck drawn afresh",
                role="experts",
                percent=True,
            ),
            line(
                "yours",
                x=PROJECTS,
                label="Your persistence",
                role="citizens",
                percent=True,
            ),
            Dot("yours"),
        ],
        say=(
            "Projects: {projects}. At a persistence of {persistence}, {yours} of "
            "people have lost by all of them together; if luck is drawn afresh, "
            "{fresh}."
        ),
    )


def who_loses(persistence: float, gain: float) -> dict[str, list[float]]:
    """Return the lines of :func:`many_projects`."""
    luck = {"fresh": 0.0, "yours": persistence}
    return {
        name: [share_of_losers(k, gain=gain, spread=1, persistence=c) for k in PROJECTS]
        for name, c in luck.items()
    }
