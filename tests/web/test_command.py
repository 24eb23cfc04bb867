"""`kg serve` as a command: what it refuses, and that it listens to this machine alone."""

from __future__ import annotations

import re
import socket
import subprocess
import sys

import pytest
import requests

from kg.cli import main


def test_a_folder_that_is_no_graph_is_one_sentence(tmp_path, capsys):
    assert main(["serve", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "is not a gongwen graph" in said
    assert len(said.splitlines()) == 1


def test_a_port_in_use_is_one_sentence(sample_graph, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", str(sample_graph), "--port", str(taken.getsockname()[1])]) == 1
    said = capsys.readouterr().err
    assert "--port" in said
    assert len(said.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing there")
def test_it_tells_its_address_listens_to_this_machine_and_ends_at_ctrl_c(sample_graph):
    command = [sys.executable, "-m", "kg", "serve", str(sample_graph), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as server:
        url = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())[0]
        assert requests.get(f"{url}sparql?query=ASK{{}}", timeout=60).json()["boolean"] is True
        server.send_signal(2)
        _, said = server.communicate(timeout=30)
    assert "Traceback" not in said
