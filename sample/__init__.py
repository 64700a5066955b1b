"""How is the fictional gemeente Wozerwaard drawn? A program of its own: `python -m sample`."""
