"""Which groups of dwellings that nobody listed could be a geclusterde woonvorm by numbers alone."""

from said import telling

from wozgeo.analysis.clusters import (
    ClusterRule,
    find_clusters,
    name_addresses,
)

find_clusters = telling(find_clusters)
name_addresses = telling(name_addresses)

RULE = ClusterRule(highway=frozenset({"footway", "living_street"}), max_step_m=30, maximum=20)
