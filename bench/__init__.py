"""Benchmarks of wardgen and the made-up ward text that they run on: `python -m bench …`."""
