"""``python -m asnroster``."""

from asnroster.cli import main

if __name__ == "__main__":
    main()
