"""`python -m kit`, for machines where the command is not on the path."""

from kit.cli import main

if __name__ == "__main__":
    main()
