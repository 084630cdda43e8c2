"""When things happen: days, blocks, clashes, zones, and how the programme changed. Pure."""
