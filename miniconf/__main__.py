"""`python -m miniconf`, where the script is not on the path."""

from miniconf.cli import main

if __name__ == "__main__":
    main()
