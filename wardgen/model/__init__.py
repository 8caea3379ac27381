"""Plain frozen data, standard library only: what every other room passes around."""
