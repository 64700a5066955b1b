"""Files and services -> contract tables."""
