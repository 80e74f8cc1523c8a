"""One figure of each kind, for the page that explains them; each with a small model."""

from itertools import product
from math import cos, pi, sin

import numpy as np
from scipy.stats import binom

from explore import (
    Agents,
    Band,
    Bars,
    Choice,
    Cross,
    Dot,
    Edges,
    Explorer,
    Heat,
    Line,
    Nodes,
    Phase,
    Slice,
    Slider,
    Stage,
    Table,
)
from models.history.jury_theorem import (
    correlated_majority_accuracy,
    equal_majority_accuracy,
    weighted_majority_accuracy,
)

__all__ = ["camps", "common_errors", "council", "lenders", "vote_share", "who_is_right"]

VOTERS = [1, 3, 5, 9, 15, 25, 51, 101, 201, 501, 1001]


def vote_share() -> Explorer:
    """Show a line, a band and a dot: how the share of right votes narrows."""
    x = {"x": VOTERS, "percent": True}
    return Explorer(
        "vote-share",
        caption="The larger the group, the closer its vote comes to its competence.",
        alt=(
            "Line chart over the number of voters, from 1 to 1,001 on a logarithmic "
            "scale. A band for the share of right votes narrows to the right. A line "
            "shows how often the majority is right."
        ),
        model=narrowing_vote,
        controls=[
            Slider("competence", "Chance that a voter is right",
                   values=[0.4, 0.45, 0.5, 0.55, 0.6], start=0.55, text="{:.0%}"),
            Slider("n_voters", "Number of voters", values=VOTERS, start=51,
                   text="{:,}", along=True),
        ],
        stage=Stage(xlabel="Number of voters", ylabel="Share, or chance", ypercent=True,
                    xlim=(1, 1001), xscale="log"),
        marks=[
            Band("share", **x, label="Share of right votes, nine times in ten",
                 role="outcome"),
            Line("majority", **x, label="Majority is right", role="citizens"),
            Dot("majority"),
        ],
        say="Of {n_voters} voters {range} vote right; their majority is right "
            "{majority} of the time.",
    )  # fmt: skip


def narrowing_vote(competence: float) -> dict:
    """Return the majority's accuracy, and the middle nine tenths of right votes."""
    low, high = (binom.ppf(tail, VOTERS, competence) for tail in (0.05, 0.95))
    return {
        "majority": [equal_majority_accuracy(n, competence=competence) for n in VOTERS],
        "share": np.divide([low, high], VOTERS),
        "range": [f"{a:,.0f} to {b:,.0f}" for a, b in zip(low, high, strict=True)],
    }


MEMBERS = {"Germany": 4, "France": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2,
           "Luxembourg": 1}  # fmt: skip


def council() -> Explorer:
    """Show bars and a table: votes and power in the Council of 1958."""
    share = {"categories": ["D", "F", "I", "B", "NL", "L"], "percent": True}
    return Explorer(
        "council",
        caption="A share of the votes is not a share of the power.",
        alt=(
            "Bars for the six members of the Council of 1958, two for each: its share "
            "of the votes, and its share of all cases in which one member's change of "
            "mind turns the decision. Below, a table says who can ever turn one."
        ),
        model=turning_points,
        controls=[
            Slider("quota", "Votes needed, of 17", values=range(9, 18), start=12),
        ],
        stage=Stage(ylabel="Share of the whole", ylim=(0, 0.5), ypercent=True),
        marks=[
            Bars("votes", **share, label="Votes", role="outcome", decimals=1),
            Bars("power", **share, label="Turns the decision", role="third",
                 decimals=1),
            Table("turns", columns={"Member": [*MEMBERS], "Votes": [*MEMBERS.values()]},
                  live=["Can it turn a decision?"], words=["never", "yes"]),
        ],
        say="With {quota} of 17 votes needed, Germany has {power[0]} of the power, "
            "Luxembourg {power[5]}.",
    )  # fmt: skip


def turning_points(quota: int) -> dict:
    """Count, over all coalitions, whose leaving turns a winning one into a losing."""
    votes = np.array([*MEMBERS.values()])
    joined = np.array(list(product([0, 1], repeat=len(votes))))
    total = joined @ votes
    wins = total >= quota
    swings = (joined * wins[:, None] * (total[:, None] - votes < quota)).sum(axis=0)
    return {
        "votes": votes / votes.sum(),
        "power": swings / swings.sum(),
        "turns": (swings > 0)[:, None],
    }


COMPETENCE = [k / 100 for k in range(10, 95, 5)]


