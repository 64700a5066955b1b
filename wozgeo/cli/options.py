"""Which options do several commands have?"""

from pathlib import Path

import click

from wozgeo.domain.vocabulary import Profile

FILE = click.Path(path_type=Path)
OUT = click.option(
    "--out", type=FILE, help="Write the results here instead of where the run file says."
)
OSM = click.option(
    "--osm",
    type=FILE,
    required=True,
    help="OpenStreetMap extract (.osm.pbf, .osm, .osm.gz, .osm.bz2).",
)
PROFILE = click.option(
    "--profile",
    type=click.Choice([str(p) for p in Profile]),
    default=str(Profile.ROLLATOR),
    show_default=True,
    help="Who walks.",
)
PLACES_LIST = click.option(
    "--facilities",
    type=FILE,
    help="Own list; replaces the facilities of the voorzieningen it names.",
)
FRESH = click.option(
    "--fresh",
    is_flag=True,
    help="Read the extract anew, though an earlier run kept what it says; keep nothing either.",
)
