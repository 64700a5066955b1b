"""Can a senior who lives here, or would live here, walk to what they need?"""

__version__ = "0.1.0"
