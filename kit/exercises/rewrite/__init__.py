"""Write an honest headline."""
