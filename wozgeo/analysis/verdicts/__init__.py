"""Definition, distances and facts -> voldoet, voldoet niet or onbekend, and why."""
