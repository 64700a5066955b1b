"""What does the report say around reasons, firmness and places that counted?"""

WHY_TEXTS: dict[str, tuple[str, str]] = {
    "rounded": (
        "Percentages zijn afgerond en tellen op tot 100; wat dichtbij ligt is samen naar beneden afgerond.",
        "Percentages are rounded and add up to 100; what is near is rounded down together.",
    ),
    "not_firm": ("niet stevig", "not firm"),
    "hangs_on": ("Hangt aan:", "Hangs on:"),
    "counted_as": ("Wat telde als {place}", "What counted as {place}"),
    "places_ids": (
        "Hun id's staan in oordelen.xlsx, blad Toelichting.",
        "Their ids are in oordelen.xlsx, sheet Toelichting.",
    ),
    "none_known": (
        "Er is geen {place} bekend in deze run.",
        "No {place} is known in this run.",
    ),
}
"""As `wozgeo.outputs.report.words.TEXTS`."""
