"""Put the hands that the news passed through in order."""
