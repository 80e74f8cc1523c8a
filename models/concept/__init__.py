"""What technocracy is: concept."""
