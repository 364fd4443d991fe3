"""What all rooms stand on: errors, text with offsets, the codebook, and the frames."""
