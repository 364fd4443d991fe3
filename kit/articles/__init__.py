"""Articles from files, folders and pasted text."""

from kit.articles.plain import Source, article_from_bytes, load_articles, read_articles

__all__ = ["Source", "article_from_bytes", "load_articles", "read_articles"]
