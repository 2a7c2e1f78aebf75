"""What leaves chartcode: the versioned JSON record, the HTML report, and the formats that others read."""
