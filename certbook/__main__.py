"""`python -m certbook`: the same as the `certbook` command."""

from certbook.cli import main

if __name__ == "__main__":
    main()
