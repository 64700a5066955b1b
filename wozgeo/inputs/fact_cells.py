"""What does a cell of a list say of a fact, and how is that kept in a table?"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from wozgeo.domain.facts import IN_POTENTIE_WORDS, POTENTIAL_SUFFIX, Answer, Fact, FactKind

ReadYesNo = Callable[[str], bool | None]
"""Reads what is so and what is not so; None for anything else."""


def read_fact(fact: Fact, text: str, yes_no: ReadYesNo) -> str | None:
    """Read an `Answer`, or of a fact with classes the name of one; None where it is neither.

    Parameters
    ----------
    fact
        Not a share.
    text
        Of the cell.
    yes_no
        How this list says yes and no.

    Examples
    --------
    "aanpasbaar" is *in potentie* of a fact that can be made so, and not understood of another.
    """
    said = " ".join(text.split()).casefold()
    if fact.kind is FactKind.CLASS:
        found = [
            g.name for g in fact.grades if said in (g.name, g.name.replace("_", " "), *g.words)
        ]
        return found[0] if found else None
    if fact.can_be_made and said in IN_POTENTIE_WORDS:
        return Answer.IN_POTENTIE
    answer = yes_no(said)
    return None if answer is None else Answer.YES if answer else Answer.NO


def expected_of(fact: Fact, yes_no: str = "ja, nee") -> str:
    """Tell what a cell may say, for a fault."""
    if fact.kind is FactKind.CLASS:
        return ", ".join(grade.name for grade in fact.grades)
    return f"{yes_no}, in potentie (aanpasbaar)" if fact.can_be_made else yes_no


def keep_fact(fact: Fact, answers: pd.Series) -> dict[str, pd.Series]:
    """Give the columns of a table that hold answers (`read_fact`; missing is unknown).

    What can be made so is not so yet: it is False in the column of the fact, and True in the column
    beside it.
    """
    if fact.kind is FactKind.CLASS:
        return {fact.name: answers.astype(object).where(answers.notna(), "")}
    so = pd.Series(pd.NA, index=answers.index, dtype="boolean")
    so[(answers == Answer.YES).to_numpy()] = True
    so[np.isin(answers.to_numpy(dtype=object), [Answer.NO, Answer.IN_POTENTIE])] = False
    if not fact.can_be_made:
        return {fact.name: so}
    made = (answers == Answer.IN_POTENTIE).astype("boolean").where(so.notna())
    return {fact.name: so, f"{fact.name}{POTENTIAL_SUFFIX}": made}
