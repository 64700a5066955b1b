"""Of which kinds are the keys of a run file, and what may each be?"""

from typing import Annotated

from pydantic import AfterValidator, Field

from wozgeo.domain.toml_files import refused


def _filled(text: str) -> str:
    if not text.strip():
        raise refused("found an empty text")
    return text


def _rising(breaks: list[int]) -> list[int]:
    if not breaks or breaks != sorted(set(breaks)) or breaks[0] <= 0:
        raise refused(f"found {breaks!r}, expected whole metres above 0, each above the one before")
    return breaks


Filled = Annotated[str, AfterValidator(_filled)]
AboveZero = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Spacing = Annotated[float, Field(ge=0.5, le=1000, allow_inf_nan=False)]
ManyPoints = Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)]
PathLength = Annotated[float, Field(gt=0, le=250, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Breaks = Annotated[list[int], AfterValidator(_rising)]
