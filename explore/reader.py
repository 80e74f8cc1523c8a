"""What a reader can do besides moving a figure: guess first, copy a link, download.

HTML only; ``theme/static/explore-reader.js`` shows it and makes it work.
"""

from html import escape

from explore.explorer import Explorer
from explore.links import MOST_CHARACTERS, fragment

__all__ = ["NOTE", "check_links", "question", "tools"]

NOTE = '<p class="note" role="status"></p>'  # for a link that does not fit


def check_links(explorer: Explorer) -> None:
    """Refuse a figure whose links could not be read back."""
    longest = {
        c.name: max(c.texts, key=lambda text: len(fragment("", {"": text})))
        for c in explorer.controls
    }
    if "fig" in longest:
        explorer.refuse("no control may be named 'fig': links use the name")
    if len(fragment(explorer.name, longest)) > MOST_CHARACTERS:
        explorer.refuse(f"a link to a state has more than {MOST_CHARACTERS} characters")


def question(explorer: Explorer) -> str:
    """Return the form in which the reader guesses; empty without a question."""
    predict, uid = explorer.predict, f"fig-{explorer.name}"
    if not predict:
        return ""
    drawn = [mark.name for mark in explorer.marks if mark.kind != "table"]
    if lost := set(predict.keep) - set(drawn):
        explorer.refuse(f"predict keeps {sorted(lost)}, but draws only {drawn}")
    state = explorer.at(**predict.at)
    texts = {}
    for control in explorer.controls:
        if state.controls[control.name] not in control.values:
            explorer.refuse(
                f"predict must ask at a {control.name} among {control.texts}"
            )
        texts[control.name] = control.text.format(state.controls[control.name])
    kept = " ".join(str(drawn.index(name)) for name in predict.keep)
    return (
        f'<form class="predict" hidden autocomplete="off" data-keep="{kept}" '
        f'data-at="{escape(fragment(explorer.name, texts))}" '
        f'data-answer="{escape(explorer.sentence(state, predict.answer))}" '
        f'data-unit="{escape(predict.unit)}">'
        f'<p class="ask" id="{uid}-ask">{escape(predict.ask)}</p>'
        f'<div class="guess">{_inputs(explorer)}'
        '<p><button type="submit">Compare</button> '
        '<button type="button">Show me</button></p>'
        '<p class="hint">What the model says is covered until then.</p></div>'
        '<p class="answer" tabindex="-1" hidden></p></form>'
    )


def _inputs(explorer: Explorer) -> str:
    predict, uid = explorer.predict, f"fig-{explorer.name}"
    if predict.kind == "number":
        low, high = (f"{end:.12g}" for end in predict.within)
        return (
            f'<p><input type="number" min="{low}" max="{high}" step="any" required '
            f'aria-labelledby="{uid}-ask {uid}-unit"> <span id="{uid}-unit">'
            f"{escape(predict.unit)} (from {low} to {high})</span></p>"
        )
    radios = "".join(
        f'<label><input type="radio" name="{uid}-guess" value="{escape(option)}" '
        f"required> {escape(option)}</label>"
        for option in predict.options
    )
    return (
        f'<div class="options" role="radiogroup" aria-labelledby="{uid}-ask">'
        f"{radios}</div>"
    )


def tools(explorer: Explorer) -> str:
    """Return the row of buttons under a figure."""
    buttons = {"link": "Copy link", "reset": "Reset", "csv": "Download data (CSV)"}
    if explorer.stage:
        buttons["svg"] = "Download figure (SVG)"
    row = "".join(
        f'<button type="button" data-do="{key}">{words}</button>'
        for key, words in buttons.items()
    )
    return (
        f'<div class="tools" role="group" aria-label="This figure" hidden>{row}'
        '<span class="told" role="status"></span>'
        '<input readonly hidden aria-label="Link to this state"></div>'
    )
