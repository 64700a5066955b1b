"""How does a run become one page that a council can read?

The question and the answer first, then the kernen, then every plan and complex, then what it rests on.
Everything is inside the page and nothing is requested; it needs no script.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from wozgeo.domain.language import Language
from wozgeo.domain.vocabulary import Verdict, Voorziening
from wozgeo.outputs.answer_sentences import answer, ask, say_asked
from wozgeo.outputs.asset_files import asset
from wozgeo.outputs.distance_sentences import answer_distances, ask_distances
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import turn_in_legend
from wozgeo.outputs.looks import VERDICT_LOOKS
from wozgeo.outputs.path_sentences import DO, say_paths
from wozgeo.outputs.report.charts import draw_sign, draw_swatch
from wozgeo.outputs.report.distances import spread_distances
from wozgeo.outputs.report.ground import GroundOf, trace_ground
from wozgeo.outputs.report.kern_map import draw_place_sign
from wozgeo.outputs.report.kern_names import kern_names
from wozgeo.outputs.report.kern_seniors import senior_signs
from wozgeo.outputs.report.kernen import build_factsheet, has_page, kern_parts, kern_rows
from wozgeo.outputs.report.new_places import remedy_tables
from wozgeo.outputs.report.reasons import build_reasons
from wozgeo.outputs.report.seniors import build_seniors
from wozgeo.outputs.report.sites import build_sites
from wozgeo.outputs.report.tables import (
    distance_classes,
    kern_label,
    kern_table,
    target_table,
    voorziening_tables,
)
from wozgeo.outputs.report.verdicts import LISTED_ONE_BY_ONE, count_rows, object_lists
from wozgeo.outputs.report.words import ReportWords
from wozgeo.outputs.senior_sentences import say_seniors
from wozgeo.outputs.site_sentences import say_locations


def write_report(path: Path, found: Found, *, ground: GroundOf | None = None) -> Path:
    """Write the report as one HTML file. Equal runs give equal files.

    Parameters
    ----------
    path
        Where it goes.
    found
        What there is to tell. Where nothing was judged, and without dwellings, it says so.
    ground
        What lies in a window of its backdrop, where that is known already; None: it is traced here.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    ConfigError
        When a class break is not a whole number of metres.
    """
    path.write_text(render_report(found, ground=ground), encoding="utf-8", newline="\n")
    return path


def _unbroken(sentence: str) -> str:
    """Keep a number and its unit on one line."""
    return re.sub(r"(?<=\d) (?=m\b|%)", "\u00a0", sentence)


def render_report(found: Found, *, ground: GroundOf | None = None) -> str:
    """Give the report as HTML; see `write_report`."""
    words = ReportWords(found.language, found.kinds)
    ground = ground or partial(trace_ground, found.backdrop)
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["unbroken"] = _unbroken
    template = environment.from_string(asset("rapport.html"))
    return template.render(
        t=words,
        lang=words.language.value,
        css=Markup(asset("rapport.css")),  # noqa: S704  # our own file
        found=found,
        walked=_walked(found.profile, words),
        verdicts=list(Verdict),
        verdict_swatches=[draw_swatch(look) for look in VERDICT_LOOKS.values()],
        **_answers(found, words),
        **_kernen(found, words, ground),
        **_target(found, words),
        reasons=build_reasons(found, words),
        remedies=[*remedy_tables(found, words)],
        seniors=build_seniors(found, words),
        lists=[
            (d, d.title_in(words.language), list(object_lists(found, d, words)))
            for d in (found.definitions.values() if found.titles else ())
        ],
        **_paths(found),
        places=list(_places(found, words)),
        sites=build_sites(found, words),
        settings=dict(found.settings),
        remarks=_remarks(found, words),
    )


def _remarks(found: Found, words: ReportWords) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Tell what to know of the numbers apart from what the lists did."""
    parts = (("beware", found.warnings), ("lists_did", found.notes))
    return [(words(head), [*_by_file(told)]) for head, told in parts if told]


def _walked(profile: str, words: ReportWords) -> str:
    known = profile in ("rollator", "voetganger")
    return words(f"walked_{profile}") if known else words("walked", profile=profile)


