"""Which columns do search areas have, and which column says of a plan that it lies in one?"""

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.language import Text


def _persons(name: str, head: Text, who: Text, walk: Text) -> Column:
    """Declare one of three numbers of persons around the best place of a search area."""
    return Column(
        name,
        head,
        Text(
            f"{who.nl} binnen `surface.seniors_m` {walk.nl} van de plek in het gebied waar het er de meeste "
            "zijn; afgerond op een veelvoud van de ondergrens",
            f"{who.en} within `surface.seniors_m` ({walk.en}) of the place in the area where they are most; "
            "rounded to a multiple of the least",
        ),
        Kind.COUNT,
        Text(
            "niet gevraagd, niet bekend, of minder dan de ondergrens",
            "not asked, not known, or fewer than the least",
        ),
    )


SEARCH: tuple[Column, ...] = (
    Column(
        "lezing",
        Text("Zeker of mogelijk", "For certain or perhaps"),
        Text(
            "`zeker`: dichtbij genoeg over wat zeker begaanbaar is; `mogelijk`: alleen als onbekende paden "
            "begaanbaar zijn",
            "`zeker` (for certain): near enough over what is known to be walkable; `mogelijk` (perhaps): only "
            "if unknown paths are",
        ),
        Kind.TEXT,
    ),
    Column(
        "oppervlakte_m2",
        Text("Oppervlakte (m²)", "Area (m²)"),
        Text(
            "Oppervlakte van het zoekgebied, in hele cellen; water telt niet mee, bebouwing wel",
            "Area of the search area, in whole cells; without water, with buildings",
        ),
        Kind.COUNT,
    ),
    Column(
        "share_bebouwd",
        Text("Bebouwd (deel)", "Built on (share)"),
        Text(
            "Deel van het zoekgebied waar al een gebouw staat: verbouwen telt net zo goed als bouwen",
            "Share of the search area where a building stands already: converting counts as much as building",
        ),
        Kind.SHARE,
    ),
    _persons(
        "n_65_bereik_laag",
        Text("65-plussers in de buurt, ten minste", "Aged 65 or over in reach, at least"),
        Text("Ten minste zoveel 65-plussers", "At least so many people aged 65 or over"),
        Text("zeker lopen", "certain walk"),
    ),
    _persons(
        "n_65_bereik",
        Text("65-plussers in de buurt", "Aged 65 or over in reach"),
        Text(
            "Verwacht aantal 65-plussers (0: minder dan de ondergrens)",
            "Expected number aged 65 or over (0: fewer than the least)",
        ),
        Text("zeker lopen", "certain walk"),
    ),
    _persons(
        "n_65_bereik_hoog",
        Text("65-plussers in de buurt, ten hoogste", "Aged 65 or over in reach, at most"),
        Text("Ten hoogste zoveel 65-plussers", "At most so many people aged 65 or over"),
        Text("lopen (onbekende paden meegeteld)", "walk (unknown paths counted in)"),
    ),
    Column(
        "voor_kern",
        Text("Dichtstbij voor", "Nearest for"),
        Text(
            "Kernen zonder geclusterd wonen waarvoor dit het dichtstbijzijnde zoekgebied van de eerste "
            "definitie is, met de loopafstand vanaf de dichtstbijzijnde woning (0: die ligt erin) en, waar dat "
            "anders is, de afstand over wat zeker begaanbaar is",
            "Kernen (villages) without geclusterd wonen for which this is the nearest search area of the first "
            "definition, with the walking distance from the nearest dwelling (0: that lies in it) and, where "
            "that differs, the one over what is known to be walkable",
        ),
        Kind.TEXT,
        Text("voor geen kern", "for none"),
    ),
    Column(
        "zoekgebied",
        Text("In een zoekgebied", "In a search area"),
        Text(
            "Of het plan voor meer dan de helft in een zoekgebied van de eerste definitie met een loopafstand "
            "ligt: `zeker`, `mogelijk` of `nee`",
            "Whether more than half of the plan lies in a search area of the first definition that asks a "
            "walk: `zeker` (for certain), `mogelijk` (perhaps) or `nee` (no)",
        ),
        Kind.TEXT,
        Text("niet gevraagd", "not asked"),
    ),
)
"""Besides ``rang``, ``definitie``, ``kern`` and ``score``."""
