"""The models: pure functions, tested, without plots or files."""
