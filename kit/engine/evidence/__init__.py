"""Who is named in a statement, what reports it, what hedges it."""
