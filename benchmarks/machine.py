"""What machine a figure was measured on."""

import datetime
import os
import platform
from pathlib import Path


def machine() -> dict[str, str]:
    """Processor, cores, memory, Python, and the day."""
    return {
        "date": datetime.date.today().isoformat(),
        "processor": _first(Path("/proc/cpuinfo"), "model name") or platform.processor(),
        "cores": str(os.cpu_count()),
        "memory": _first(Path("/proc/meminfo"), "MemTotal"),
        "python": platform.python_version(),
    }


def _first(path: Path, name: str) -> str:
    if not path.is_file():
        return ""
    lines = (line.partition(":") for line in path.read_text(encoding="utf-8").splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "")
