"""Figures for automation: tasks handed to machines, and a basket that gets cheaper."""

from explore import Dot, Explorer, Line, Predict, Slider, Stage
from models.power.automation import economy, real_income, widen

__all__ = ["basket", "tasks"]

SHARES = [round(step * 0.05, 2) for step in range(19)]  # 0 to 0.9
GROWTHS = [round(1 + step * 0.025, 3) for step in range(21)]  # 1 to 1.5


def tasks() -> Explorer:
    """Hand more and more tasks to machines, and see who is paid."""
    return Explorer(
        "tasks",
        caption=(
            "Each task that is automated adds to output and takes a piece of it from "
            "labour. Which of the two weighs more for the wage depends on how much "
            "capital there is, and on whether new tasks appear."
        ),
        alt=(
            "Line chart. Along the bottom the share of tasks that machines can do, "
            "from 0 to 90%; upwards amounts for each worker. Output rises and then "
            "stays level once machines cost as much as hands. The wage begins at one, "
            "rises, and then falls back for as long as output still rises. Income of "
            "capital rises from zero."
        ),
        model=made_and_paid,
        controls=[
            Slider(
                "capital",
                "Capital for each worker",
                values=[0.5, 1, 2, 4, 8],
                start=1,
                text="{:g}",
                fine=0.1,
            ),
            Slider(
                "new_tasks",
                "New tasks for each old one",
                values=[0.0, 0.1, 0.2, 0.4, 0.8],
                start=0.0,
                text="{:.1f}",
                fine=0.05,
            ),
            Slider(
                "automated_share",
                "Old tasks that machines can do",
                values=SHARES,
                start=0.3,
                text="{:.0%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Old tasks that machines can do",
            ylabel="For each worker",
            xlim=(0, 0.9),
            ylim=(0, 9.5),
            xpercent=True,
        ),
        marks=[
            Line("output", x=SHARES, label="Output", role="outcome", decimals=2),
            Line("wage", x=SHARES, label="Wage", role="third", decimals=2),
            Line("rest", x=SHARES, label="To capital", role="fourth", decimals=2),
            Dot("wage"),
        ],
        say=(
            "With {capital} of capital for each worker, {new_tasks} new tasks for each "
            "old one and {automated_share} of the old tasks open to machines, a worker "
            "makes {output} and is paid {wage}; {rest} goes to capital. Labour's share "
            "is {share}."
        ),
        predict=Predict(
            "There is as much capital as labour. Machines take over half of the "
            "tasks, and output doubles. What is the wage, which was 1?",
            within=(0, 3),
            at={"capital": 1, "new_tasks": 0.0, "automated_share": 0.5},
            answer="{wage}, while output is {output}",
        ),
    )


def made_and_paid(capital: float, new_tasks: float) -> dict:
    """Return the lines of :func:`tasks`."""
    found = [
        economy(
            automated_share=widen(share, new_tasks=new_tasks), capital=capital, labour=1
        )
        for share in SHARES
    ]
    return {
        "output": [e.output for e in found],
        "wage": [e.wage for e in found],
        "rest": [e.output - e.wage for e in found],
        "share": [f"{e.labour_share:.0%}" for e in found],
    }


def basket() -> Explorer:
    """Make goods cheaper while a necessity stays scarce."""
    return Explorer(
        "basket",
        caption=(
            "Cheaper goods help a household until the necessity that cannot be made "
            "has become too dear. How soon depends on how much of its income it "
            "spends on it, and on its part in everybody's growth."
        ),
        alt=(
            "Line chart. Along the bottom by how much all incomes together grow, from "
            "nothing to half; upwards the change in what one household can buy. A "
            "line starts at the gain from cheaper goods and slopes down if the "
            "household does not share in the growth, up if it shares fully. A dotted "
            "level line marks no change."
        ),
        model=bought,
        controls=[
            Slider(
                "necessity_share",
                "Spent on what cannot be made, such as land",
                values=[0.2, 0.3, 0.4, 0.5],
                start=0.4,
                text="{:.0%}",
                fine=0.01,
            ),
            Slider(
                "cheapening",
                "All else becomes cheaper",
                values=[1.0, 1.05, 1.1, 1.2, 1.4],
                start=1.1,
                text="{:.2f} times",
                fine=0.01,
            ),
            Slider(
                "part",
                "The household's part in the growth",
                values=[0.0, 0.25, 0.5, 1.0],
                start=0.0,
                text="{:.0%}",
                fine=0.05,
            ),
            Slider(
                "growth",
                "All incomes together grow",
                values=GROWTHS,
                start=1.2,
                text="{:.3f} times",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="All incomes together, as a multiple",
            ylabel="Change in what it can buy",
            xlim=(1, 1.5),
            ylim=(-0.3, 0.9),
            ypercent=True,
        ),
        marks=[
            Line(
                "real", x=GROWTHS, label="What the household can buy", role="third",
                percent=True, decimals=1,
            ),
            Line(
                "none", x=GROWTHS, label="No change", role="outcome", percent=True,
                decimals=1,
            ),
            Dot("real"),
        ],
        say=(
            "If all incomes together grow {growth} and other goods get cheaper "
            "{cheapening}, what the household can buy changes by {real}."
        ),
    )  # fmt: skip


def bought(necessity_share: float, cheapening: float, part: float) -> dict:
    """Return the lines of :func:`basket`."""
    factors = [
        real_income(
            necessity_share=necessity_share,
            cheapening=cheapening,
            total_growth=growth,
            own_growth=growth**part,
        )
        for growth in GROWTHS
    ]
    return {"real": [f - 1 for f in factors], "none": [0.0] * len(GROWTHS)}
