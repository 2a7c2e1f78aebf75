"""PDPM: what a diagnosis is to the payment model of skilled nursing facilities, from imported files."""
