"""Lessons: an article with its key and evidence cards, sets of items, drafts."""
