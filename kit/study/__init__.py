"""A study with people: sheets to code by hand, and what several codings say together."""
