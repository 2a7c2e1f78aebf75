"""Coding: from what the chart says to code candidates, specificity and decisions."""
