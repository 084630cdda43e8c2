"""A site -> a folder of files: only what changed is written, and all of it is checked."""
