"""What was found -> a map: one file that opens without a network."""
