"""What does a run file ask for?"""

from wozgeo.config.run_config import (
    AreaRule,
    CompletenessRule,
    CriteriaRule,
    OwnFacilities,
    OwnPlans,
    OwnTable,
    PathRule,
    PopulationRule,
    RunConfig,
    ScoreRule,
    SiteRule,
    SurfaceRule,
    TargetRule,
    WarningLevels,
)
from wozgeo.config.run_file import parse_config, read_config

__all__ = [
    "AreaRule",
    "CompletenessRule",
    "CriteriaRule",
    "OwnFacilities",
    "OwnPlans",
    "OwnTable",
    "PathRule",
    "PopulationRule",
    "RunConfig",
    "ScoreRule",
    "SiteRule",
    "SurfaceRule",
    "TargetRule",
    "WarningLevels",
    "parse_config",
    "read_config",
]
