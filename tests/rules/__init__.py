"""The promises of the book: functions of the tree's root that list complaints."""

from tests.rules import chapters, models, sources, tree

RULES = [
    *models.RULES,
    *chapters.RULES,
    *sources.RULES,
    *tree.RULES,
]
