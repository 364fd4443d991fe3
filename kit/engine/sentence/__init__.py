"""One statement as words: what stands where, and what belongs together."""