def who_is_right() -> Explorer:
    """Show a phase diagram: fifteen citizens or one expert, who is right more often."""
    cells = {"x": COMPETENCE, "y": COMPETENCE}
    share = {**cells, "percent": True, "decimals": 1}
    return Explorer(
        "who-is-right",
        caption=(
            "At the same competence fifteen citizens beat one expert above one half, "
            "and lose below it."
        ),
        alt=(
            "Phase diagram: along the bottom the competence of each of fifteen "
            "citizens, upwards that of one expert, both from 10 to 90 per cent. The "
            "border between the two fields is an S that passes through one half. "
            "Below, both chances along the row of the cross."
        ),
        model=fifteen_or_one,
        controls=[
            Slider("citizen", "Competence of a citizen", values=COMPETENCE, start=0.6,
                   text="{:.0%}", along="x"),
            Slider("expert", "Competence of the expert", values=COMPETENCE, start=0.8,
                   text="{:.0%}", along="y"),
        ],
        stage=Stage(
            xlabel="Competence of a citizen", ylabel="Competence of the expert",
            below=Stage(ylabel="Right decision", ypercent=True),
        ),
        marks=[
            Phase("winner", **cells, label="Right more often", categories={
                "Fifteen citizens": "citizens", "Tie": "tie", "One expert": "experts"}),
            Slice("majority", **share, label="Majority of citizens", role="citizens"),
            Slice("alone", **share, label="Expert", role="experts"),
            Cross("winner"),
        ],
        say="Citizens at {citizen}, the expert at {expert}. Right more often: "
            "{winner}, with {majority} for the majority and {alone} for the expert.",
    )  # fmt: skip


def fifteen_or_one() -> dict:
    """Return who is right more often, a difference of less than 0.05 points a tie."""
    each = [equal_majority_accuracy(15, competence=p) for p in COMPETENCE]
    majority, alone = np.meshgrid(each, COMPETENCE)
    lead = majority - alone
    winner = np.select([lead > 0.0005, lead < -0.0005], [0, 2], 1)
    return {"winner": winner, "majority": majority, "alone": alone}


CORRELATIONS = [k / 20 for k in range(11)]


def common_errors() -> Explorer:
    """Show a heat map: what errors in common leave of the crowd's lead."""
    return Explorer(
        "common-errors",
        caption=(
            "Errors in common eat up what a larger crowd gains or loses against an "
            "expert who is right seven times in ten."
        ),
        alt=(
            "Heat map: along the bottom the number of citizens, from 1 to 1,001, "
            "upwards the correlation of their votes, from 0 to 0.5. Shades to one "
            "side say that the crowd leads the expert, hatched shades to the other "
            "that the expert leads. Below, the lead along the row of the cross."
        ),
        model=lead_of_crowd,
        controls=[
            Slider("competence", "Competence of a citizen", start=0.6, text="{:.0%}",
                   values=[0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95],
                   fine=0.01),
            Slider("n_voters", "Number of citizens", values=VOTERS, start=51,
                   text="{:,}", along="x"),
            Slider("correlation", "Correlation of any two votes", values=CORRELATIONS,
                   start=0.2, text="{:.2f}", along="y"),
        ],
        stage=Stage(
            xlabel="Number of citizens", ylabel="Correlation of any two votes",
            below=Stage(ylabel="Lead of the crowd", ylim=(-0.7, 0.7), ypercent=True),
        ),
        marks=[
            Heat("lead", x=VOTERS, y=CORRELATIONS, percent=True,
                 label="Lead of the crowd over the expert, in points",
                 edges=[-0.7, -0.3, -0.2, -0.1, -0.01, 0.01, 0.1, 0.2, 0.3, 0.7],
                 sides=("experts", "citizens")),
            Cross("lead"),
        ],
        say="{n_voters} citizens, each right {competence} of the time, with a "
            "correlation of {correlation}: the lead over the expert is {lead}.",
    )  # fmt: skip


def lead_of_crowd(competence: float) -> dict:
    """Return how much more often the majority is right than an expert at 70%."""
    return {
        "lead": [
            [
                correlated_majority_accuracy(n, competence=competence, correlation=r)
                - 0.7
                for n in VOTERS
            ]
            for r in CORRELATIONS
        ]
    }


