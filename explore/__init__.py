"""One figure, two lives: precomputed on the static page, ipywidgets in a kernel.

An :class:`Explorer` joins a model (a function of the controls' values) to controls,
a stage (the axes) and marks (what moves). It knows no model of the book.
"""

from explore.cells import Cross, Heat, Phase, Slice
from explore.controls import Choice, Slider
from explore.explorer import Explorer, State
from explore.links import parse_link
from explore.marks import Band, Bars, Dot, Line, Table
from explore.network import Edges, Nodes
from explore.page import decode
from explore.points import Agents
from explore.predict import Predict
from explore.stage import Stage

__all__ = [
    "Agents",
    "Band",
    "Bars",
    "Choice",
    "Cross",
    "Dot",
    "Edges",
    "Explorer",
    "Heat",
    "Line",
    "Nodes",
    "Phase",
    "Predict",
    "Slice",
    "Slider",
    "Stage",
    "State",
    "Table",
    "decode",
    "parse_link",
]
