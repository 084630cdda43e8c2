"""Chat rooms: what the conference wants, what a server has, and how the two come together."""
