"""In which words is a reader told what belongs to the area that is asked about?"""

from wozgeo.domain.language import Counted, Text

AREA = Text("Gebied", "Area")
GEMEENTE = Text("gemeente {name}", "the gemeente {name}")
THE_AREA = Text("het opgegeven gebied", "the area given")
ONLY_HERE = Counted(
    Text(
        "Gemeten en geteld is alleen wat in {area} ligt: 1 woning of locatie daarbuiten telt nergens mee. "
        "Straten en voorzieningen daarbuiten tellen wel mee.",
        "Measured and counted is only what lies in {area}: 1 dwelling or location elsewhere counts nowhere. "
        "Streets and facilities elsewhere do count.",
    ),
    Text(
        "Gemeten en geteld is alleen wat in {area} ligt: {n} woningen of locaties daarbuiten tellen nergens "
        "mee. Straten en voorzieningen daarbuiten tellen wel mee.",
        "Measured and counted is only what lies in {area}: {n} dwellings or locations elsewhere count nowhere. "
        "Streets and facilities elsewhere do count.",
    ),
)
PLANS_ELSEWHERE = Counted(
    Text(
        "1 plan ligt buiten het gebied en is weggelaten: {which}.",
        "1 plan lies outside the area and was left out: {which}.",
    ),
    Text(
        "{n} plannen liggen buiten het gebied en zijn weggelaten: {which}.",
        "{n} plans lie outside the area and were left out: {which}.",
    ),
)
SECRET_ELSEWHERE = Counted(
    Text(
        "1 vertrouwelijk plan ligt buiten het gebied en is weggelaten.",
        "1 confidential plan lies outside the area and was left out.",
    ),
    Text(
        "{n} vertrouwelijke plannen liggen buiten het gebied en zijn weggelaten.",
        "{n} confidential plans lie outside the area and were left out.",
    ),
)
COMPLEXES_ELSEWHERE = Counted(
    Text(
        "1 complex ligt buiten het gebied en is weggelaten: {which}.",
        "1 complex lies outside the area and was left out: {which}.",
    ),
    Text(
        "{n} complexen liggen buiten het gebied en zijn weggelaten: {which}.",
        "{n} complexes lie outside the area and were left out: {which}.",
    ),
)
KERN_OF_NEAREST = Counted(
    Text(
        "1 plan noemt geen kern en telt bij die van de dichtstbijzijnde woning: {which}.",
        "1 plan names no kern and counts with that of the nearest dwelling: {which}.",
    ),
    Text(
        "{n} plannen noemen geen kern en tellen bij die van de dichtstbijzijnde woning: {which}.",
        "{n} plans name no kern and count with that of the nearest dwelling: {which}.",
    ),
)
SECRET_KERN = Counted(
    Text(
        "1 vertrouwelijk plan noemt geen kern en heeft die van de dichtstbijzijnde woning.",
        "1 confidential plan names no kern and has that of the nearest dwelling.",
    ),
    Text(
        "{n} vertrouwelijke plannen noemen geen kern en hebben die van de dichtstbijzijnde woning.",
        "{n} confidential plans name no kern and have that of the nearest dwelling.",
    ),
)
