"""From evidence to labels, through the whole article."""
