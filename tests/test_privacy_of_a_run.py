"""Can anyone find in what a run publishes how many seniors live at an address?

The strongest attack there is: two towns that differ only in who lives at which address of a group of neighbours.
Where every published file of both is the same, no subtracting of anything from anything tells them apart.
"""

import io
import json
import re
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import rasterio
from click.testing import CliRunner

from wozgeo.analysis.population.pooling import pool_counts
from wozgeo.cli import main
from wozgeo.domain.packaged import packaged_path
from wozgeo.inputs.bag import read_bag
from wozgeo.inputs.population.own_counts import read_own_counts
from wozgeo.runs import seniors

SAMPLE = packaged_path("voorbeeld/wozerwaard.toml")


def write_run(folder: Path, counts: pd.DataFrame) -> Path:
    """Write the sample with counts of its own per address, besides squares, buurten and postcodes."""
    shutil.copytree(SAMPLE.parent, folder)
    counts.to_csv(folder / "tellingen.csv", sep=";", index=False)
    run = folder / "wozerwaard.toml"
    text = run.read_text("utf-8").replace('out = "../../maps/wozerwaard"', 'out = "uit"')
    text = text.replace("[population] ", '[population]\ncounts = ["tellingen.csv"] ')
    text = re.sub(r"\[surface\][^\[]*", "", text)
    text += '\n[surface]\ncell_m = 50\nlayers = ["senioren", "score"]\n'
    run.write_text(text, "utf-8")
    return run


def people(seed: int) -> pd.DataFrame:
    """Draw who lives where: most addresses have nobody of 65 and over."""
    homes = read_bag(SAMPLE.parent / "bag.gpkg").dwellings
    table = pd.DataFrame(homes[["postcode", "huisnummer"]]).drop_duplicates()
    table = table[(table["postcode"] != "") & (table["huisnummer"] != "")]
    rng = np.random.default_rng(seed)
    of_65 = rng.choice([0, 1, 2], len(table), p=[0.6, 0.25, 0.15])
    of_75 = np.minimum(of_65, rng.choice([0, 1, 2], len(table), p=[0.5, 0.3, 0.2]))
    return table.assign(n_65=of_65, n_75=of_75).reset_index(drop=True)


def live_elsewhere(counts: pd.DataFrame, asked: dict, path: Path, seed: int) -> pd.DataFrame:
    """Let households of a group swap addresses, so far as the groups remain what they are."""
    code = counts["postcode"] + " " + counts["huisnummer"].str.upper()
    rng = np.random.default_rng(seed)

    def groups_of(table: pd.DataFrame) -> "pd.Series[str]":
        table.to_csv(path, sep=";", index=False)
        return pool_counts(read_own_counts(path), **asked).group_of

    group = code.map(groups_of(counts))
    other, numbers = counts.copy(), ["n_65", "n_75"]
    for _ in range(6):
        tried = other.copy()
        for rows in group.groupby(group).groups.values():
            if (other.loc[rows, numbers] == counts.loc[rows, numbers]).all(axis=None):
                some = rng.choice(rows, 6, replace=False)
                tried.loc[some, numbers] = counts.loc[rng.permutation(some), numbers].to_numpy()
        while (moved := group.isin({*group[code.map(groups_of(tried)) != group]})).any():
            tried[moved] = counts[moved]
        other = tried
    return other


def published(out: Path) -> dict[str, object]:
    """Read every number in every file of a run."""
    found: dict[str, object] = {}
    for layer in gpd.list_layers(out / "resultaat.gpkg")["name"]:
        found[f"gpkg {layer}"] = gpd.read_file(out / "resultaat.gpkg", layer=layer).to_csv()
    book = openpyxl.load_workbook(out / "oordelen.xlsx")
    for sheet in book:
        found[f"xlsx {sheet.title}"] = [*sheet.iter_rows(values_only=True)]
    for path in sorted((out / "raster").glob("*.tif")):
        with rasterio.open(path) as raster:
            found[f"raster {path.name}"] = raster.read().tobytes()
    for path in sorted(out.glob("*.csv")):
        found[path.name] = path.read_text("utf-8")
    return found


@pytest.fixture(scope="module")
def two_towns(tmp_path_factory):
    """What is published of a town, and of one in which people live elsewhere in their group."""
    folder = tmp_path_factory.mktemp("twee")
    asked: dict = {}

    def spied(figures, code, homes, holds, *, at_least):
        if figures.own:
            asked.update(code=code, homes=homes, holds=holds, at_least=at_least)
        return pool_counts(figures, code, homes, holds, at_least=at_least)

    here = people(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seniors, "pool_counts", spied)
        told = [run_of(folder / "hier", here)]
        there = live_elsewhere(here, asked, folder / "proef.csv", 2)
        told.append(run_of(folder / "daar", there))
    return here, there, told


def run_of(folder: Path, counts: pd.DataFrame) -> dict[str, object]:
    run = write_run(folder, counts)
    terminal = []
    for command in ("run", "seniors", "siting"):
        result = CliRunner().invoke(main, [command, str(run)])
        assert result.exit_code == 0, result.output
        terminal.append(result.output)
    found = published(folder / "uit")
    kept = json.loads((folder / "uit" / "run.json").read_text("utf-8"))
    found["run.json"] = {
        key: kept[key] for key in kept if key in ("warnings", "notes", "population")
    }
    found["terminal"] = terminal[1:]
    return found


def test_who_swaps_addresses_with_a_neighbour_changes_no_file(two_towns):
    here, there, (one, other) = two_towns
    changed = (here[["n_65", "n_75"]] != there[["n_65", "n_75"]]).any(axis=1)
    assert changed.sum() > 100
    assert (here[["n_65", "n_75"]].sum() == there[["n_65", "n_75"]].sum()).all()
    assert {"gpkg kernen", "xlsx Bereik", "raster senioren_400m.tif"} <= {*one}
    assert [name for name in one if one[name] != other[name]] == []


def test_it_is_not_for_want_of_numbers_that_nothing_changes(two_towns):
    here, _, (one, _) = two_towns
    table = pd.read_csv(io.StringIO(one["gpkg kernen"]))
    assert table["n_65"].sum() == pytest.approx(here["n_65"].sum(), abs=5)
