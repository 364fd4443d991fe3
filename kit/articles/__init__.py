"""Articles from files and pasted text, cut into statements."""
