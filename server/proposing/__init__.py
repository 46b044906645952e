"""Proposals for a rotation, searched for by CP-SAT in a process of its own."""
