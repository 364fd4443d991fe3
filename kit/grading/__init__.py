"""What a class has handed in, marked from the teacher's own key and kept in a gradebook."""
