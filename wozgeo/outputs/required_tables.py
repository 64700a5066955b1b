"""Does every table that enters the outputs keep to what its columns are declared to be?"""

from collections.abc import Iterator
from dataclasses import replace

from wozgeo.domain import result_tables as declared
from wozgeo.domain.errors import InputError
from wozgeo.domain.tables import Contract
from wozgeo.outputs.found import Found


def require_tables(found: Found) -> None:
    """Raise unless every table of a run keeps to its contract: before a face reads or writes any.

    Raises
    ------
    InputError
        Naming every fault of every table: what was found, what was expected and the remedy.
    """
    faults = []
    for name, contract in contracts_of(found):
        try:
            contract.require(found.layers[name])
        except InputError as error:
            faults += [f"{name}: {fault}" for fault in error.faults]
    if faults:
        raise InputError("the tables of results", faults)


def contracts_of(found: Found) -> Iterator[tuple[str, Contract]]:
    """Give the contract of every table there is, by its name, in the order of the layers."""
    definitions, wanted = (*found.definitions,), (*found.wanted,)
    counted = (
        definitions if "clusters" in found.tables else ()
    )  # without judging nothing is counted
    contracts = {
        "plannen": declared.plannen(definitions, wanted),
        "complexen": declared.complexen(definitions, wanted),
        "clusters": declared.clusters(definitions, wanted),
        "kernen": declared.kernen(counted, wanted),
        "buurten": declared.buurten(counted, wanted),
        "gemeente": replace(declared.buurten(counted, wanted), name="gemeente"),
        "paden": declared.PADEN,
        "zoekgebieden": declared.ZOEKGEBIEDEN,
        "woningen": declared.woningen(wanted),
        "voorzieningen": declared.VOORZIENINGEN,
        "looproutes": declared.LOOPROUTES,
    }
    for name in found.layers:
        if name in contracts and not (found.confidential and name == "woningen"):
            yield name, contracts[name]
