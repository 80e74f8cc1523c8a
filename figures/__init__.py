"""The figures: one function each, joining a model to explore."""
