"""Articles from files, folders and pasted text."""

from kit.articles.plain import (
    Source,
    article_from_bytes,
    article_from_text,
    load_articles,
    read_articles,
    walk_articles,
)

__all__ = [
    "Source", "article_from_bytes", "article_from_text", "load_articles", "read_articles",
    "walk_articles",
]  # fmt: skip
