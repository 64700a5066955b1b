"""Of what must the reader of a run be warned?"""

import pandas as pd

from wozgeo.analysis.caveats import (
    another_street,
    another_street_of_complexes,
    closed_facilities,
    crossing_outlines,
    doubtful_distances,
    far_doors,
    left_elsewhere,
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
from wozgeo.domain.language import Text
from wozgeo.domain.told import read_all
from wozgeo.domain.vocabulary import Door
from wozgeo.network.stray import on_stray_pieces
from wozgeo.network.unread import count_unread
from wozgeo.runs.measuring import Measured
from wozgeo.runs.reading import Read


def thin_kinds(config: RunConfig, read: Read, measured: Measured) -> dict[str, str]:
    """Say of which voorzieningen there are probably more than are known.

    Of a study area its own dwellings and facilities are compared; of a kind it has none of, those around it.
    """
    register = read.bag.addresses if read.bag else read.osm.addresses
    counts = measured.facilities["voorziening"].value_counts()
    if read.area:
        register = read.area.within(register)
        own = read.area.within(measured.facilities)["voorziening"].value_counts()
        counts = own[own > 0].combine_first(counts)
    warnings = thin_facilities(
        {v: int(counts.get(v, 0)) for v in config.voorzieningen},
        int(register["dwelling"].sum()),
        config.voorzieningen,
        thin_share=config.warnings.thin_share,
    )
    return {kind: warning(config.language) for kind, warning in warnings.items()}


def _another_street(config: RunConfig, read: Read, measured: Measured) -> list[Text]:
    if config.door != Door.STRAAT:
        return []
    access, extra_m, told = measured.access, config.max_extra_m, list[Text]()
    if access.street is not None:
        told = another_street(
            measured.locations["straat"],
            access.possible,
            access.street,
            extra_m=extra_m,
            closed=access.closed,
        )
    return told + another_street_of_complexes(_left_elsewhere(read, measured), extra_m=extra_m)


def _left_elsewhere(read: Read, measured: Measured) -> list[str]:
    """Name the complex of every address that is no dwelling here and is not left by its street."""
    homes, places = read.listed.homes, measured.place_access
    if places.street is None or homes.empty:
        return []
    own = homes[measured.locations.index.get_indexer(pd.Index(homes["location_id"])) < 0]
    row = places.points.index.get_indexer(pd.Index([f"complex {name}" for name in own.index]))
    own, row = own[row >= 0], row[row >= 0]
    beside = places.only(row)
    if beside.street is None:
        return []
    elsewhere = left_elsewhere(own["straat"], beside.possible, beside.street, beside.closed)
    return own["object_id"][elsewhere].astype(str).to_list()


def warnings_of(config: RunConfig, read: Read, measured: Measured) -> tuple[str, ...]:
    """Say what else to know of streets, places and distances."""
    access, certain = measured.first_access.possible, measured.first_access.certain
    registered = (len(read.bag.dwellings), len(read.osm.dwellings)) if read.bag else (0, 0)
    stray = on_stray_pieces(measured.network, access, certain)
    unread = count_unread(read.osm.ways, read.osm.stops, profile=config.profile)
    told = (
        *short_register(*registered, register_share=config.warnings.register_share),
        *unconnected_facilities(measured.facilities, access, config.known),
        *wet_facilities(measured.facilities, access, config.known),
        *stray_facilities(measured.facilities, stray, config.known),
        *left_out(read.osm.counts.get("zonder_plaats_weggelaten", {})),
        *far_doors(measured.n_far_doors),
        *crossing_outlines(read.osm.counts.get("omtrek_kruist_zichzelf", {})),
        *unread_values(unread),
        *closed_facilities(read.osm.counts.get("voorzieningen_weggelaten", {})),
        *doubtful_distances(
            measured.distances,
            measured.access.leaving.possible,
            config.voorzieningen,
            config.warnings,
        ),
        *_another_street(config, read, measured),
        *shallow_search(config.score, config.search_limit_m, config.known),
        *merged_facilities(read.osm.counts["dubbel_gekarteerd_samengevoegd"], config.known),
    )
    return read_all(told, config.language)
