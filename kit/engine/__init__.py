"""Who stands behind each statement: from words to evidence, rules and a verdict."""
