"""Where the idea came from: history."""
