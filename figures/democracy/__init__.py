"""Figures of the part democracy."""
