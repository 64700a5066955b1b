"""What can be asked of wozgeo on the command line?

Nothing heavy is imported before a command needs it: ``wozgeo --help`` answers at once.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wozgeo import __version__
from wozgeo.cli.lists import screen_command, sites_command
from wozgeo.cli.options import FILE, FRESH, OSM, OUT, PLACES_LIST, PROFILE
from wozgeo.cli.printing import faults_told, run_and_tell
from wozgeo.domain.language import Language, Text
from wozgeo.domain.shown import told
from wozgeo.domain.stopping import stopped_cleanly as stopped_cleanly

if TYPE_CHECKING:
    from wozgeo.domain.definitions import Definition


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="wozgeo")
def main() -> None:
    """Can a senior who lives here, or would live here, walk to what they need?

    wozgeo measures the exact walking distance from every dwelling to the nearest supermarkt,
    huisarts, OV-halte and ontmoetingsplek, and shows it on a map that opens anywhere.
    """


main.add_command(screen_command)
main.add_command(sites_command)


@main.command("run")
@click.argument("run_file", type=FILE, metavar="RUN.toml")
@OUT
@click.option(
    "--gemeente", help="Its dwellings alone; a name or code in the areas of the run file."
)
@FRESH
def run_command(run_file: Path, out: Path | None, gemeente: str | None, fresh: bool) -> None:
    """Do what a run file asks."""
    with faults_told():
        from wozgeo.config import read_config

        run_and_tell(read_config(run_file, out=out, gemeente=gemeente), fresh=fresh)


@main.command("surface")
@click.argument("run_file", type=FILE, metavar="RUN.toml")
@OUT
@click.option("--cell-m", type=float, help="Side of a cell in metres, instead of surface.cell_m.")
@FRESH
def surface_command(run_file: Path, out: Path | None, cell_m: float | None, fresh: bool) -> None:
    """Do what a run file asks, and make rasters over the whole area as well (folder raster/)."""
    with faults_told():
        from wozgeo.config import read_config

        surface = {} if cell_m is None else {"cell_m": cell_m}
        run_and_tell(read_config(run_file, out=out, surface=surface), fresh=fresh)


@main.command("score")
@OSM
@click.option("--out", type=FILE, required=True, help="Folder for the results.")
@PLACES_LIST
@click.option(
    "--locations", type=FILE, help="Own points, instead of the dwellings found in OpenStreetMap."
)
@PROFILE
@click.option("--search-limit-m", type=float, help="Look no further than this.  [default: 5000]")
@click.option("--areas", type=FILE, help="CBS wijken en buurten, for figures per buurt.")
@click.option("--gemeente", help="Its dwellings alone; a name or code in the areas.")
@click.option("--routes", is_flag=True, help="Write every walking route as well.")
@FRESH
def score_command(
    osm: Path,
    out: Path,
    facilities: Path | None,
    locations: Path | None,
    profile: str,
    search_limit_m: float | None,
    areas: Path | None,
    gemeente: str | None,
    routes: bool,
    fresh: bool,
) -> None:
    """Measure and score every dwelling in an extract, without a run file."""
    table: dict[str, Any] = {
        "run": {"out": str(out), "routes": routes},
        "osm": {"file": str(osm)},
        "walking": {"profile": profile},
        "facilities": [{"file": str(facilities)}] if facilities else [],
        "locations": [{"file": str(locations)}] if locations else [],
        "areas": [{"file": str(areas)}] if areas else [],
    }
    if gemeente is None:
        table["run"]["name"] = _stem(osm)
    else:
        table["area"] = {"gemeente": gemeente}
    if search_limit_m is not None:
        table["walking"]["search_limit_m"] = search_limit_m
    with faults_told():
        from wozgeo.config import parse_config

        run_and_tell(parse_config(table, source="wozgeo score", folder=Path()), fresh=fresh)


@main.command("demo")
@click.option(
    "--out",
    type=FILE,
    default=Path("maps/voorbeeld"),
    show_default=True,
    help="Folder for the results.",
)
def demo_command(out: Path) -> None:
    """Do the sample municipality that comes with wozgeo."""
    with faults_told():
        from wozgeo.config import read_config
        from wozgeo.domain.packaged import packaged_path

        run_and_tell(read_config(packaged_path("voorbeeld/wozerwaard.toml"), out=out))


@main.command("seniors")
@click.argument("run_file", type=FILE, metavar="RUN.toml")
@FRESH
def seniors_command(run_file: Path, fresh: bool) -> None:
    """Tell how many seniors live in every kern, buurt, wijk and gemeente of a run; writes nothing."""
    with faults_told():
        from wozgeo.config import read_config
        from wozgeo.runs.seniors_alone import count_seniors, tell_counts

        config = read_config(run_file)
        for line in tell_counts(config, count_seniors(config, fresh=fresh)):
            click.echo(told(line))


@main.command("siting")
@click.argument("run_file", type=FILE, metavar="RUN.toml")
@FRESH
def siting_command(run_file: Path, fresh: bool) -> None:
    """Tell where seniors concentrate and where the next places should come; writes nothing."""
    with faults_told():
        from wozgeo.config import read_config
        from wozgeo.runs.where_alone import find_places

        config = read_config(run_file)
        found = find_places(config, fresh=fresh)
        for text in (*found.said, *found.warnings):
            click.echo(told(text(config.language)))


@main.command("criteria")
@click.option(
    "--file",
    "file",
    type=FILE,
    metavar="CRITERIA.toml",
    help="Own definitions, instead of those that come with wozgeo.",
)
@click.option(
    "--run",
    "run_file",
    type=FILE,
    metavar="RUN.toml",
    help="The definitions by which this run judges, in its language, with its own voorzieningen.",
)
def criteria_command(file: Path | None, run_file: Path | None) -> None:
    """Print the definitions of geclusterd wonen: requirements, numbers, sources."""
    if file and run_file:
        raise click.UsageError("give --file or --run: a run file names its own definitions")
    with faults_told():
        definitions, language = _definitions_of_run(run_file) if run_file else _definitions(file)
        for definition in definitions.values():
            click.echo(told(f"{definition.name}: {definition.title_in(language)}"))
            for requirement in definition.requirements:
                click.echo(told(f"  {requirement.name}: {requirement.said(language)}"))
                click.echo(told(f"      {_SOURCE(language)}: {requirement.source.said(language)}"))


_SOURCE = Text("bron", "source")


def _definitions_of_run(run_file: Path) -> tuple[Mapping[str, "Definition"], Language]:
    """Read by what a run judges, as it will be told."""
    from wozgeo.config import read_config
    from wozgeo.inputs.facility_rules import read_voorzieningen
    from wozgeo.runs.reading import read_definitions

    config = read_config(run_file)
    config = replace(config, known=read_voorzieningen(config.facility_table))
    return read_definitions(config), config.language


def _definitions(file: Path | None) -> tuple[Mapping[str, "Definition"], Language]:
    """Read definitions without a run; what only a run's own table knows is called by its key."""
    from wozgeo.domain.criteria import read_criteria
    from wozgeo.inputs.facility_rules import read_voorzieningen

    known = read_voorzieningen()
    asked = {walk.voorziening: walk for one in read_criteria(file).values() for walk in one.walks}
    strange = {key: walk.place for key, walk in asked.items() if key not in known}
    for key in strange:
        remedy = "if it is one of your own table, give --run RUN.toml to check it"
        click.echo(told(f"{key}: no voorziening of wozgeo; {remedy}"), err=True)
    return read_criteria(file, kinds={**known, **strange}), Language.NL


@main.command("schema")
@click.argument("kind", type=click.Choice(["run", "criteria", "voorzieningen"]), default="run")
def schema_command(kind: str) -> None:
    """Print the JSON Schema by which an editor completes and checks a file of yours.

    Of a run file unless you name another: criteria (definitions) or voorzieningen (what counts as which).
    """
    from wozgeo.config.schema import SCHEMAS

    click.echo(json.dumps(SCHEMAS[kind](), indent=2, ensure_ascii=False))


def _stem(path: Path) -> str:
    """Name an extract by its file, without any of its endings."""
    name = path.name
    for suffix in (".gz", ".bz2", ".pbf", ".xml", ".osm"):
        name = name.removesuffix(suffix)
    return name.strip() or "wozgeo"
