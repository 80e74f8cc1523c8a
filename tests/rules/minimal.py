"""A smallest tree that keeps every promise; tests plant one fault in it at a time."""

from pathlib import Path

from tests.rules.sources import CODES

CHAPTER = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
myst:
  html_meta: {"description lang=en": "One voter, one question, one coin."}
depends: [claims.yml]
minutes: 60
mathematics: school
---
(coin)=
# Is a coin wiser than a voter?

```{code-cell} python
:tags: [remove-cell]
from figures.history.coin import toss
from models.history.coin import accuracy
from theme.evidence import model_card, replication
```

In 1785 {cite:t}`condorcet1785essai` asked.

:::{admonition} In this chapter
60 minutes.
:::

## Guess first
```{code-cell} python
:tags: [hide-input]
toss()
```

## The model
```{literalinclude} ../../models/history/coin.py
:pyobject: accuracy
```

## What it shows
A coin is right {glue:text}`half` of the time
{tested}`history/coin::test_published_half`.

## Replication
```{code-cell} python
:tags: [remove-input]
replication("history/coin", {"half": accuracy(0.5)})
```

## The other side's best case
![A coin that stands on its edge](edge.png)

## Assumption ledger
## Where it meets the world
## Key points
## Exercises
```{exercise}
:label: ex-a
:class: no-code
Toss.
```
```{solution} ex-a
:class: dropdown
Heads.
```
```{exercise}
:label: ex-b
:class: no-code
Toss.
```
```{exercise}
:label: ex-c
:class: explore
Toss.
```
```{solution} ex-c
:class: dropdown
Heads.
```
```{exercise}
:label: ex-d
:class: explore
Toss.
```
```{exercise}
:label: ex-e
:class: code
Toss.
```
```{solution} ex-e
:class: dropdown
Heads.
```
```{exercise}
:label: ex-f
:class: code
Toss.
```

## Further reading
## Model card
```{code-cell} python
:tags: [remove-input]
model_card("history/coin")
```
"""

MODEL = '''"""Coin: how often is it right?

Equations   P = p
Source      [condorcet1785essai]
Leaves out  everything else
"""

import numpy as np

from models.validation import check_probabilities


def accuracy(p):
    """Return p."""
    return float(np.asarray(check_probabilities(p, "p")))
'''

FIGURE = '''"""Figures of the chapter on coins."""

from explore import Explorer
from models.history.coin import accuracy


def toss() -> Explorer:
    """Return the figure."""
    return Explorer(
        name="toss",
        model=accuracy,
        caption="A coin is right half of the time",
        alt="A straight line that rises from nought to one",
    )
'''

TESTS = '''"""Tests of the coin."""


def test_published_half():
    assert accuracy(0.5) == published("history/coin")["half"].value


def test_limit(): ...


def test_property(): ...


def test_bad_input(): ...
'''

PUBLISHED = """[[figure]]
id = "half"
label = "A fair coin"
source = "condorcet1785essai"
place = "by hand"
value = 0.5
tolerance = 0
certainty = "D"
"""

TOC = """format: jb-book
root: chapters/intro
parts:
  - caption: Where it came from
    chapters:
      - file: chapters/history/coin
"""

OBJECTION = """- chapter: history/coin
  side: {side}
  by: [condorcet1785essai]
  objection: Coins do not vote.
  answer: Agreed.
  change: none, because it is a coin
  entered: 2026-11-22
"""

README = """# Coins
![A chapter about coins](docs/chapter.png)

    make book
    make test
"""


def build(root: Path) -> Path:
    """Write the tree into ``root``."""
    claims = "".join(
        f"- {{code: {code}, claim: Coins land., by: [condorcet1785essai], "
        "chapters: [power/edge], model: power/edge}\n"
        for code in CODES
    )
    chapter = CHAPTER.replace("## Key points", "tails " * 1800 + "\n\n## Key points")
    intro = CHAPTER.split("```{code-cell}", 1)[0].replace("(coin)=", "(intro)=")
    for name, text in {
        "chapters/history/coin.md": chapter,
        "chapters/intro.md": intro,
        "models/__init__.py": "",
        "models/validation.py": "def check_probabilities(value, name): ...\n",
        "models/history/__init__.py": "",
        "models/history/coin.py": MODEL,
        "explore/__init__.py": "import numpy as np\n",
        "figures/history/__init__.py": "",
        "figures/history/coin.py": FIGURE,
        "published/history/coin.toml": PUBLISHED,
        "tests/history/__init__.py": "",
        "tests/history/test_coin.py": TESTS,
        "results/history/coin.json": "{}",
        "results/history/coin.py": "",
        "references.bib": "@book{condorcet1785essai,\n  title = {Essai},\n}\n",
        "claims.yml": claims,
        "dissent.yml": "".join(
            OBJECTION.format(side=s) for s in ("experts", "citizens")
        ),
        "_toc.yml": TOC,
        "README.md": README,
        "docs/chapter.png": "",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
