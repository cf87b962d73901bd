from pathlib import Path

import pytest
from small_index import JOBS, PARKS, ROADS, write_report


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Give a folder with two small reports."""
    write_report(tmp_path / "reports" / "qingshi-2023.md", "青石区", 2023, PARKS, JOBS)
    write_report(tmp_path / "reports" / "yunling-2024.md", "云岭县", 2024, ROADS)
    return tmp_path / "reports"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Give the place where the index goes."""
    return tmp_path / "index"
