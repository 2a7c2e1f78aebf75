"""What leaves chartcode: the versioned JSON record and the HTML report of a coded encounter."""
