"""Swap source, verb and hedge of one sentence."""
