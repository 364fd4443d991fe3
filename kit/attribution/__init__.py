"""Who stands behind each statement: cues, suggestions, explanations."""

from kit.attribution.cues import find_cues
from kit.attribution.explain import Explanation, explain
from kit.attribution.resolve import suggest_labels

__all__ = ["Explanation", "explain", "find_cues", "suggest_labels"]
