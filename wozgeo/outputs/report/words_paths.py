"""What does the report say around the paths that are not there?"""

PATH_TEXTS: dict[str, tuple[str, str]] = {
    "paths": ("Paden die er niet zijn", "Paths that are not there"),
    "paths_intro": (
        "Op de kaart houdt het lopen hier op, en een kort pad zou het verschil maken. Of het er al ligt weet "
        "alleen wie gaat kijken. {which} staan in oordelen.xlsx, blad Paden, en op de kaart.",
        "On the map the walk stops here, and a short path would make the difference. Whether it is there "
        "already only a visit tells. {which} are in oordelen.xlsx, sheet Paden, and on the map.",
    ),
    "paths_some": (
        "Hier staan de {n} die het meest brengen; alle {total}",
        "Here are the {n} that bring most; all {total}",
    ),
    "paths_all": ("Zij", "They"),
    "path_rank": ("nr.", "no."),
    "path_where": ("waar", "where"),
    "path_length": ("lengte", "length"),
    "path_brings": ("het zou", "it would"),
    "path_does": ("wat te doen", "what to do"),
}
"""As `wozgeo.outputs.report.words.TEXTS`."""
