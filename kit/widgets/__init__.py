"""The widgets; only this package needs anywidget."""

from kit.widgets.chain import ChainBuilder
from kit.widgets.compare import Compare
from kit.widgets.cuelab import CueLab
from kit.widgets.headline import HeadlineCheck
from kit.widgets.highlighter import Highlighter
from kit.widgets.lateral import LateralReading
from kit.widgets.practice import Practice
from kit.widgets.rewrite import Rewrite
from kit.widgets.sorter import Sorter

__all__ = [
    "ChainBuilder", "Compare", "CueLab", "HeadlineCheck", "Highlighter", "LateralReading",
    "Practice", "Rewrite", "Sorter",
]  # fmt: skip
