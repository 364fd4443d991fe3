"""A learner's own article: pasted or dropped, and worked on like any other."""
