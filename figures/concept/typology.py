"""Figures for the typology: a government of your own, the doubts, and the profiles."""

from functools import partial

from explore import Bars, Choice, Explorer, Predict, Slider, Stage, Table
from models.concept.typology import (
    MAJORITY,
    TYPES,
    Government,
    classify,
    insulation,
    possible_types,
    read_bodies,
    read_governments,
    read_questions,
    share_of_weightings,
)

__all__ = ["beside", "doubts", "own_government", "weights"]

YES = ["no", "yes"]
BARS = {"more than half": MAJORITY, "more than two thirds": 2 / 3, "all": 0.999}
SETTLED = ["left open", "towards technocracy", "away from it"]
OPEN = "open"
QUESTIONS = [question.name for question in read_questions()]
BODIES = {body.name: body.steps for body in read_bodies()}
TYPICAL = [body.name for body in read_bodies() if not body.institution]


def own_government() -> Explorer:
    """Let the reader answer the three questions, and say which type it is."""
    shown = {"Rome, 2011": "Mario Monti", "Athens, 2011": "Lucas Papademos"}
    known = {g.head: g for g in read_governments()}
    return Explorer(
        "own-government",
        caption=(
            "Three answers make the type. Near the line one minister more or less "
            "gives the government another name; far from it none does."
        ),
        alt=(
            "Table with a row for each rule: led by a technocrat, more than half of "
            "the ministers technocrats, free to change the status quo, and the type "
            "that follows. Columns for the governments of Rome and Athens in 2011 "
            "and for yours, which the controls change."
        ),
        model=partial(answers, words=[*YES, *TYPES]),
        controls=[
            Choice(
                "head",
                "The head is",
                values=["a party politician", "a technocrat"],
                start="a technocrat",
            ),
            Slider(
                "share",
                "Ministers who are technocrats",
                values=[k / 20 for k in range(21)],
                start=0.5,
                text="{:.0%}",
                fine=0.01,
            ),
            Choice("remit", "Its remit is", values=["caretaker", "full"], start="full"),
        ],
        marks=[
            Table(
                "rules",
                columns={
                    "Rule": [
                        "Led by a technocrat",
                        "Most ministers are technocrats",
                        "Free to change the status quo",
                        "So its type is",
                    ],
                }
                | {label: column(known[head]) for label, head in shown.items()},
                live=["Yours"],
                words=[*YES, *TYPES],
            )
        ],
        say="A government like this is {kind}.",
        predict=Predict(
            "A technocrat leads a government with a full remit; exactly half of its "
            "ministers are technocrats. Which type is it?",
            options=[*TYPES],
            answer="{kind}",
        ),
    )


def column(government: Government) -> list[str]:
    """Return the answers of a government about which nothing is open, and its type."""
    (kind,) = possible_types(government)
    most = YES[government.share[0] > MAJORITY]
    return [government.led, most, YES[government.remit == "full"], kind]


def answers(head: str, share: float, remit: str, *, words: list[str]) -> dict:
    """Return the column of :func:`own_government` that the reader moves."""
    led, full = head == "a technocrat", remit == "full"
    kind = classify(led, share, full)
    said = [YES[led], YES[share > MAJORITY], YES[full], kind]
    return {"rules": [[words.index(word)] for word in said], "kind": kind}


def doubts() -> Explorer:
    """Show the table of governments, and let the reader settle what is open."""
    governments = read_governments()
    return Explorer(
        "doubts",
        caption=(
            "Most of the table is sure about who led, and open about what that makes "
            "of the government. Settle the doubts one way, and full technocratic "
            "governments are few; the other way, and they are at least twice as many."
        ),
        alt=(
            "Table of 26 governments in seven countries, by date: what is in doubt, "
            "the share of technocrats among ministers, the remit, the kind of source "
            "that was seen, and the type, which the controls change."
        ),
        model=settle,
        controls=[
            Choice("settled", "Doubts are", values=SETTLED, start=SETTLED[0]),
            Choice(
                "bar", "Technocrats must be", values=[*BARS], start="more than half"
            ),
        ],
        marks=[
            Table(
                "governments",
                columns={
                    "Government, and what is in doubt": [row(g) for g in governments],
                    "Technocrats": [span(*g.share) for g in governments],
                    "Remit": [g.remit for g in governments],
                    "Seen in": [g.seen for g in governments],
                },
                live=["Type"],
                words=[*TYPES, OPEN],
            )
        ],
        say=(
            "Of 26 governments {full} are full technocratic, {caretaker} technocratic "
            "caretakers, {led} led by a technocrat with party ministers, {partisan} "
            "partisan, and {unsettled} open."
        ),
    )


