"""Where should the next place come, and which could close at the least loss?"""
