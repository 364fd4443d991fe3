"""Hold a claim against other sources."""
