"""Page becomes Body becomes Prose, and all pages become a Site."""
