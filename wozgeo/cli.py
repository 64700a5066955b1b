"""What can be asked of wozgeo on the command line?

Nothing heavy is imported before a command needs it: ``wozgeo --help`` answers at once.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wozgeo import __version__
from wozgeo.domain.errors import WozgeoError
from wozgeo.domain.language import Language, Text
from wozgeo.domain.shown import told
from wozgeo.domain.stopping import stopped_cleanly as stopped_cleanly
from wozgeo.domain.vocabulary import Measure, Profile

if TYPE_CHECKING:
    from wozgeo.config import RunConfig
    from wozgeo.domain.definitions import Definition

_FILE = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="wozgeo")
def main() -> None:
    """Can a senior who lives here, or would live here, walk to what they need?

    wozgeo measures the exact walking distance from every dwelling to the nearest supermarkt,
    huisarts, OV-halte and ontmoetingsplek, and shows it on a map that opens anywhere.
    """


_OUT = click.option(
    "--out", type=_FILE, help="Write the results here instead of where the run file says."
)
_OSM = click.option(
    "--osm",
    type=_FILE,
    required=True,
    help="OpenStreetMap extract (.osm.pbf, .osm, .osm.gz, .osm.bz2).",
)
_PROFILE = click.option(
    "--profile",
    type=click.Choice([str(p) for p in Profile]),
    default=str(Profile.ROLLATOR),
    show_default=True,
    help="Who walks.",
)
_FACILITIES = click.option(
    "--facilities",
    type=_FILE,
    help="Own list; replaces the facilities of the voorzieningen it names.",
)
_FRESH = click.option(
    "--fresh",
    is_flag=True,
    help="Read the extract anew, though an earlier run kept what it says; keep nothing either.",
)


@main.command("run")
@click.argument("run_file", type=_FILE, metavar="RUN.toml")
@_OUT
@click.option(
    "--gemeente", help="Its dwellings alone; a name or code in the areas of the run file."
)
@_FRESH
def run_command(run_file: Path, out: Path | None, gemeente: str | None, fresh: bool) -> None:
    """Do what a run file asks."""
    with _faults_told():
        from wozgeo.config import read_config

        _run(read_config(run_file, out=out, gemeente=gemeente), fresh=fresh)


@main.command("surface")
@click.argument("run_file", type=_FILE, metavar="RUN.toml")
@_OUT
@click.option("--cell-m", type=float, help="Side of a cell in metres, instead of surface.cell_m.")
@_FRESH
def surface_command(run_file: Path, out: Path | None, cell_m: float | None, fresh: bool) -> None:
    """Do what a run file asks, and make rasters over the whole area as well (folder raster/)."""
    with _faults_told():
        from wozgeo.config import read_config

        surface = {} if cell_m is None else {"cell_m": cell_m}
        _run(read_config(run_file, out=out, surface=surface), fresh=fresh)


@main.command("score")
@_OSM
@click.option("--out", type=_FILE, required=True, help="Folder for the results.")
@_FACILITIES
@click.option(
    "--locations", type=_FILE, help="Own points, instead of the dwellings found in OpenStreetMap."
)
@_PROFILE
@click.option("--search-limit-m", type=float, help="Look no further than this.  [default: 5000]")
@click.option("--areas", type=_FILE, help="CBS wijken en buurten, for figures per buurt.")
@click.option("--gemeente", help="Its dwellings alone; a name or code in the areas.")
@click.option("--routes", is_flag=True, help="Write every walking route as well.")
@_FRESH
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
    with _faults_told():
        from wozgeo.config import parse_config

        _run(parse_config(table, source="wozgeo score", folder=Path()), fresh=fresh)


def _shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what `screen` and `sites` have in common."""
    options = [
        _OSM,
        click.option(
            "--bag", type=_FILE, help="BAG GeoPackage: its addresses instead of those in OSM."
        ),
        click.option("--areas", type=_FILE, help="CBS wijken en buurten, for figures per buurt."),
        _FACILITIES,
        click.option(
            "--definition",
            "definitions",
            multiple=True,
            default=("druten",),
            show_default=True,
            help="Name of a definition (wozgeo criteria lists them); may be repeated.",
        ),
        click.option("--criteria", type=_FILE, help="Own definitions."),
        click.option(
            "--measure",
            type=click.Choice([str(m) for m in Measure]),
            help="Which dwelling or place decides: farthest, typical or nearest.  [default: max]",
        ),
        _PROFILE,
        click.option("--out", type=_FILE, required=True, help="Folder for the results."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@main.command("screen")
@click.argument("complexes", type=_FILE, metavar="COMPLEXEN.xlsx")
@_shared_options
def screen_command(complexes: Path, **choices: Any) -> None:  # noqa: ANN401
    """Judge a list of housing complexes: which meet the definition, which just miss it, what each needs."""
    _judge_list({"complexes": [{"file": str(complexes)}]}, complexes, **choices)


@main.command("sites")
@click.argument("plans", type=_FILE, metavar="PLANNEN.gpkg")
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


@main.command("demo")
@click.option(
    "--out",
    type=_FILE,
    default=Path("maps/voorbeeld"),
    show_default=True,
    help="Folder for the results.",
)
def demo_command(out: Path) -> None:
    """Do the sample municipality that comes with wozgeo."""
    with _faults_told():
        from wozgeo.config import read_config
        from wozgeo.domain.packaged import packaged_path

        _run(read_config(packaged_path("voorbeeld/wozerwaard.toml"), out=out))


@main.command("seniors")
@click.argument("run_file", type=_FILE, metavar="RUN.toml")
@_FRESH
def seniors_command(run_file: Path, fresh: bool) -> None:
    """Tell how many seniors live in every kern, buurt, wijk and gemeente of a run; writes nothing."""
    with _faults_told():
        from wozgeo.config import read_config
        from wozgeo.runs.seniors_alone import count_seniors, tell_seniors

        config = read_config(run_file)
        for line in tell_seniors(config, count_seniors(config, fresh=fresh)):
            click.echo(told(line))


@main.command("siting")
@click.argument("run_file", type=_FILE, metavar="RUN.toml")
@_FRESH
def siting_command(run_file: Path, fresh: bool) -> None:
    """Tell where seniors concentrate and where the next places should come; writes nothing."""
    with _faults_told():
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
    type=_FILE,
    metavar="CRITERIA.toml",
    help="Own definitions, instead of those that come with wozgeo.",
)
@click.option(
    "--run",
    "run_file",
    type=_FILE,
    metavar="RUN.toml",
    help="The definitions by which this run judges, in its language, with its own voorzieningen.",
)
def criteria_command(file: Path | None, run_file: Path | None) -> None:
    """Print the definitions of geclusterd wonen: requirements, numbers, sources."""
    if file and run_file:
        raise click.UsageError("give --file or --run: a run file names its own definitions")
    with _faults_told():
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


def _judge_list(
    listed: dict[str, Any],
    source: Path,
    *,
    osm: Path,
    bag: Path | None,
    areas: Path | None,
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
    table["criteria"] |= {"file": str(criteria)} if criteria else {}
    table["criteria"] |= {"measure": measure} if measure else {}
    with _faults_told():
        from wozgeo.config import parse_config

        _run(parse_config(table, source="wozgeo", folder=Path()))


def _run(config: "RunConfig", *, fresh: bool = False) -> None:
    from wozgeo.runs import run
    from wozgeo.runs.progress import shown_progress
    from wozgeo.runs.words_run import BEWARE, COLUMNS_READ, MEASURED_IN

    start = time.perf_counter()
    with shown_progress() as (begun, done):
        result = run(config, report=begun, done=done, fresh=fresh)
    seconds = round(time.perf_counter() - start, 1)
    click.echo(MEASURED_IN(config.language, result.n_locations, seconds=seconds))
    lines = [
        *(f"{BEWARE(config.language)}: {warning}" for warning in result.warnings),
        *result.notes,
        *(COLUMNS_READ(config.language, line=line) for line in result.columns),
        *result.summary,
    ]
    for line in lines:
        click.echo(told(line))
    last = [name for name in ("rapport.html", "kaart.html") if name in result.files]
    for name in [*(name for name in result.files if name not in last), *last]:
        click.echo(result.out / name)


def _stem(path: Path) -> str:
    """Name an extract by its file, without any of its endings."""
    name = path.name
    for suffix in (".gz", ".bz2", ".pbf", ".xml", ".osm"):
        name = name.removesuffix(suffix)
    return name.strip() or "wozgeo"


@contextmanager
def _faults_told() -> Iterator[None]:
    """Print what the user can mend and stop with exit code 2; anything else keeps its traceback."""
    try:
        with stopped_cleanly():
            yield
    except WozgeoError as error:
        click.echo(told(f"Error: {error}"), err=True)
        raise SystemExit(2) from error
    except KeyboardInterrupt:
        click.echo("Stopped; earlier results are as they were.", err=True)
        raise SystemExit(130) from None
