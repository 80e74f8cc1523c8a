"""What technocracy is: the concept."""
