"""Word vectors: tables read from files, what stands near what in them, and what they do for a network."""
