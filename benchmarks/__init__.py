"""What is measured, beside whom; run ``python -m benchmarks``."""
