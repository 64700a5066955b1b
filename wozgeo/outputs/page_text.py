"""What does the page of the map say in words and tables, also to who sees no map?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from jinja2 import Environment

from wozgeo.domain.vocabulary import VERDICT_LABELS, Profile
from wozgeo.outputs.legend import DISTANCE_BREAKS_M, View
from wozgeo.outputs.listed import VERDICTS, verdict_ranks
from wozgeo.outputs.page import as_json, asset
from wozgeo.outputs.verdict_views import VerdictView, count_words, summarise_views

_WALKERS: dict[str, tuple[str, str]] = {
    Profile.ROLLATOR: ("met een rollator", "iemand met een rollator"),
    Profile.VOETGANGER: ("van een voetganger", "een voetganger"),
}


def page_body(
    settings: Mapping[str, Any],
    views: Sequence[View],
    verdict_views: Sequence[VerdictView],
    listed: Mapping[str, pd.DataFrame],
    *,
    n_dwellings: int,
    warnings: Sequence[str],
) -> str:
    """Fill in the page: what a reader sees who has no map, and the settings for the script."""
    profile = settings["profile"]["name"]
    how, walker = _WALKERS.get(profile, (f"({profile})", "de gekozen loper"))
    template = Environment(autoescape=True).from_string(asset("kaart.html"))
    return template.render(
        title=settings["title"],
        subtitle=f"Loopafstand {how}, {_dutch(n_dwellings)} woningen",
        map_name="map_kaart",
        walker=walker,
        limit=_dutch(settings["search_limit_m"]),
        minutes=settings["profile"]["source"],
        doubtful_mark=any(view.n_doubtful for view in views),
        default_breaks=any(view.breaks == DISTANCE_BREAKS_M for view in views),
        warnings=[str(warning) for warning in warnings],
        summary=summarise_views(verdict_views),
        soorten=[(soort, count_words(soort, len(table))) for soort, table in listed.items()],
        rows=_rows(listed, verdict_views),
        judged_by=verdict_views[0].title if verdict_views else "",
        walkshed_m=_dutch(settings["listed"]["limit_m"] or 0),
        tables=_tables(views),
        settings=as_json(settings),
    )


def _rows(
    listed: Mapping[str, pd.DataFrame], verdict_views: Sequence[VerdictView]
) -> list[dict[str, Any]]:
    """Give a row of the list per object, in the order of the page, with its first verdict."""
    rows = []
    for soort, table in listed.items():
        ranks: list[int | None] = [None] * len(table)
        if verdict_views:
            name = verdict_views[0].key.removeprefix("oordeel_")
            ranks = [*verdict_ranks(table, name)]
        names, kernen = (
            table[column].astype(object).fillna("").tolist()
            if column in table.columns
            else [""] * len(table)
            for column in ("naam", "kern")
        )
        for place, name, kern, rank in zip(table.index, names, kernen, ranks, strict=True):
            verdict = "" if rank is None else VERDICT_LABELS[VERDICTS[rank]]
            called = str(name) or str(place)
            rows.append({"soort": soort, "naam": called, "kern": str(kern), "oordeel": verdict})
    return rows


def _tables(views: Sequence[View]) -> list[dict[str, Any]]:
    """Put views with the same classes side by side: counts per class."""
    alike: dict[tuple[str, ...], list[View]] = {}
    for view in views:
        alike.setdefault(tuple(c.label for c in view.classes), []).append(view)
    tables = []
    for row_labels, group in alike.items():
        counts = [[_dutch(view.classes[k].n) for view in group] for k in range(len(row_labels))]
        rows = [{"label": t, "counts": n} for t, n in zip(row_labels, counts, strict=True)]
        about = "loopafstand en voorziening" if group[0].key != "score" else "score"
        heads = [view.label for view in group]
        tables.append({"caption": f"Aantal woningen naar {about}", "heads": heads, "rows": rows})
    return tables


def _dutch(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")
