"""Mixed items for each day, and the map of skills."""
