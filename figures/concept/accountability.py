"""Figures for accountability: what voters see, how long the chain is, and pandering."""

from functools import partial

from explore import Choice, Dot, Explorer, Line, Predict, Slider, Stage
from models.concept.accountability import (
    chain_visibility,
    insulated,
    judged_by_acts,
    judged_by_results,
)

__all__ = ["acts", "chain", "results"]

DISCOUNT, TOP_RENT, EGO = 0.8, 2, 0.5  # the reading of the chapter's table
SEEN = [k / 20 for k in range(21)]
RIGHT = [0.5 + k / 40 for k in range(21)]
LINKS = [*range(7)]
SHARES = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
MOTIVES = {"less than conviction": 0.1, "more than conviction": 0.5}

share = partial(Line, percent=True, decimals=1)
percent = partial(Slider, text="{:.0%}", fine=0.01)


def results() -> Explorer:
    """Show election, insulation and the black box as voters see more."""
    return Explorer(
        "results",
        caption=(
            "Each result that voters get to see makes the elected better. If they see "
            "none, an election is a black box. A body that nobody can dismiss does "
            "better where its members are better chosen, by enough to make up for "
            "what voters see, and worse elsewhere."
        ),
        alt=(
            "Line chart. Along the bottom the chance that voters see the result "
            "before they vote; upwards the share of right decisions. A line for the "
            "elected rises from left to right. Two level lines: an insulated body, "
            "and a black box, which meets the elected at the left edge."
        ),
        model=seen_results,
        controls=[
            percent(
                "congruent",
                "Officials who want what citizens want",
                values=SHARES,
                start=0.5,
            ),
            percent(
                "selection",
                "The same, among those who cannot be dismissed",
                values=SHARES,
                start=0.6,
            ),
            Slider(
                "ego",
                "What office is worth, besides",
                values=[0, 0.5, 1, 2],
                start=0.5,
                fine=0.1,
            ),
            Slider(
                "visibility",
                "Chance that voters see the result in time",
                values=SEEN,
                start=0.5,
                text="{:.0%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Chance that voters see the result in time",
            ylabel="Share of right decisions",
            xlim=(0, 1),
            xpercent=True,
            ypercent=True,
        ),
        marks=[
            share("elected", x=SEEN, label="Elected", role="citizens"),
            share("insulated", x=SEEN, label="Insulated", role="experts"),
            share("box", x=SEEN, label="Black box", role="outcome"),
            Dot("elected"),
        ],
        say=(
            "Voters see {visibility} of the results in time: of those who would rather "
            "do wrong, {behave} behave, and {elected} of decisions are right. A body "
            "that cannot be dismissed: {insulated}. A black box: {box}."
        ),
        predict=Predict(
            "Half of all officials want what citizens want. Voters see every result "
            "in time. How often are decisions right, in both terms together?",
            within=(0, 100),
            unit="%",
            at={"congruent": 0.5, "visibility": 1.0},
            answer="{elected} of decisions are right",
            keep=["box"],
        ),
    )


def seen_results(congruent: float, selection: float, ego: float) -> dict[str, list]:
    """Return the lines of :func:`results`, and who behaves."""
    dials = {"discount": DISCOUNT, "top_rent": TOP_RENT, "ego": ego}
    found = [
        judged_by_results(congruent=congruent, visibility=q, **dials) for q in SEEN
    ]
    body = insulated(selection=selection, discount=DISCOUNT)
    return {
        "elected": [record.share for record in found],
        "insulated": [body.share] * len(SEEN),
        "box": [congruent] * len(SEEN),
        "behave": [f"{record.discipline:.0%}" for record in found],
    }


def chain() -> Explorer:
    """Show what is left of voters' sight at the end of a chain of delegation."""
    return Explorer(
        "chain",
        caption=(
            "What voters see shrinks with each link, and the share of right decisions "
            "with it, down to that of a black box."
        ),
        alt=(
            "Line chart. Along the bottom the number of links between voters and those "
            "who decide, from none to six; upwards a share. Two falling lines, what "
            "voters see and the share of right decisions; one level line for an "
            "insulated body."
        ),
        model=along_the_chain,
        controls=[
            percent(
                "link",
                "Chance that a link passes on what went wrong",
                values=[0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1],
                start=0.8,
            ),
            percent(
                "selection",
                "Members of the insulated body who want what citizens want",
                values=SHARES,
                start=0.6,
            ),
            Slider(
                "links",
                "Links between voters and decision",
                values=LINKS,
                start=4,
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Links between voters and decision",
            ylabel="Share",
            xlim=(0, 6),
            ypercent=True,
        ),
        marks=[
            share("seen", x=LINKS, label="Results that voters see", role="outcome"),
            share("right", x=LINKS, label="Right decisions, elected", role="citizens"),
            share("body", x=LINKS, label="Right decisions, insulated", role="experts"),
            Dot("right"),
        ],
        say=(
            "Through {links} links voters see {seen} of the results, and {right} of "
            "decisions are right; in an insulated body, {body}."
        ),
    )


def along_the_chain(link: float, selection: float) -> dict[str, list[float]]:
    """Return the lines of :func:`chain`; half of the officials are congruent."""
    seen = [chain_visibility([1, *[link] * n]) for n in LINKS]
    dials = {"discount": DISCOUNT, "top_rent": TOP_RENT, "ego": EGO}
    found = [judged_by_results(congruent=0.5, visibility=q, **dials) for q in seen]
    body = insulated(selection=selection, discount=DISCOUNT)
    return {
        "seen": seen,
        "right": [record.share for record in found],
        "body": [body.share] * len(LINKS),
    }


def acts() -> Explorer:
    """Show politician, judge and direct vote when only acts are seen."""
    return Explorer(
        "acts",
        caption=(
            "Where office is worth more than conviction, politicians do what is "
            "popular and stand between the judge and the crowd. Where it is worth "
            "less, votes filter officials and politicians do at least as well as a "
            "judge chosen no better."
        ),
        alt=(
            "Line chart. Along the bottom the chance that the popular act is right, "
            "from 50 to 100 per cent; upwards the share of right decisions. A level "
            "line for the judge, a straight line along the diagonal for the crowd, "
            "and a line for the politician that rises between the two, or lies above "
            "the judge, as the worth of office is set."
        ),
        model=seen_acts,
        controls=[
            percent(
                "congruent",
                "Officials, elected or judges, who want what citizens want",
                values=SHARES,
                start=0.6,
            ),
            Choice(
                "motive",
                "Office is worth",
                values=[*MOTIVES],
                start="more than conviction",
            ),
            Slider(
                "popular_right",
                "Chance that the popular act is right",
                values=RIGHT,
                start=0.6,
                text="{:.1%}",
                along=True,
            ),
        ],
        stage=Stage(
            xlabel="Chance that the popular act is right",
            ylabel="Share of right decisions",
            xlim=(0.5, 1),
            xpercent=True,
            ypercent=True,
        ),
        marks=[
            share("politician", x=RIGHT, label="Politician", role="citizens"),
            share("judge", x=RIGHT, label="Judge", role="experts"),
            share("crowd", x=RIGHT, label="Direct vote", role="third"),
            Dot("politician"),
        ],
        say=(
            "The popular act is right {popular_right} of the time, and office is worth "
            "{motive}: politicians are right {politician} of the time, judges {judge}, "
            "a direct vote {crowd}."
        ),
    )


def seen_acts(congruent: float, motive: str) -> dict[str, list[float]]:
    """Return the lines of :func:`acts`; all three choose among the same people."""
    dials = {"congruent": congruent, "discount": DISCOUNT, "ego": MOTIVES[motive]}
    judge = insulated(selection=congruent, discount=DISCOUNT)
    return {
        "politician": [judged_by_acts(popular_right=p, **dials).share for p in RIGHT],
        "judge": [judge.share] * len(RIGHT),
        "crowd": RIGHT,
    }
