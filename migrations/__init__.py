"""The schema's history, one revision a file; applied by server/schema.py."""
