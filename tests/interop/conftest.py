"""The demo, harvested and served on a port of its own, for all tests of this directory."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("DATENKREIS_BINARY", ROOT / "target/release/datenkreis"))


@dataclass
class Portal:
    """A running portal."""

    base: str
    datasets: int

    def feed(self, extension: str) -> str:
        return f"{self.base}/catalog.{extension}"

    @property
    def sparql(self) -> str:
        return f"{self.base}/sparql"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configure(directory: Path, base: str, port: int) -> Path:
    """Copies the demo's configuration and gives it another address and data directory."""
    shutil.copytree(ROOT / "config", directory / "config")
    path = directory / "config/demo.toml"
    text = path.read_text("utf-8")
    for key, value in [
        ("base_url", f'"{base}"'),
        ("listen", f'"127.0.0.1:{port}"'),
        ("data_dir", '"../data"'),
        ("harvest_at_start", "false"),
    ]:
        text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", text)
    text = re.sub(r"(?m)^metrics_listen = .*\n", "", text)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    assert BINARY.is_file(), f"{BINARY} is not there: `make interop` builds it first"
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    config = configure(tmp_path_factory.mktemp("demo"), base, port)
    harvested = subprocess.run(
        [BINARY, "harvest", "--config", config, "--format", "json"], capture_output=True, text=True, timeout=300
    )
    runs = [json.loads(line) for line in harvested.stdout.splitlines()]
    assert runs and all(run["verdict"] == "complete" for run in runs), harvested.stdout + harvested.stderr
    server = subprocess.Popen([BINARY, "serve", "--config", config], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert "läuft auf" in server.stdout.readline()
        # Cubes are datasets, too; they are made, not harvested.
        page = urllib.request.urlopen(f"{base}/demografie").read().decode()
        cubes = set(re.findall(r'href="/kubus/([^"./]+)"', page))
        assert cubes
        yield Portal(base, sum(run["counts"]["created"] for run in runs) + len(cubes))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


@pytest.fixture(scope="session")
def binary():
    """The program."""
    assert BINARY.is_file(), f"{BINARY} is not there: `make interop` builds it first"
    return BINARY


@pytest.fixture(scope="session")
def shared():
    """The recordings and shapes that lie beside the checkout."""
    folder = Path(os.environ.get("DATENKREIS_SHARED", ROOT.parent / "shared"))
    if not (folder / "standards/validator").is_dir():
        pytest.skip(f"no shapes at {folder}")
    return folder
