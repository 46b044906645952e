"""The page on which proposals for a rotation are asked for, followed, compared and taken over."""
