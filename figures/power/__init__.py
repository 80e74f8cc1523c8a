"""Objection one: power and distribution."""