def lenders() -> Explorer:
    """Show a network: eight voters may lend their vote to the best informed."""
    names = ["Ana", *"BCDEFGHI"]
    ring = [pi / 2 - k * pi / 4 for k in range(8)]
    places = dict(zip(names, [(0, 0), *((cos(t), sin(t)) for t in ring)], strict=True))
    return Explorer(
        "lenders",
        caption=(
            "Whether it helps to lend the vote to the best informed depends on how far "
            "ahead of the others she is."
        ),
        alt=(
            "Network of nine voters: Ana in the middle, eight around her. An arrow "
            "runs to Ana from each who lends her the vote. Her mark grows with the "
            "votes that she holds."
        ),
        model=lent_votes,
        controls=[
            Slider("n_lent", "How many lend Ana their vote", values=range(9), start=4),
            Choice("competence", "Each of the others is right",
                   values=[0.55, 0.6, 0.65, 0.7], start=0.6, text="{:.0%}"),
        ],
        stage=Stage(xlim=(-1.3, 1.3), ylim=(-1.2, 1.3), bare=True),
        marks=[
            Edges("loans", places=places, n=8, label="Lends the vote", directed=True),
            Nodes("voters", places=places, label="votes held", most=9,
                  groups={"Votes": "citizens", "Has lent the vote": "outcome",
                          "Ana, right 80% of the time": "experts"}),
            Table("right", columns={"Who votes": ["as lent", "all nine", "Ana alone"]},
                  live=["Right"], words=[f"{percent}%" for percent in range(101)]),
        ],
        say="Ana holds {held} of 9 votes. The nine are right {accuracy} of the time; "
            "if all vote for themselves {direct}, if Ana decides alone 80.0%.",
    )  # fmt: skip


def lent_votes(n_lent: int, competence: float) -> dict:
    """Return votes, loans and accuracy, with Ana right 80% of the time."""
    competences = [0.8] + [competence] * 8
    votes = [1 + n_lent] + [0] * n_lent + [1] * (8 - n_lent)
    lent = np.arange(1, 9) <= n_lent
    accuracy = weighted_majority_accuracy(competences, votes)
    direct = weighted_majority_accuracy(competences, [1] * 9)
    return {
        "voters": [votes, [2, *lent]],
        "loans": [range(1, 9), np.where(lent, 0, range(1, 9))],
        "right": [[round(100 * share)] for share in (accuracy, direct, 0.8)],
        "held": str(1 + n_lent),
        "accuracy": f"{accuracy:.1%}",
        "direct": f"{direct:.1%}",
    }


N_AGENTS = 100


def camps() -> Explorer:
    """Show moving agents: who listens only to opinions close by ends in a camp."""
    return Explorer(
        "camps",
        caption="The less far people listen, the more camps they end in.",
        alt=(
            "A hundred marks, one a row, each at its opinion between 0 and 1. From "
            "round to round they move into columns. Circles still move, squares have "
            "come to rest."
        ),
        model=hear_the_near,
        controls=[
            Slider("confidence", "They listen to opinions as far away as", start=0.15,
                   values=[0.05, 0.1, 0.15, 0.2, 0.25, 0.3], text="{:.2f}"),
            Slider("n_rounds", "Rounds of talk", values=range(13), start=0, play=True),
        ],
        stage=Stage(xlabel="Opinion", ylabel="Person", xlim=(0, 1), ylim=(0, 101)),
        marks=[
            Agents("people", n=N_AGENTS, label="Person",
                   groups={"Moves": "citizens", "At rest": "outcome"}),
        ],
        say="Rounds of talk: {n_rounds}. The opinions form {groups}; {moving} of 100 "
            "people will still move.",
    )  # fmt: skip


def hear_the_near(confidence: float, n_rounds: int) -> dict:
    """Let all adopt, round by round, the mean of the opinions that they listen to."""
    opinions = (np.arange(N_AGENTS) + 0.5) / N_AGENTS
    for _ in range(n_rounds):
        opinions = after_a_round(opinions, confidence)
    moves = np.abs(after_a_round(opinions, confidence) - opinions) > 1e-9
    n_groups = 1 + np.sum(np.diff(opinions) > confidence + 1e-12)
    return {
        "people": [opinions, np.arange(1, N_AGENTS + 1), ~moves],
        "groups": "one group" if n_groups == 1 else f"{n_groups} groups out of earshot",
        "moving": str(moves.sum()),
    }


def after_a_round(opinions: np.ndarray, confidence: float) -> np.ndarray:
    """Return everybody's mean of the opinions within ``confidence`` of their own."""
    near = np.abs(opinions[:, None] - opinions) <= confidence + 1e-12
    return near @ opinions / near.sum(axis=1)
