"""Lessons that leave the notebook: pages of their own, which need neither Python nor a network."""
