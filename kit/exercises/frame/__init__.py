"""What all exercises share: the page, the answers kept, the words spoken."""
