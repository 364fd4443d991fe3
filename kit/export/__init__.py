"""Lessons and answers that leave the notebook: pages of their own, and codes to be handed in."""
