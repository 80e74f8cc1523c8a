"""Formulas as MathML, made while the book is built: no script, no font to load."""

import re

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

logger = logging.getLogger(__name__)

# latex2mathml passes macros that it does not know as text. These were looked at.
LOOKED_AT = r"""
alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi pi rho
sigma tau phi varphi chi psi omega Gamma Delta Theta Lambda Pi Sigma Phi Psi Omega
frac sqrt binom sum prod int lim max min log ln exp Pr sup inf
le leq ge geq ne neq lt gt approx equiv sim propto in notin subset subseteq cup cap
times cdot cdots ldots dots pm to rightarrow leftarrow mapsto infty partial
left right lfloor rfloor lceil rceil lvert rvert mid
bar hat tilde overline underline mathbb mathbf mathcal mathrm operatorname text
quad qquad begin end land lor neg forall exists succ succeq prec preceq
"""
ALLOWED = set(LOOKED_AT.split())
MACRO = re.compile(r"\\([A-Za-z]+)")
BRACE = re.compile(r"(?<!\\)[{}]")


def to_mathml(node: nodes.Node, display: str) -> str:
    """Return the formula as one ``math`` element; warn of what may not be right."""
    latex = node.astext().strip()
    for name in sorted(set(MACRO.findall(latex)) - ALLOWED):
        message = r"\%s is not among the macros looked at in theme/mathml.py"
        logger.warning(message, name, location=node)
    braces = BRACE.findall(latex)
    if braces.count("{") != braces.count("}"):
        logger.warning("unequal braces in %s", latex, location=node)
    try:
        return convert(latex, display=display)
    except Exception as error:  # the converter's errors have no common base
        logger.warning("%s in %s", type(error).__name__, latex, location=node)
        return ""


def visit_inline(self, node):
    """Write a formula within a line."""
    self.body.append(to_mathml(node, "inline"))
    raise nodes.SkipNode


def visit_block(self, node):
    """Write a displayed formula, with its number if it has one."""
    self.body.append(self.starttag(node, "div", CLASS="math"))
    # the theme's script makes boxes of this class focusable when they scroll
    self.body.append('<div class="formula pst-scrollable-table-container">')
    self.body.append(to_mathml(node, "block") + "</div>")
    if node["number"]:
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app):
    """Offer the renderer under the name ``mathml``."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
