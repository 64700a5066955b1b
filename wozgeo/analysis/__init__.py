"""Distances -> meaning."""
