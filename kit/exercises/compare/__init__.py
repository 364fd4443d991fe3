"""Compare stories on one event."""
