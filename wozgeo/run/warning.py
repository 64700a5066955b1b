"""Of what must the reader of a run be warned?"""

from wozgeo.analysis.caveats import (
    doubtful_distances,
    left_out,
    merged_facilities,
    shallow_search,
    short_register,
    stray_facilities,
    thin_facilities,
    unconnected_facilities,
    unread_values,
    wet_facilities,
)
from wozgeo.config import RunConfig
from wozgeo.domain.vocabulary import Voorziening
from wozgeo.inputs.facilities import FacilityRules
from wozgeo.network.stray import on_stray_pieces
from wozgeo.network.unread import unread_values as count_unread
from wozgeo.run.measuring import Measured
from wozgeo.run.reading import Read


def thin_kinds(
    config: RunConfig, read: Read, measured: Measured, rules: FacilityRules
) -> dict[Voorziening, str]:
    """Say of which voorzieningen there are probably more than are known."""
    counts = measured.facilities["voorziening"].value_counts()
    register = read.bag.addresses if read.bag else read.osm.addresses
    return thin_facilities(
        {v: int(counts.get(v, 0)) for v in config.voorzieningen},
        int(register["dwelling"].sum()),
        {kind.voorziening: kind.dwellings_per_facility for kind in rules.kinds},
        thin_share=config.warnings.thin_share,
        language=config.language,
    )


def warnings_of(config: RunConfig, read: Read, measured: Measured) -> tuple[str, ...]:
    """Say what else to know of streets, places and distances."""
    language, access = config.language, measured.facility_access.possible
    registered = (len(read.bag.dwellings), len(read.osm.dwellings)) if read.bag else (0, 0)
    return (
        *short_register(
            *registered, register_share=config.warnings.register_share, language=language
        ),
        *unconnected_facilities(measured.facilities, access, language=language),
        *wet_facilities(measured.facilities, access, language=language),
        *stray_facilities(
            measured.facilities,
            on_stray_pieces(measured.network, access, measured.facility_access.certain),
            language=language,
        ),
        *left_out(read.osm.counts.get("zonder_plaats_weggelaten", {}), language=language),
        *unread_values(
            count_unread(read.osm.ways, read.osm.stops, profile=config.profile), language=language
        ),
        *doubtful_distances(
            measured.distances,
            measured.access.possible,
            config.voorzieningen,
            config.warnings,
            language=language,
        ),
        *shallow_search(config.score, config.search_limit_m, language=language),
        *merged_facilities(read.osm.counts["dubbel_gekarteerd_samengevoegd"], language=language),
    )
