"""How does a run file become a folder of results?"""

from wozgeo.runs.measuring import Measured, measure
from wozgeo.runs.pipeline import RunResult, run

__all__ = ["Measured", "RunResult", "measure", "run"]
