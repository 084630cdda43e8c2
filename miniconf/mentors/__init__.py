"""Seating mentees at mentors' tables: read two lists, seat at the optimum, write private files."""
