"""What was found -> a report: the page a council reads."""
