"""The test before and after the course: one of two forms, chosen by a button."""
