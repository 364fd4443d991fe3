"""The words of each language, read from tables: to read news in, and to speak to people in."""
