"""What lies on disk: folders, one a paper, and what the user says about each."""
