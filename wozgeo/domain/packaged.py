"""Where are the tables and the sample municipality that travel with wozgeo?"""

from pathlib import Path

_INSTALLED = Path(__file__).parents[1] / "data"
_CHECKOUT = Path(__file__).parents[2] / "data"


def packaged_path(name: str) -> Path:
    """Find a file that comes with wozgeo, in a wheel as well as in a checkout.

    Parameters
    ----------
    name
        Path below ``data/``, for instance ``"voorzieningen.toml"``.

    Raises
    ------
    FileNotFoundError
        When the installation is incomplete: a fault of the package, not of the user.
    """
    for folder in (_INSTALLED, _CHECKOUT):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{name} is missing from this installation of wozgeo")
