"""Tables -> files people open."""
