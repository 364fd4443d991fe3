"""Results for people to see: tables, strips, plots, pages and reports."""
