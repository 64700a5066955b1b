"""Which columns do search areas have, and which column says of a plan that it lies in one?"""

from wozgeo.domain.column import Column, Kind
from wozgeo.domain.language import Text

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
    Column(
        "n_65_bereik",
        Text("65-plussers in de buurt", "Aged 65 or over in reach"),
        Text(
            "Verwacht aantal 65-plussers binnen de loopafstand `surface.seniors_m` van de beste plek in het "
            "gebied; met buren samengenomen, op vijven afgerond, en 0 is minder dan de ondergrens",
            "Expected number aged 65 or over within the walk `surface.seniors_m` of the best place in the "
            "area; pooled with neighbours, rounded to fives, and 0 is fewer than the least",
        ),
        Kind.COUNT,
        Text("niet gevraagd of niet bekend", "not asked or not known"),
    ),
    Column(
        "voor_kern",
        Text("Dichtstbij voor", "Nearest for"),
        Text(
            "Kernen zonder geclusterd wonen waarvoor dit het dichtstbijzijnde zoekgebied van de eerste "
            "definitie is, met de afstand hemelsbreed vanaf de dichtstbijzijnde woning",
            "Kernen (villages) without geclusterd wonen for which this is the nearest search area of the first "
            "definition, with the distance as the crow flies from the nearest dwelling",
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
