"""Hold a headline against its body."""
