"""How does a run file become a folder of results?"""

from wozgeo.run.measuring import Measured, measure
from wozgeo.run.pipeline import RunResult, run

__all__ = ["Measured", "RunResult", "measure", "run"]
