"""Medicare Code Editor: the lists of codes that its edits look at, by date of service."""