def _answers(found: Found, words: ReportWords) -> dict[str, Any]:
    """Ask, and answer by the first definition: a table has the others; without any, of distances."""
    definitions = [*found.definitions.values()] if found.titles else []
    if not definitions:
        return {
            "question": ask_distances(found),
            "asked": [],
            "lead": [*found.progress_said[:1]],
            "answers": [
                *answer_distances(found),
                *answer({}, [], words.language),
                *say_seniors(found),
            ],
            "counts": [],
        }
    counts = [(d.title_in(words.language), [*count_rows(found, d, words)]) for d in definitions]
    answers = [*answer(found.groups, definitions[:1], words.language, eisen=found.eisen)]
    return {
        "question": ask(definitions, words.language),
        "asked": [say_asked(d, words.language) for d in definitions],
        "lead": answers[:1],
        "answers": [
            *answers[1:],
            *say_locations(found, definitions[0]),
            *found.progress_said[:1],
            *say_seniors(found),
        ],
        "counts": counts,
    }


def _kernen(found: Found, words: ReportWords, ground: GroundOf) -> dict[str, Any]:
    """Give what is said per kern: the table, the distances and the factsheets."""
    near_m, scale = found.near_m, found.scale
    names = kern_names(found)
    spreads = spread_distances(found.woningen, names, breaks_m=scale.breaks_m, near_m=near_m)
    classes = distance_classes(scale, near_m, found.search_limit_m, words)
    rows = kern_rows(found, spreads, words)
    sheets = [
        build_factsheet(row, found, spreads, words, number=k, ground=ground)
        for k, row in enumerate((r for r in rows if has_page(r)), 1)
    ]
    pages = {sheet.row.kern: k for k, sheet in enumerate(sheets, 1)}
    places = list(dict.fromkeys(s.voorziening for s in spreads))
    soorten = [soort for soort in LISTED_ONE_BY_ONE if soort in found.groups]
    return {
        "near": words.number(near_m),
        "turn": turn_in_legend(found),
        "title": next((d.title_in(words.language) for d in found.definitions.values()), ""),
        "rows": rows,
        "pages": pages,
        "label": lambda kern: kern_label(kern, words),
        "soorten": soorten,
        "kernen_parts": kern_parts(places, soorten),
        "distances": list(voorziening_tables(spreads, classes, words, thin=found.thin))
        if names
        else [],
        "sheets": sheets,
        "sheet_tables": [
            kern_table(sheet.spreads, classes, words, name=f"blad-{k}")
            for k, sheet in enumerate(sheets, 1)
        ],
        "without_page": [
            f"{kern_label(row.kern, words)} ({words.count_dwellings(row.n)})"
            for row in rows[:-1]
            if row.n and row.kern not in pages
        ],
        "signs": [(draw_sign(v, "complexen"), words.verdict(v)) for v in Verdict],
        "plan_sign": draw_sign(Verdict.ONBEKEND, "plannen"),
        "complex_sign": draw_sign(Verdict.ONBEKEND, "complexen"),
        "place_sign": draw_place_sign(found.meeting_place),
        "senior_signs": senior_signs(found),
    }


def _places(found: Found, words: ReportWords) -> Iterator[dict[str, Any]]:
    """List what counted as each voorziening, the ontmoetingsplekken first."""
    kinds = dict.fromkeys([Voorziening.ONTMOETINGSPLEK, *found.wanted])
    for kind in kinds:
        called = found.kinds[kind]
        place, some = called.one(words.language), called.some(words.language)
        rows = _rows(found.places_told(kind), ("kern", "naam", "telt_als", "bron"))
        each = kind == Voorziening.ONTMOETINGSPLEK or len(rows) <= _MOST_EACH
        yield {
            "anchor": "ontmoeting" if kind == Voorziening.ONTMOETINGSPLEK else f"telde-{kind}",
            "heading": words("counted_as", place=place if words.language is Language.NL else some),
            "none": words("none_known", place=place),
            "n": len(rows),
            "each": each,
            "rows": rows if each else _by_kern(rows, words),
        }


_MOST_EACH = 30
"""Of more places of a kind than this, those of one kern, rule and source share a row."""


