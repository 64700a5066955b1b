"""How is one list judged without a run file?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from wozgeo.cli.options import FILE, OSM, PLACES_LIST, PROFILE
from wozgeo.cli.printing import faults_told, run_and_tell
from wozgeo.domain.vocabulary import Measure


def _shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what `screen` and `sites` have in common."""
    options = [
        OSM,
        click.option("--bag", type=FILE, help="BAG GeoPackage: its addresses instead of OSM's."),
        click.option("--areas", type=FILE, help="CBS wijken en buurten, for figures per buurt."),
        click.option("--gemeente", help="Its dwellings alone; a name or code in the areas."),
        PLACES_LIST,
        click.option(
            "--definition",
            "definitions",
            multiple=True,
            default=("druten",),
            show_default=True,
            help="Name of a definition (wozgeo criteria lists them); may be repeated.",
        ),
        click.option("--criteria", type=FILE, help="Own definitions."),
        click.option(
            "--measure",
            type=click.Choice([str(m) for m in Measure]),
            help="Which dwelling or place decides: farthest, typical or nearest.  [default: max]",
        ),
        PROFILE,
        click.option("--out", type=FILE, required=True, help="Folder for the results."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command("screen")
@click.argument("complexes", type=FILE, metavar="COMPLEXEN.xlsx")
@_shared_options
def screen_command(complexes: Path, **choices: Any) -> None:  # noqa: ANN401
    """Judge a list of housing complexes: which meet the definition, which just miss it, what each needs."""
    _judge_list({"complexes": [{"file": str(complexes)}]}, complexes, **choices)


@click.command("sites")
@click.argument("plans", type=FILE, metavar="PLANNEN.gpkg")
@_shared_options
@click.option("--layer", help="Which layer, where the file has several.")
@click.option(
    "--preset", help="How its columns are known (gelderland, basisset); found out by itself."
)
@click.option("--skip-faulty", is_flag=True, help="Leave plans with a faulty geometry out.")
@click.option(
    "--openbaar",
    is_flag=True,
    help="All plans may be shared, where no column says which; without it such plans go to the folder "
    "vertrouwelijk alone.",
)
def sites_command(
    plans: Path,
    layer: str | None,
    preset: str | None,
    skip_faulty: bool,
    openbaar: bool,
    **choices: Any,  # noqa: ANN401
) -> None:
    """Judge and rank building plans: which sites suit, which just miss, what would make them meet it."""
    own: dict[str, Any] = {"file": str(plans), "skip_faulty": skip_faulty, "openbaar": openbaar}
    own |= {"layer": layer} if layer else {}
    own |= {"preset": preset} if preset else {}
    _judge_list({"plans": [own]}, plans, **choices)


def _judge_list(
    listed: dict[str, Any],
    source: Path,
    *,
    osm: Path,
    bag: Path | None,
    areas: Path | None,
    gemeente: str | None,
    facilities: Path | None,
    definitions: tuple[str, ...],
    criteria: Path | None,
    measure: str | None,
    profile: str,
    out: Path,
) -> None:
    """Do a run for one list, without a run file."""
    table: dict[str, Any] = {
        "run": {"name": source.stem, "out": str(out)},
        "osm": {"file": str(osm)},
        "walking": {"profile": profile},
        "criteria": {"definitions": list(definitions)},
        "facilities": [{"file": str(facilities)}] if facilities else [],
        "areas": [{"file": str(areas)}] if areas else [],
        **listed,
    }
    table |= {"bag": {"file": str(bag)}} if bag else {}
    table |= {} if gemeente is None else {"area": {"gemeente": gemeente}}
    table["criteria"] |= {"file": str(criteria)} if criteria else {}
    table["criteria"] |= {"measure": measure} if measure else {}
    with faults_told():
        from wozgeo.config import parse_config

        run_and_tell(parse_config(table, source="wozgeo", folder=Path()))
