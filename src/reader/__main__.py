"""`python -m reader`, and the `reader` command."""

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    try:
        from reader.cli import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # while modules are still being imported
        sys.exit(130)


if __name__ == "__main__":
    main()
