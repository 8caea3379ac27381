"""`python -m wardgen` becomes the console command."""

from wardgen.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
