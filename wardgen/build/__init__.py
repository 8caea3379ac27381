"""The ten steps of a build, in order; staleness is judged in cache.py and nowhere else."""
