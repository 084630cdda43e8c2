"""The schedule formats of frab and pentabarf, XML and JSON: written for apps, read as a source."""
