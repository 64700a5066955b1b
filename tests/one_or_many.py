"""Where does anything that a run tells say "1 woningen", or write a number as the other language does?"""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache

from one_language import PACKAGE, Said

from wozgeo.domain.language import Language

_PLURALS = {
    Language.NL: "woningen adressen plannen complexen clusters rijen plekken locaties voorzieningen wegen "
    "haltes supermarkten huisartsen ontmoetingsplekken kolommen straten paden seconden gebieden bestanden",
    Language.EN: "dwellings addresses plans complexes clusters rows places locations facilities ways "
    "stops supermarkets times columns streets paths seconds areas files homes",
}
_SINGULARS = {
    Language.NL: "woning adres plan complex cluster rij plek locatie kolom straat gebied bestand",
    Language.EN: "dwelling address plan complex cluster row place location column street area file home",
}
_UNIT = {
    Language.NL: "m|km|%|procentpunt|woningen|plannen|complexen|adressen|plekken|locaties",
    Language.EN: "m|km|%|percentage points|dwellings|plans|complexes|addresses|places|locations",
}
_BEFORE = r"(?<![\w.,:/–-])"


def _any(words: str) -> str:
    return rf"(?:[a-zé-]+ )?(?:{'|'.join(words.split())})\b"


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    other = {Language.NL: r"\.", Language.EN: ","}[language]
    own = {Language.NL: ",", Language.EN: r"\."}[language]
    unit = rf"[ \u00a0]?(?:{_UNIT[language]})(?![\w²])"
    return (
        re.compile(rf"{_BEFORE}1 {_any(_PLURALS[language])}"),
        re.compile(
            rf"{_BEFORE}(?:0|[2-9]|[1-9]\d+) (?:{'|'.join(_SINGULARS[language].split())})\b"
        ),
        re.compile(rf"{_BEFORE}\d+{other}\d{{1,2}}{unit}"),  # a decimal of the other language
        re.compile(rf"{_BEFORE}\d+{own}\d{{3}}{unit}"),  # thousands of the other language
        re.compile(rf"{_BEFORE}\d{{4,}}{unit}"),  # thousands without their sign
    )


def miscounted(said: Iterable[Said], language: Language) -> Iterator[str]:
    """Give what says one as more, more as one, or writes a number as the other language does."""
    for where, text in said:
        for pattern in _patterns(language):
            found = pattern.search(text)
            if found:
                yield f"{where}: {found[0]!r} in {text[:200]!r}"


_BLANK = r"\{[a-z_]+\} (?:van de \{[a-z_]+\} |of the \{[a-z_]+\} )?"
_OF_SEVERAL = {"which_home"}
"""Said of more than one only."""


def never_one() -> Iterator[str]:
    """Give every text of the package that puts a blank before a plural and knows no other for one."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        counted = {
            id(one)
            for node in ast.walk(tree)
            if (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Counted")
            or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).startswith("MANY_"))
            for one in ast.walk(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                if id(node) not in counted and len(node.args) == len(Language):
                    yield from _blank_before_plural(path.name, [ast.unparse(a) for a in node.args])
            elif isinstance(node, ast.Tuple) and "words" in path.name and len(node.elts) == 2:
                yield from _blank_before_plural(path.name, [ast.unparse(e) for e in node.elts])
    for language in Language:
        file = PACKAGE / "outputs" / "assets" / f"teksten.{language}.json"
        for key, text in json.loads(file.read_text("utf-8")).items():
            if key.endswith(".many") or key in _OF_SEVERAL:
                continue
            if re.search(_BLANK + rf"(?:{'|'.join(_PLURALS[language].split())})\b", text):
                yield f"{file.name} {key}: {text}"


def _blank_before_plural(name: str, texts: list[str]) -> Iterator[str]:
    for language, text in zip(Language, texts, strict=True):
        if re.search(_BLANK + rf"(?:{'|'.join(_PLURALS[language].split())})\b", text):
            yield f"{name}: {text}"
