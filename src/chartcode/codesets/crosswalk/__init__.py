"""Crosswalks: what a code is in another code set, another year, or a grouping, and why."""
