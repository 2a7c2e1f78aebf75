"""PDGM: what a diagnosis is to the payment model of home health agencies, from imported files."""
