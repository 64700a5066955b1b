"""Where in a zip are the layers, however deep they lie?"""

import zipfile
from pathlib import Path, PurePosixPath

from wozgeo.domain.errors import InputError

_INSIDE = (".gpkg", ".geojson", ".shp", ".gdb")
_EXTRAS_OF_MACOS = "__MACOSX"


def source_of_layers(path: Path) -> str:
    """Name a file with layers as GDAL does, also inside a zip.

    Parameters
    ----------
    path
        A file, or a zip with one GeoPackage, GeoJSON or geodatabase in it, or with one or more Shapefiles
        in one folder.

    Raises
    ------
    InputError
        When the zip cannot be opened, or does not say which file is meant.
    """
    if path.suffix.lower() != ".zip":
        return str(path)
    try:
        with zipfile.ZipFile(path) as parts:
            found = sorted({inside for name in parts.namelist() if (inside := _layered(name))})
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as fault:
        raise InputError(
            path, f"is not a zip that can be opened ({fault}); zip it again"
        ) from fault
    folders = {str(PurePosixPath(name).parent) for name in found}
    shapefiles = all(name.lower().endswith(".shp") for name in found)
    if len(found) > 1 and shapefiles and len(folders) == 1:
        (inside,) = folders
    elif len(found) == 1:
        (inside,) = found
    else:
        raise InputError(
            path,
            f"expected one {', '.join(_INSIDE)} in the zip, found: {', '.join(found) or 'none'}; unzip it and "
            "give the file itself",
        )
    return f"/vsizip/{{{path.resolve().as_posix()}}}/{inside}".removesuffix("/.")


def _layered(name: str) -> str:
    """Give the part of a name inside a zip that is a file with layers, or ""."""
    path = PurePosixPath(name)
    if path.parts[:1] == (_EXTRAS_OF_MACOS,):
        return ""
    for part in (*reversed(path.parents), path):
        if part.suffix.lower() in _INSIDE:
            return str(part)
    return ""
