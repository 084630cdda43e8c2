"""Outside formats -> files beside the data, on a command that says so."""
