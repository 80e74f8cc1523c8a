"""Faults for each rule: the file, what stands there, what is planted, the complaint.

An empty second place writes a new file; ``None`` takes the file away.
"""

CHAPTER = "chapters/history/coin.md"
MODEL = "models/history/coin.py"
FIGURE = "figures/history/coin.py"
TESTS = "tests/history/test_coin.py"
PUBLISHED = "published/history/coin.toml"
CLAIMS, DISSENT, TOC = "claims.yml", "dissent.yml", "_toc.yml"
BIB, README = "references.bib", "README.md"
CELL = ":tags: [remove-cell]\n"
LOADS = '<script async src="https://x.org/x.js"></script>'

FAULTS = {
    "heads_are_complete": [
        (MODEL, "Equations   P = p\n", "", "Equations"),
        (MODEL, "right?", "right.", "question"),
        (MODEL, "everything else", "", "Leaves out"),
    ],
    "models_are_pure": [
        (MODEL, "numpy as np", "matplotlib as np", "matplotlib"),
        (MODEL, "numpy as np", "figures.history.coin", "figures"),
        (MODEL, "    return", "    print(p)\n    return", "print"),
        (MODEL, "    return", "    open(p)\n    return", "open"),
    ],
    "randomness_is_passed": [
        (MODEL, "float(", "np.random.rand(", "np.random.rand"),
        (MODEL, "float(", "np.random.default_rng(", "default_rng"),
        (CHAPTER, "toss()", "np.random.seed(1)", "np.random.seed"),
        (FIGURE, "import Explorer", "import E\nimport random", "random"),
    ],
    "data_flows_one_way": [
        ("explore/__init__.py", "numpy", "models.history.coin", "models"),
        (FIGURE, "explore import", "theme.toc import", "theme"),
    ],
    "imports_name_the_file": [
        (FIGURE, "models.history.coin", "models.history", "models.hist"),
        (CHAPTER, CELL, CELL + "import models.history.coin\n", "models"),
        (FIGURE, "models.history.coin", ".coin", ".coin"),
    ],
    "paths_mirror": [
        ("models/history/dice.py", "", "x = 1\n", "no chapter"),
        ("published/power/edge.toml", "", "x = 1\n", "no chapter"),
        (TESTS, None, None, "test_coin.py is missing"),
        (FIGURE, None, None, "coin.py is missing"),
    ],
    "parts_are_packages": [
        ("models/misc/__init__.py", "", "x = 1", "not one of the parts"),
        ("figures/history/__init__.py", None, None, "no __init__"),
        ("tests/history/__init__.py", None, None, "no __init__"),
    ],
    "tests_are_of_four_kinds": [
        (TESTS, "def test_limit", "def test_it", "test_limit"),
    ],
    "published_figures_are_read": [
        (TESTS, '"half"', "KEY", "no test reads 'half'"),
        (PUBLISHED, 'certainty = "D"', 'certainty = "X"', "certain"),
        (PUBLISHED, "tolerance = 0", "", "tolerance"),
    ],
    "front_matter_is_whole": [
        (CHAPTER, "minutes: 60\n", "", "minutes"),
        (CHAPTER, "school", "hard", "mathematics"),
        (CHAPTER, "[claims.yml]", "[none.yml]", "none.yml"),
        (CHAPTER, "One voter, one question, one coin.", "", "description"),
    ],
    "titles_ask": [
        (CHAPTER, "voter?", "voter", "not a question"),
        (CHAPTER, "(coin)=", "(money)=", "label"),
    ],
    "pages_are_in_the_toc": [
        (TOC, "history/coin", "history/dice", "coin: not in"),
        (TOC, "history/coin", "history/dice", "no file"),
    ],
    "sections_are_in_order": [
        (CHAPTER, "## Key points\n", "", "Key points"),
        (CHAPTER, "In this chapter", "Here", "In this chapter"),
        (CHAPTER, "## Guess first", "## Replication ", "Guess first"),
        (
            CHAPTER,
            "## Key points\n## Exercises",
            "## Exercises\n## Key points",
            "order",
        ),
    ],
    "chapters_are_of_one_length": [
        (CHAPTER, "tails ", "", "words"),
        (CHAPTER, "tails ", "tails heads ", "words"),
    ],
    "chapters_show_their_evidence": [
        (CHAPTER, "{tested}`history", "`history", "tested"),
        (CHAPTER, 'model_card("history/coin")', "0", "card"),
        (CHAPTER, "{literalinclude}", "{include}", "core"),
    ],
    "cells_are_short": [
        (CHAPTER, CELL, CELL + "x = 1\n" * 12, "15 lines"),
        (CHAPTER, ":tags: [hide-input]\n", "", "tagged nothing"),
        (CHAPTER, CELL, CELL + "def f():\n" + " x = 1\n" * 10, "function"),
        (CHAPTER, "[remove-cell]", "[hide-input]", "set-up"),
    ],
    "exercises_are_of_three_kinds": [
        (CHAPTER, ":class: code", ":class: explore", "class code"),
        (CHAPTER, "{solution}", "{note}", "0 answers"),
        (CHAPTER, "{solution} ex-a", "{solution} ex-z", "ex-z"),
        (CHAPTER, ":class: dropdown\n", "", "not folded"),
    ],
    "images_have_words": [
        (CHAPTER, "A coin that stands on its edge", "edge.png", "edge"),
        (CHAPTER, "toss()", "plt.plot([1])", "plot without"),
        (FIGURE, "A straight line that rises from nought to one", "", "without alt"),
    ],
    "results_are_glued": [
        (CHAPTER, "{glue:text}`half` of", "0.648 of", "0.648"),
        (CHAPTER, "{glue:text}`half` of", "64.8% of", "64.8%"),
    ],
    "bibliography_and_citations_agree": [
        (BIB, "1785", "1786", "no work"),
        (BIB, "1785", "1786", "never cited"),
        (MODEL, "[cond", "[xond", "no work xond"),
        (CHAPTER, "`cond", "`ladha1992,cond", "ladha1992"),
    ],
    "claims_are_complete": [
        (CLAIMS, "code: A7", "code: A8", "A7 stands 0 times"),
        (CLAIMS, "code: A7", "code: A8", "A8 stands 2 times"),
        (CLAIMS, "code: A7", "verdict: true, code: A7", "verdict"),
        (CLAIMS, "power/edge]", "part two]", "part/name"),
        (CLAIMS, "model: power/edge", "model: none", "no_model"),
        (CLAIMS, "[power/edge]", "[history/coin]", "is written"),
    ],
    "objections_come_from_both_sides": [
        (DISSENT, "citizens", "experts", "[2, 0]"),
        (DISSENT, "2026-11-22", "today", "no date"),
        (DISSENT, "  answer: Agreed.\n", "", "answer"),
    ],
    "promised_names_exist": [
        ("models/history/jury_theorem.py", "", "x = 1\n", "optimal_w"),
        (
            "models/knowledge/epidemic.py",
            "",
            "def final_size(r): 0\ndef peak_prevalence(r0): 0\n",
            "no r0",
        ),
    ],
    "no_borrowed_data": [
        ("results/history/votes.csv", "", "1,2", "a data file"),
        ("tests/history/town.pb", "", "META", "a data file"),
    ],
    "no_registry_is_named": [
        (README, "# Coins", "# From py" + "pi.org", "names"),
        ("requirements.txt", "", "--index" + "-url x", "index"),
    ],
    "nothing_is_loaded_from_elsewhere": [
        ("theme/layout.html", "", LOADS, "loads"),
        ("theme/book.css", "", "src: url(//x.org/f)", "loads"),
    ],
    "pins_are_exact": [
        ("requirements.txt", "", "numpy>=2 \\\n    --hash=sha256:00", "numpy"),
        ("requirements/test.txt", "", "pytest==9.0\n", "pytest"),
    ],
    "nothing_is_left_to_write": [
        (CHAPTER, "In 1785", "TODO a date", "TODO a date"),
    ],
    "results_have_their_script": [
        ("results/history/coin.py", None, None, "no script"),
    ],
    "readme_opens_with_the_commands": [
        (README, "make test", "", "make test"),
        ("docs/chapter.png", None, None, "missing"),
    ],
    "readme_names_every_command": [
        ("Makefile", "", "zip: book ## a zip\n", "make zip"),
    ],
}
