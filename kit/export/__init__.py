"""Lessons and answers on their way out of the kit, and back: pages, hand-in codes."""
