"""Words and contracts; imports nothing else of wozgeo."""
