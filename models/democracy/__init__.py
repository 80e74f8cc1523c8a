"""Who decides, and how: democracy."""
