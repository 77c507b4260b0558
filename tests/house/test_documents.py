"""What the documents say is so: links lead somewhere, and the map of services and events is complete."""

import re
from pathlib import Path

import pytest

from deploy.local.ports import Ports
from shared.contracts import notifications, offers, registry
from tests.house.tree import ROOT, kept_files, services, shown

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")
CONTRACTS = (*registry.CONTRACTS, *offers.CONTRACTS, *notifications.CONTRACTS)


def dead_links(document: str, *, folder: Path) -> list[str]:
    """The relative links of a Markdown text that lead to no file or folder."""
    return [target for target in LINK.findall(document) if not (folder / target).exists()]


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_relative_link_leads_somewhere() -> None:
    documents = [path for path in kept_files() if path.suffix == ".md"]
    dead = {shown(path): dead_links(path.read_text(encoding="utf-8"), folder=path.parent) for path in documents}
    assert {path: links for path, links in dead.items() if links} == {}


def test_a_dead_link_is_found() -> None:
    planted = "[here](README.md) [there](nowhere.md#part) [outside](https://example.org)"
    assert dead_links(planted, folder=ROOT) == ["nowhere.md"]


def test_the_readme_names_every_service(readme: str) -> None:
    assert [name for name in services() if f"[{name}](services/{name})" not in readme] == []


def test_the_readme_names_every_event(readme: str) -> None:
    names = [contract.name.rpartition(".")[2] for contract in CONTRACTS]
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_the_readme_gives_the_addresses_of_the_default_ports(readme: str) -> None:
    ports = Ports()
    pages = (ports.portal, ports.dashboard, ports.mailbox, ports.issuer)
    assert [port for port in pages if f"<http://127.0.0.1:{port}>" not in readme] == []


def test_the_readme_gives_the_two_commands(readme: str) -> None:
    assert "\n    make run " in readme
    assert "\n    make test " in readme
