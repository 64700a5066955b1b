"""With which words does the sentence of a verdict begin and go on, whoever writes or shortens it?"""

from typing import NamedTuple

from wozgeo.domain.language import Language, Text

MEETS = Text("Voldoet aan {title}: {why}.", "Meets {title}: {why}.")
FAILS = Text("Voldoet niet aan {title}: {why}.", "Does not meet {title}: {why}.")
UNKNOWN = Text(
    "Onbekend of dit voldoet aan {title}: {why}.", "Unknown whether this meets {title}: {why}."
)
STILL_OPEN = Text(" Nog open: {why}.", " Still open: {why}.")
REST_IS_MET = Text(" Aan de andere eisen is voldaan.", " The other requirements are met.")

_CUT = "\0"


class TakenApart(NamedTuple):
    """The sentence of a verdict, taken apart.

    Attributes
    ----------
    before
        What is told before it.
    deciding
        What decided, and what follows from it: a sentence of its own; "" where none was found.
    still_open
        What is not known besides, and would not turn it: a sentence; "" where there is nothing.
    """

    before: str
    deciding: str
    still_open: str


def take_apart(sentence: str, title: str, language: Language) -> TakenApart:
    """Take the reasons out of the sentence of a verdict; of any other sentence all is ``before``.

    Examples
    --------
    >>> take_apart("Voldoet niet aan X: 8 woningen. Nog open: niet opgegeven.", "X", Language.NL)
    TakenApart(before='', deciding='8 woningen.', still_open='Nog open: niet opgegeven.')
    """
    for whole in (FAILS, UNKNOWN, MEETS):
        begin = whole(language, title=title, why=_CUT).partition(_CUT)[0]
        before, found, rest = sentence.partition(begin)
        if not found:
            continue
        opening = STILL_OPEN(language, why=_CUT).partition(_CUT)[0]
        deciding, still, more = rest.partition(opening)
        return TakenApart(
            before.strip(), deciding[:1].upper() + deciding[1:], f"{still}{more}".strip()
        )
    return TakenApart(sentence, "", "")
