"""What does the page of the map say in words and tables, also to who sees no map?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from jinja2 import Environment

from wozgeo.domain.columns import OfDefinition
from wozgeo.domain.vocabulary import Profile
from wozgeo.outputs.asset_files import asset
from wozgeo.outputs.found import Found
from wozgeo.outputs.legend import View, turn_in_legend
from wozgeo.outputs.looks import DISTANCE_BREAKS_M, DistanceScale
from wozgeo.outputs.map.objects import VERDICT_ORDER, verdict_ranks
from wozgeo.outputs.map.page import as_json
from wozgeo.outputs.map.senior_views import senior_tables
from wozgeo.outputs.map.verdict_views import VerdictView, summarise_views
from wozgeo.outputs.texts import PageTexts


def page_body(
    settings: Mapping[str, Any],
    views: Sequence[View],
    verdict_views: Sequence[VerdictView],
    found: Found,
) -> str:
    """Fill in the page: what a reader sees who has no map, and the settings for the script."""
    texts, profile, listed = found.texts, found.profile, found.listed
    walker = profile if profile in set(Profile) else "other"
    how = texts(f"page.how_{walker}", profile=profile)
    template = Environment(autoescape=True).from_string(asset("kaart.html"))
    return template.render(
        t=texts,
        title=found.name,
        subtitle=texts("page.subtitle", how=how, homes=texts("homes", n=len(found.woningen))),
        map_name="map_kaart",
        walker=texts(f"page.walker_{walker}"),
        limit_m=found.search_limit_m,
        turn=turn_in_legend(found),
        minutes=settings["profile"]["source"],
        back=settings["back"],
        doubtful_mark=any(view.n_doubtful for view in views),
        asking=found.asking.title_in(texts.language) if found.asking else "",
        bound=settings["listed"]["bound"],
        default_breaks=any(view.breaks == DISTANCE_BREAKS_M for view in views),
        warnings=[str(warning) for warning in found.remarks],
        summary=[
            *summarise_views(verdict_views, texts),
            *_near_shares(views, found.scale, texts),
        ],
        shed=settings["listed"]["loopgebied"],
        soorten=[(soort, texts(soort, n=len(table))) for soort, table in listed.items()],
        rows=_rows(listed, verdict_views, texts),
        judged_by=verdict_views[0].title if verdict_views else "",
        tables=[*_tables(views, texts), *senior_tables(found)],
        settings=as_json(settings),
        texts=as_json(texts.for_scripts()),
    )


def _near_shares(
    views: Sequence[View], scale: DistanceScale, texts: PageTexts
) -> list[tuple[str, list[str]]]:
    """Say per voorziening which share of the dwellings has it within the criterion."""
    said = [
        texts(
            "page.near_share",
            share=f"{sum(c.percent for c in near)} %",
            label=view.label,
            limit=scale.criterion_m,
        )
        for view in views
        if view.walks and scale.n_near
        for near in [view.classes[: scale.n_near]]
        if any(c.n for c in view.classes)
    ]
    return [(texts("page.near_title"), said)] if said else []


def _rows(
    listed: Mapping[str, pd.DataFrame], verdict_views: Sequence[VerdictView], texts: PageTexts
) -> list[dict[str, Any]]:
    """Give a row of the list per object, in the order of the page, with its first verdict."""
    rows = []
    for soort, table in listed.items():
        ranks: list[int | None] = [None] * len(table)
        if verdict_views:
            first = OfDefinition.parse(verdict_views[0].key, OfDefinition.oordeel)
            ranks = [*verdict_ranks(table, first.definition)] if first else ranks
        names, kernen = (
            table[column].astype(object).fillna("").tolist()
            if column in table.columns
            else [""] * len(table)
            for column in ("naam", "kern")
        )
        for place, name, kern, rank in zip(table.index, names, kernen, ranks, strict=True):
            verdict = "" if rank is None else texts.labels.verdicts[VERDICT_ORDER[rank]]
            called = str(name) or str(place)
            rows.append({"soort": soort, "naam": called, "kern": str(kern), "oordeel": verdict})
    return rows


def _tables(views: Sequence[View], texts: PageTexts) -> list[dict[str, Any]]:
    """Put views with the same classes side by side: counts per class."""
    alike: dict[tuple[str, ...], list[View]] = {}
    for view in views:
        alike.setdefault(tuple(c.label for c in view.classes), []).append(view)
    tables = []
    for row_labels, group in alike.items():
        counts = [
            [texts.number(view.classes[k].n) for view in group] for k in range(len(row_labels))
        ]
        rows = [{"label": t, "counts": n} for t, n in zip(row_labels, counts, strict=True)]
        heads = [view.label for view in group]
        tables.append({"caption": group[0].caption, "heads": heads, "rows": rows})
    return tables
