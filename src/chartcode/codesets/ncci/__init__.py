"""The National Correct Coding Initiative of CMS: pairs of codes, units of service, add-on codes."""
