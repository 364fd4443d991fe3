"""What `kit explain` can write; by itself, so that a command is offered without what writes it."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What `kit explain` can write."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"
