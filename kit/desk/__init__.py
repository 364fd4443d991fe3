"""What a teacher does before the class: a lesson put on paper."""