def row(government: Government) -> str:
    """Return head, country, years and doubt of a government as one line."""
    years = f"{government.start:%b %Y} to {government.end:%b %Y}"
    line = f"{government.head}, {government.country}, {years}"
    return f"{line}. In doubt: {government.doubt}" if government.doubt else line


def span(low: float, high: float) -> str:
    """Return a share, or from where to where it may lie, in words and per cent."""
    if round(100 * low) == round(100 * high) or high - low < 0.02:
        return f"{high:.0%}"
    return "not known" if high - low > 0.95 else f"{low:.0%} to {high:.0%}"


def settle(settled: str, bar: str) -> dict:
    """Return the last column of :func:`doubts`, and its counts."""
    kinds = []
    for government in read_governments():
        types = possible_types(government, more_than=BARS[bar])
        kind = OPEN if len(types) > 1 else next(iter(types))
        if settled == "towards technocracy":
            kind = max(types, key=TYPES.index)
        elif settled == "away from it":
            kind = min(types, key=TYPES.index)
        kinds.append(kind)
    words = [*TYPES, OPEN]
    partisan, led_caretaker, led, caretaker, full = (kinds.count(t) for t in TYPES)
    return {
        "governments": [[words.index(kind)] for kind in kinds],
        "full": f"{full}",
        "caretaker": f"{caretaker}",
        "led": f"{led + led_caretaker}",
        "partisan": f"{partisan}",
        "unsettled": f"{kinds.count(OPEN)}",
    }


def weights() -> Explorer:
    """Show how insulated five bodies are when one question counts more than others."""
    return Explorer(
        "weights",
        caption=(
            "Whatever the weights, a central bank and a court are further from the "
            "citizens' hands than an agency, and an agency further than a "
            "parliament. Which of the two is furthest, and where the assembly "
            "stands, is for the weights to say."
        ),
        alt=(
            "Bar chart with five bars, for a central bank, an agency, a court, a "
            "parliament and a citizens' assembly. Upwards the insulation, from "
            "nothing to one. The controls change how much each of four questions "
            "counts."
        ),
        model=weighed,
        controls=[
            Choice("most", "Counts most", values=QUESTIONS, start=QUESTIONS[0]),
            Slider(
                "times",
                "How many times as much as each other question",
                values=[1, 2, 3, 5, 10, 50],
                start=1,
                fine=1,
            ),
        ],
        stage=Stage(xlabel="", ylabel="Insulation", ylim=(0, 1)),
        marks=[
            Bars(
                "insulation",
                label="Insulation under these weights",
                role="outcome",
                decimals=2,
                categories=[name.replace(" ", "\n") for name in TYPICAL],
            )
        ],
        say=(
            "With {most} counted {times} times: central bank {insulation[0]}, agency "
            "{insulation[1]}, court {insulation[2]}, parliament {insulation[3]}, "
            "assembly {insulation[4]}."
        ),
    )


def weighed(most: str, times: float) -> dict:
    """Return the bars of :func:`weights`."""
    w = [times if name == most else 1 for name in QUESTIONS]
    return {"insulation": [insulation(BODIES[name], w) for name in TYPICAL]}


def beside() -> Explorer:
    """Set two bodies side by side, question by question."""
    return Explorer(
        "beside",
        caption=(
            "Where one body stands higher on every question, no weights can turn the "
            "order round. Where each stands higher on some, the order is a judgement "
            "about what matters."
        ),
        alt=(
            "Bar chart with two bars for each of four questions: who appoints, who "
            "can overrule, what is seen, how one can object. Upwards the step, from "
            "0, in the citizens' hands, to 3, out of reach. The controls choose the "
            "two bodies."
        ),
        model=two_bodies,
        controls=[
            Choice("first", "First body", values=[*BODIES], start="assembly"),
            Choice("second", "Second body", values=[*BODIES], start="parliament"),
        ],
        stage=Stage(xlabel="", ylabel="Step away from the citizens", ylim=(0, 3)),
        marks=[
            Bars("one", label="First body", role="third", categories=QUESTIONS),
            Bars("two", label="Second body", role="fourth", categories=QUESTIONS),
        ],
        say="The {first} is more insulated than the {second} {verdict}.",
    )


def two_bodies(first: str, second: str) -> dict:
    """Return the bars of :func:`beside`, and what all weightings say."""
    a, b = BODIES[first], BODIES[second]
    share = share_of_weightings(a, b)
    words = {1.0: "under every weighting", 0.0: "under no weighting"}
    verdict = words.get(share, f"under {share:.0%} of all weightings")
    return {
        "one": a,
        "two": b,
        "verdict": "never: their steps are the same" if a == b else verdict,
    }
