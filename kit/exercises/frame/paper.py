"""A widget with a page beside it, which stays where no widget can be shown."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import anywidget

from kit.exercises.frame.guarded import Guarded
from kit.exercises.frame.shown import LIVE, renew, show


class Papered(Guarded, anywidget.AnyWidget):
    """A widget in a notebook, and the page that is printed, exported and saved for it."""

    _on_page = False

    @abstractmethod
    def _paper(self) -> dict[str, str]:
        """Return the page as HTML without scripts, and as plain text."""

    def close(self) -> None:
        """Leave the page, and ipywidgets' list of all widgets, together with the layout."""
        layout = None if self.comm is None else self.layout  # one that never opened has none
        super().close()
        if layout is not None:
            layout.close()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401  (as anywidget has it)
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data |= self._paper()
        return bundle

    def _ipython_display_(self) -> None:
        """Show the widget, and before it the page."""
        bundle = None if self.comm is None else self._repr_mimebundle_()
        data, about = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        self._on_page = True
        show(self, self._paper(), {name: data[name] for name in data if name == LIVE}, about)

    def _renew(self) -> None:
        """Bring the page that was shown up to date, so that it is saved as it is now."""
        if self._on_page:
            renew(self.model_id, self._paper())
