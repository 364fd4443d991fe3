"""Mark the words that tell who says it."""
