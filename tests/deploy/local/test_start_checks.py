"""What is refused before the stack starts, in sentences that say what to do."""

import multiprocessing
import os
import shutil
import socket
from pathlib import Path

import pytest

from deploy.local import checks
from deploy.local.checks import check_database_files, check_ports, check_space
from deploy.local.data_directory import MARKER, held_alone, is_held, open_data_directory
from deploy.local.ports import Ports
from deploy.local.refusals import StartRefused
from shared.testing.servers import free_port


def test_a_busy_port_is_named_with_its_server_and_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

        with pytest.raises(StartRefused) as refusal:
            check_ports({port: "Datenbank", free_port(): "Portal"}, base=8400)

    assert f"Port {port} (Datenbank)" in refusal.value.reason
    assert "Portal" not in refusal.value.reason
    assert "--port-base 8500" in refusal.value.advice


def test_free_ports_are_no_trouble() -> None:
    check_ports({free_port(): "Portal"}, base=8400)


def test_the_ports_of_two_stacks_do_not_meet() -> None:
    assert not set(Ports(8400).described()) & set(Ports(8500).described())


def test_the_port_map_stands_as_documented() -> None:
    ports = Ports()

    assert (ports.portal, ports.dashboard, ports.registry, ports.offers, ports.notifications) == tuple(
        range(8400, 8405)
    )
    assert (ports.mailbox, ports.issuer, ports.second_offers) == (8405, 8406, 8407)
    assert (ports.smtp, ports.postgres, ports.valkey) == (8425, 8432, 8433)


@pytest.mark.parametrize("base", [0, 1023, 65_001])
def test_a_base_without_room_for_the_ports_is_refused(base: int) -> None:
    with pytest.raises(ValueError, match="port base"):
        Ports(base)


def test_a_new_folder_becomes_ours_and_is_known_again(tmp_path: Path) -> None:
    made = open_data_directory(tmp_path / "new" / "data")

    assert (made / MARKER).exists()
    assert open_data_directory(made) == made


def test_an_empty_folder_becomes_ours(tmp_path: Path) -> None:
    assert (open_data_directory(tmp_path) / MARKER).exists()


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")

    with pytest.raises(StartRefused, match="nicht leer und wurde nicht von INFamilie angelegt"):
        open_data_directory(tmp_path)

    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")

    with pytest.raises(StartRefused, match="lässt sich nicht anlegen"):
        open_data_directory(tmp_path / "data")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_an_unreadable_marker_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / MARKER).write_text(content)

    with pytest.raises(StartRefused, match="beschädigt"):
        open_data_directory(tmp_path)


def test_a_folder_of_a_later_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text('{"layout_version": 2}')

    with pytest.raises(StartRefused, match="Aufbau 2"):
        open_data_directory(tmp_path)


def test_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "NEEDED_BYTES", shutil.disk_usage(tmp_path).total + 1)

    with pytest.raises(StartRefused, match="MB frei"):
        check_space(tmp_path)


def test_a_disk_with_room_is_no_trouble(tmp_path: Path) -> None:
    check_space(tmp_path)


def test_database_files_without_a_version_are_refused(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()

    with pytest.raises(StartRefused, match="beschädigt"):
        check_database_files(tmp_path)


def test_database_files_that_lost_their_heart_are_refused(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("18\n")

    with pytest.raises(StartRefused, match="beschädigt"):
        check_database_files(tmp_path)


def test_no_database_files_are_no_trouble(tmp_path: Path) -> None:
    check_database_files(tmp_path / "cluster")


def test_a_second_start_is_told_of_the_first(tmp_path: Path) -> None:
    with held_alone(tmp_path), pytest.raises(StartRefused, match=f"Prozess {os.getpid()}"), held_alone(tmp_path):
        pass


def test_after_the_first_ended_the_next_may_start(tmp_path: Path) -> None:
    with held_alone(tmp_path):
        pass

    with held_alone(tmp_path):
        assert is_held(tmp_path)
    assert not is_held(tmp_path)


def hold_and_die(folder: Path) -> None:
    with held_alone(folder):
        os.kill(os.getpid(), 9)


def test_a_killed_first_leaves_no_lock(tmp_path: Path) -> None:
    killed = multiprocessing.get_context("spawn").Process(target=hold_and_die, args=(tmp_path,))
    killed.start()
    killed.join()

    assert killed.exitcode == -9
    assert not is_held(tmp_path)
