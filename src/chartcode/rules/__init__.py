"""The kernel that collects rules and runs them."""
