"""The widgets; only this package needs anywidget."""

from kit.widgets.sorter import Sorter

__all__ = ["Sorter"]
