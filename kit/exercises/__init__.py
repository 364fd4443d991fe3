"""The exercises, a folder each, and what they share."""
