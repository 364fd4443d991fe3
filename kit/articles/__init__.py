"""Articles from files, folders and pasted text."""

from kit.articles.plain import Source, load_articles, read_articles

__all__ = ["Source", "load_articles", "read_articles"]
