"""The parts of make_sample.py: how the fictional gemeente Wozerwaard is drawn."""
