"""`python -m reader`, and the `reader` command."""

import gc
import sys
from types import TracebackType


def main() -> None:
    """Run the command line and leave with its exit status."""
    sys.excepthook = _tell
    gc.disable()  # a question is answered before there is garbage; `Opening.workspace` enables it again
    try:
        from reader.cli import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # while modules are still being imported
        sys.exit(130)
    finally:
        gc.freeze()  # the interpreter, when it ends, would look through all that is left, several times


def _tell(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    """Print what broke as the interpreter does, but let nothing from outside in it reach the terminal as it is."""
    import traceback

    from reader.text.safety import clean

    sys.stderr.write(clean("".join(traceback.format_exception(kind, error, at))))


if __name__ == "__main__":
    main()
