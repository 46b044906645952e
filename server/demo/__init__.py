"""The demonstration: a real meeting, from the project's own copy of what its organisers published."""
