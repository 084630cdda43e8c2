"""Rocket.Chat's REST API, one module a family of calls."""
