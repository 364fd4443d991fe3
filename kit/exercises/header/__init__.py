"""The head of a lesson."""
