"""What is kept of a run comes back as it was, whatever numpy wrote it, and holds nothing that could be code."""

import numpy as np
import pytest

from wozgeo.inputs.osm_arrays import arrays_from_bytes, arrays_to_bytes


def test_arrays_come_back_and_nothing_beside_them() -> None:
    arrays = {"far": np.array([1, 2]), "length_m": np.array([0.5, np.inf]), "none": np.empty(0)}
    found, told = arrays_from_bytes(arrays_to_bytes(arrays, {"n": 2}, key="a"), key="a")
    assert {*found} == {*arrays}
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        assert found[name].tolist() == array.tolist()
    assert told["n"] == 2


def test_objects_are_never_kept() -> None:
    with pytest.raises(TypeError, match="names: objects are not kept"):
        arrays_to_bytes({"names": np.array(["a", None], dtype=object)}, {}, key="a")
