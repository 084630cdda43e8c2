"""Calendars (RFC 5545, RFC 7986): events written so that clients honour them, files read."""