def _by_kern(rows: Sequence[tuple[str, ...]], words: ReportWords) -> list[tuple[str, ...]]:
    """Put the names of places that lie in one kern and count alike together; ids are left to the workbook."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for kern, name, rule, source, _ in rows:
        alike.setdefault((kern, rule, source), []).append(name)
    return [
        (kern, _named(names, words), rule, source, "")
        for (kern, rule, source), names in alike.items()
    ]


def _named(names: Sequence[str], words: ReportWords) -> str:
    """Write names once each, with how many bear it; those without a name last, by their number."""
    counts = Counter(name for name in names if name)
    told = [name if n == 1 else f"{name} ({n})" for name, n in counts.items()]
    nameless = len(names) - counts.total()
    return ", ".join([*told, *([f"{words('no_name')} ({nameless})"] if nameless else [])])


MOST_PATHS = 10
"""So many paths stand in the report; the workbook and the map have all."""


def _paths(found: Found) -> dict[str, Any]:
    """Give the first paths to each voorziening, in words."""
    table = found.tables.get("paden")
    if table is None or not len(table):
        return {"paths": []}
    said = [*say_paths(table, found.kinds, found.language)]
    groups = [
        (kind, [one for one in said if one.voorziening == kind])
        for kind in dict.fromkeys(one.voorziening for one in said)
    ]
    return {
        "paths": [(kind, ones[:MOST_PATHS], len(ones)) for kind, ones in groups],
        "what_to_do": {doet: text(found.language) for doet, text in DO.items()},
    }


def _target(found: Found, words: ReportWords) -> dict[str, Any]:
    """Give the way to the target: a bar, and the table with everything that was counted."""
    if not len(found.progress):
        return {"target": None, "progress": [], "progress_heads": []}
    bars = target_table(found.progress, found.target_units, words) if found.target_units else None
    last = len(found.progress) - 1
    rows = [
        (
            words("all_kernen") if k == last else kern_label(str(kern), words),
            [words.number(int(n)) for n in row[list(_PROGRESS)]],
            _remark(row, words),
        )
        for k, (kern, row) in enumerate(found.progress.iterrows())
    ]
    return {
        "target": bars,
        "progress": rows,
        "progress_heads": [words(k) for k in _PROGRESS.values()],
    }


_PROGRESS: Mapping[str, str] = {
    "zeker": "certain",
    "mogelijk": "maybe",
    "voldoet_niet": "plans_not",
    "na_jaar": "plans_late",
    "bestaand_voldoet": "existing_meets",
    "bestaand_onbekend": "existing_unknown",
    "bestaand_voldoet_niet": "existing_not",
}
"""Columns of the progress and the text above each."""


def _remark(row: "pd.Series[Any]", words: ReportWords) -> str:
    without = int(row["n_zonder_aantal"])
    nothing_sure = not row["geen"] and not row["zeker"] and not row["bestaand_voldoet"]
    parts = [
        words("lacks_meeting") if row["geen"] else "",
        words("nothing_sure") if nothing_sure else "",
        words("without_number", n=words.number(without)) if without else "",
    ]
    return "; ".join(filter(None, parts))


def _rows(table: pd.DataFrame, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Give columns and the id behind them as texts, in the order of the first."""
    if not len(table):
        return []
    texts = table[[*columns]].astype(object).fillna("").astype(str)
    ordered = texts.assign(id=texts.index.astype(str)).sort_values(
        [*columns], kind="stable", key=lambda c: c.str.casefold().replace("", "\uffff")
    )
    return [*ordered.itertuples(index=False, name=None)]


_FROM_FILE = re.compile(r"^([^\s:]+\.[A-Za-z]{2,8}): (.+)$", re.DOTALL)


def _by_file(sentences: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Put what the reader's own lists did together by file; what is about the run itself first."""
    groups: dict[str, list[str]] = {"": []}
    for sentence in sentences:
        found = _FROM_FILE.match(sentence)
        said = found[2] if found else sentence
        groups.setdefault(found[1] if found else "", []).append(said[:1].upper() + said[1:])
    yield from ((name, texts) for name, texts in groups.items() if texts)
