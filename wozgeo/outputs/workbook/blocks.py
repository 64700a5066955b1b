"""What stands on the pages of the workbook, in sentences and small tables?

Pages to read from top to bottom: first the question, the answer and what is needed (Samenvatting), then
how it was judged and what everything means (Toelichting).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wozgeo.domain.criteria import Definition, dutch_number
from wozgeo.domain.language import Language
from wozgeo.domain.metres import margin_tenths, tenths
from wozgeo.domain.vocabulary import VERDICT_LABELS, Verdict, Voorziening
from wozgeo.outputs.answer_sentences import LISTED, answer, ask
from wozgeo.outputs.columns import describe
from wozgeo.outputs.found import Oordelen


@dataclass(frozen=True)
class Block:
    """A part of a page: a heading, sentences and a small table, each perhaps absent.

    Parameters
    ----------
    heading
        "" for none.
    sentences
        Before the table.
    table
        Its headers are words; its index says nothing.
    """

    heading: str
    sentences: Sequence[str] = ()
    table: pd.DataFrame | None = None


def summary_blocks(found: Oordelen) -> Iterator[Block]:
    """Ask the question and answer it: counts, what meets, what just misses, the target, warnings."""
    yield Block("De vraag", [ask([*found.definitions.values()], Language.NL)])
    yield Block("Het antwoord", list(_answers(found)), _counts(found))
    for definition in found.definitions.values():
        yield from _lists(found, definition)
    if len(found.progress):
        sentences = list(found.progress_sentences)
        yield Block("Hoe ver is het doel?", sentences, _progress(found.progress))
    if found.warnings:
        yield Block("Let op", list(found.warnings))
    yield Block("Verder lezen", [_GUIDE])


def explanation_blocks(found: Oordelen, columns: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    """Explain how was judged, by what, and what every column means.

    Parameters
    ----------
    found
        What the workbook says.
    columns
        Sheet name to the columns it has.

    Raises
    ------
    KeyError
        When nobody has described a column.
    """
    yield Block("Zo leest u de oordelen", _READING, _verdict_words())
    titles = [f"{name}: {d.title}." for name, d in found.definitions.items()]
    yield Block("De definities", titles, _requirements(found.definitions))
    yield _meeting_places(found.ontmoetingsplekken)
    if found.settings:
        yield Block("De instellingen", (), _pairs(found.settings, "instelling", "waarde"))
    if found.sources:
        yield Block("De gegevens", list(found.sources))
    if columns:
        yield Block("De kolommen", (), _described(columns))


def _answers(found: Oordelen) -> Iterator[str]:
    yield from answer(found.groups, [*found.definitions.values()], Language.NL)
    yield from found.progress_sentences[:1]


def _verdict_counts(table: pd.DataFrame, name: str) -> dict[Verdict, int]:
    verdicts = table[f"oordeel_{name}"].astype(str)
    return {verdict: int((verdicts == verdict.value).sum()) for verdict in Verdict}


def _near(table: pd.DataFrame, name: str) -> "pd.Series[bool]":
    return table[f"bijna_{name}"].astype(bool)


def _counts(found: Oordelen) -> pd.DataFrame | None:
    rows = [
        {
            "definitie": name,
            "wat": word,
            "aantal": len(table),
            **{VERDICT_LABELS[v]: n for v, n in _verdict_counts(table, name).items()},
            "net niet": int(_near(table, name).sum()),
        }
        for name in found.definitions
        for word, table in found.groups.items()
    ]
    return pd.DataFrame(rows) if rows else None


def _lists(found: Oordelen, definition: Definition) -> Iterator[Block]:
    """List what meets a definition and what just misses it; the clusters are on their own sheet."""
    column, title = f"oordeel_{definition.name}", definition.title
    for word in LISTED:
        table = found.groups.get(word)
        if table is None:
            continue
        meets = table[table[column].astype(str) == Verdict.VOLDOET.value]
        near = table[_near(table, definition.name)].sort_values(
            f"marge_{definition.name}_m", ascending=False, kind="stable", key=_too_far
        )
        heading = f"{word.capitalize()} die voldoen aan {title}"
        yield _listed(heading, _meeting(meets, definition.name, found.limit_m))
        heading = f"{word.capitalize()} die het net niet halen: {title}"
        yield _listed(heading, _missing(near, definition.name))


def _listed(heading: str, table: pd.DataFrame) -> Block:
    return Block(heading, (), table) if len(table) else Block(heading, ["Geen."])


def _meeting(table: pd.DataFrame, name: str, limit_m: float) -> pd.DataFrame:
    metres = table[f"afstand_{Voorziening.ONTMOETINGSPLEK}_max_m"]
    listed = _identified(table)
    listed["ontmoetingsplek (m)"] = tenths(metres.to_numpy(dtype=np.float64), limit_m)
    listed["waarom"] = table[f"toelichting_{name}"]
    return listed


def _too_far(margin: "pd.Series[float]") -> "pd.Series[float]":
    """Leave a margin that is not spent out: what is short is something else then."""
    return margin.where(margin <= 0)


def _missing(table: pd.DataFrame, name: str) -> pd.DataFrame:
    margin = np.asarray(_too_far(table[f"marge_{name}_m"]), dtype=np.float64)
    listed = _identified(table)
    listed["te ver (m)"] = np.abs(margin_tenths(margin))
    listed["oordeel"] = [VERDICT_LABELS[Verdict(v)] for v in table[f"oordeel_{name}"]]
    listed["wat er nodig is"] = table[f"nodig_{name}"]
    return listed


def _identified(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": table.index.astype(object),
            "naam": table["naam"].to_numpy(dtype=object),
            "kern": table["kern"].to_numpy(dtype=object),
            "woningen": table["n_woningen"].array,
        },
        index=table.index,
    )


def _progress(progress: pd.DataFrame) -> pd.DataFrame:
    shown = {
        "zeker": "telt zeker mee",
        "mogelijk": "telt misschien mee",
        "voldoet_niet": "plannen: voldoet niet",
        "na_jaar": "plannen: te laat",
        "bestaand_voldoet": "bestaand: voldoet",
        "bestaand_onbekend": "bestaand: onbekend",
        "bestaand_voldoet_niet": "bestaand: voldoet niet",
    }
    table = progress[[*shown]].rename(columns=shown)
    table.insert(0, "kern", progress.index.astype(object))
    return table.assign(opmerking=[_remark(row) for _, row in progress.iterrows()])


def _remark(row: "pd.Series[int]") -> str:
    without = int(row["n_zonder_aantal"])
    parts = [
        _nothing_here(row),
        f"{without} zonder aantal woningen" if without else "",
    ]
    return "; ".join(filter(None, parts))


def _nothing_here(row: "pd.Series[int]") -> str:
    if row["geen"]:
        return "geen plan of complex dat voldoet of misschien voldoet"
    if not row["zeker"] and not row["bestaand_voldoet"]:
        return "nog niets dat zeker voldoet"
    return ""


def _verdict_words() -> pd.DataFrame:
    words = {VERDICT_LABELS[verdict]: text for verdict, text in _MEANINGS.items()}
    return _pairs(words, "oordeel", "betekenis")


def _pairs(texts: Mapping[str, str], one: str, other: str) -> pd.DataFrame:
    return pd.DataFrame({one: [*texts], other: [*map(str, texts.values())]}, dtype=object)


def _requirements(definitions: Mapping[str, Definition]) -> pd.DataFrame:
    rows = [
        (name, requirement.kind.replace("_", " "), str(requirement), str(requirement.source))
        for name, definition in definitions.items()
        for requirement in definition.requirements
    ]
    return pd.DataFrame(rows, columns=["definitie", "eis", "wat er wordt gevraagd", "bron"])


def _meeting_places(places: pd.DataFrame) -> Block:
    heading = "Wat telde als ontmoetingsplek"
    if places.empty:
        return Block(heading, ["Er is geen ontmoetingsplek bekend in deze run."])
    counts = places["bron"].astype(str).value_counts().sort_index()
    by_source = "; ".join(f"{source}: {n}" for source, n in counts.items())
    table = pd.DataFrame(
        {
            "naam": places["naam"].to_numpy(dtype=object),
            "kern": places["kern"].to_numpy(dtype=object),
            "telt als": places["telt_als"].to_numpy(dtype=object),
            "bron": places["bron"].to_numpy(dtype=object),
            "id": places.index.astype(object),
        }
    )
    return Block(heading, [f"{dutch_number(len(places))} in totaal ({by_source})."], table)


def _described(columns: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    sheets: dict[str, list[str]] = {}
    for sheet, names in columns.items():
        for name in names:
            sheets.setdefault(name, []).append(sheet)
    rows = [
        (name, ", ".join(where), describe(name).replace("`", "")) for name, where in sheets.items()
    ]
    return pd.DataFrame(rows, columns=["kolom", "bladen", "betekenis"])


_GUIDE = (
    "Plannen, Complexen en Kansrijke clusters: één rij per stuk, met oordeel, afstanden en wat er nodig "
    "is. Kernen en Buurten: cijfers per gebied. Per eis: elk oordeel uitgesplitst, met het gevonden getal "
    "naast het gevraagde. Niet gevonden: adressen om na te kijken. Toelichting: "
    "de definities met hun bronnen, wat telde als ontmoetingsplek, de instellingen en wat elke kolom "
    "betekent."
)

_MEANINGS = {
    Verdict.VOLDOET: "Aan alle eisen van de definitie is voldaan.",
    Verdict.VOLDOET_NIET: "Aan minstens één eis is zeker niet voldaan.",
    Verdict.ONBEKEND: "Van minstens één eis is niet bekend of eraan is voldaan, en van geen enkele eis "
    "is bekend dat er niet aan is voldaan. Onbekend is geen ja en geen nee.",
}

_READING = (
    "Een kansrijk cluster is een groep woningen die niemand heeft opgegeven en die groot genoeg is: een "
    "begin voor een gesprek, geen oordeel over bewoners.",
    "Afstanden zijn loopafstanden in meters, met één cijfer achter de komma en nooit over een grens heen "
    "afgerond: 399,96 m staat er als 399,9 en 400,04 m als 400,1. Het oordeel is gegeven op het "
    "onafgeronde getal.",
    "Een lege afstand is nooit nul: de kolom reden_... zegt waarom er geen getal is.",
    "Op papier komen alleen de eerste kolommen, met het antwoord; het afdrukbereik is in Excel te "
    "wijzigen.",
)
