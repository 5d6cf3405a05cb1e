"""Long work: how many processes, how far it is, how long it may take."""
