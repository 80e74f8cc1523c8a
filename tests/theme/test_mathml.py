"""Formulas: every allowed macro is known to the converter, numbers and links stay."""

import re

import pytest
from latex2mathml.converter import convert
from sphinx.testing.util import SphinxTestApp

from theme.mathml import ALLOWED

# what a macro needs around it to be a formula
SHAPES = {
    "frac": r"\frac{a}{b}",
    "binom": r"\binom{n}{k}",
    "sqrt": r"\sqrt{x}",
    "left": r"\left( x \right)",
    "right": r"\left( x \right)",
    "begin": r"\begin{cases} a & b \\ c & d \end{cases}",
    "end": r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
    "operatorname": r"\operatorname{logit} p",
    "text": r"\text{if } x",
    "to": r"x \to y",
    "neg": r"\neg x",
}
ACCENTS = {"bar", "hat", "tilde", "overline", "underline"}
STYLED = ACCENTS | {"mathbb", "mathbf", "mathcal", "mathrm"}
NAMES = {"lim", "max", "min", "log", "ln", "exp", "Pr", "sup", "inf"}


@pytest.mark.parametrize("macro", sorted(ALLOWED))
def test_allowed_macro_is_known_to_the_converter(macro):
    latex = (
        rf"\{macro}{{x}}" if macro in STYLED else SHAPES.get(macro, rf"a \{macro} b")
    )
    mathml = convert(latex)
    assert "\\" not in mathml
    assert macro in NAMES or f">{macro}<" not in mathml


@pytest.fixture
def page(tmp_path):
    """Return the HTML and the warnings of a page with this text."""

    def make(text: str) -> tuple[str, str]:
        (tmp_path / "index.md").write_text(text, encoding="utf8")
        settings = {
            "extensions": ["myst_parser", "theme.mathml"],
            "myst_enable_extensions": ["dollarmath", "amsmath"],
            "html_math_renderer": "mathml",
        }
        app = SphinxTestApp(srcdir=tmp_path, confoverrides=settings, freshenv=True)
        app.build()
        html = (app.outdir / "index.html").read_text(encoding="utf8")
        warnings = app.warning.getvalue()
        app.cleanup()
        return html, warnings

    (tmp_path / "conf.py").touch()
    return make


def test_numbers_and_links(page):
    html, warnings = page(
        "# T\n\n```{math}\n:label: eq-first\na = b\n```\n\n"
        "$$c = d$$ (eq-second)\n\nBy {eq}`eq-first` and {eq}`eq-second`, $p > 1/2$.\n"
    )
    assert warnings == ""
    assert re.findall(r'class="eqno">\((\d)\)', html) == ["1", "2"]
    assert re.findall(r'href="#(equation-eq-\w+)">\((\d)\)<', html) == [
        ("equation-eq-first", "1"),
        ("equation-eq-second", "2"),
    ]
    assert all(f'id="equation-eq-{n}"' in html for n in ["first", "second"])
    assert html.count("<math") == 3
    assert html.count('display="block"') == 2


def test_unknown_macro_is_named_with_its_place(page):
    _, warnings = page("# T\n\nA formula, $\\flibbet{x}$.\n")
    assert re.search(r"index\.md:3: WARNING: \\flibbet is not among", warnings)


@pytest.mark.parametrize("latex", [r"\frac{a", "a}", r"\left( a", "a_"])
def test_a_broken_formula_is_named_with_its_place(page, latex):
    _, warnings = page(f"# T\n\n\n${latex}$\n")
    assert re.search(rf"index\.md:4: WARNING: .* in {re.escape(latex)}", warnings)
