// An empty program: what a start takes.
