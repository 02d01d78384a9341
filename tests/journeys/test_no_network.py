"""No socket leads anywhere, and nothing is written outside the program's own places.

Seen from outside (strace), from inside (an audit hook that every Python has), and by taking the
network away. What is there runs; the hook is everywhere. One thing is allowed and meant: asyncio
wakes itself by a pair of unnamed local sockets.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from tests.journeys.records import tables_in
from tests.journeys.terminal import terminal
from tests.journeys.test_evening_both_faces import lines_of_the_evening
from tests.journeys.walking import Beside, ByKeys, keep_it
from tests.world import TOP, clean_env, command

Face: TypeAlias = Callable[..., None]
LIMIT: Final = 60
HOOK: Final = """
import os, sys
def _seen(event, args):
    if event in WATCHED or event == "socket.__new__" and int(args[1]) != 1:
        with open(os.environ["SEEN"], "a") as seen:
            seen.write(event + "\\n")
        raise RuntimeError("no network")
WATCHED = {
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request",
}
sys.addaudithook(_seen)
"""
"""Family 1 is AF_UNIX. Whatever else is asked of a socket is noted, and does not happen."""
REACHES_OUT: Final = (
    "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)",
    "import socket; socket.getaddrinfo('localhost', 80)",
    "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
)
STRACE: Final = ["strace", "-f", "-qq", "-e", "trace=network,open,openat,creat"]


def works(*line: str) -> bool:
    """Whether a tool is there and may do what it is for."""
    if shutil.which(line[0]) is None:
        return False
    return subprocess.run([*line, "true"], capture_output=True, check=False).returncode == 0


WITHOUT: Final = [way for way in (["unshare", "-n"], ["unshare", "-rn"]) if works(*way)][:1]
TRACED: Final = works(*STRACE)


def hooked(folder: Path) -> dict[str, str]:
    """Return an environment in which every Python watches itself."""
    (folder / "hook").mkdir(parents=True)
    (folder / "hook" / "sitecustomize.py").write_text(HOOK)
    return {
        "PYTHONPATH": str(folder / "hook"),
        "SEEN": str(folder / "seen"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def by_lines(folder: Path, before: Sequence[str] = (), **env: str) -> None:
    """Walk the whole evening by lines, and look that it was walked."""
    root = folder / "world"
    lines = lines_of_the_evening(Beside(folder / "beside"))
    done = subprocess.run(
        [*before, *command(root, "guide")],
        input="".join(f"{line}\n" for line in lines).encode(),
        capture_output=True,
        cwd=TOP,
        env=clean_env(root, **env),
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len(tables_in(root)["sittings"]) == 7


def by_keys(folder: Path, before: Sequence[str] = (), **env: str) -> None:
    """Begin at the full screen, keep it, and leave."""
    with terminal(folder / "world", before=before, env=env) as opened:
        hand = ByKeys(opened, Beside(folder / "beside"))
        hand.begins()
        hand.walks(to="name.seen", keeps=lambda: keep_it(opened))
        opened.presses("ctrl+q")
        assert opened.ends(LIMIT) == 0
    assert len(tables_in(folder / "world")["sittings"]) == 2


@pytest.mark.parametrize("code", REACHES_OUT)
def test_the_hook_sees_and_stops_it(tmp_path: Path, code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=clean_env(tmp_path, **hooked(tmp_path)),
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    assert b"RuntimeError: no network" in done.stderr
    assert (tmp_path / "seen").read_text().startswith("socket.")


@pytest.mark.parametrize("face", [by_lines, by_keys])
def test_no_socket_seen_from_inside(tmp_path: Path, face: Face) -> None:
    face(tmp_path, **hooked(tmp_path))
    assert not (tmp_path / "seen").exists()


@pytest.mark.parametrize("face", [by_lines, by_keys])
@pytest.mark.parametrize("before", WITHOUT or [[]])
def test_it_works_where_there_is_no_network(tmp_path: Path, face: Face, before: list[str]) -> None:
    face(tmp_path, before)


@pytest.mark.parametrize("face", [by_lines, by_keys])
def test_no_socket_seen_from_outside(tmp_path: Path, face: Face) -> None:
    if not TRACED:  # the hook has seen it from inside
        return
    trace = tmp_path / "trace"
    face(tmp_path, [*STRACE, "-o", str(trace)], PYTHONDONTWRITEBYTECODE="1")
    calls = trace.read_text(errors="replace").splitlines()
    assert calls
    for call in calls:
        assert not re.search(r"\b(connect|bind|listen|sendmsg)\(", call), call
        assert "AF_INET" not in call, call
        if re.search(r"\bsocket(pair)?\(", call):
            assert "AF_UNIX" in call, call
    written = {
        TOP / found[1]  # a name without a folder would be in the folder that it was started in
        for call in calls
        if (found := re.search(r'"([^"]+)", [^)]*\bO_(?:WRONLY|RDWR|CREAT)', call))
        and "ENOENT" not in call
    }
    ours = (tmp_path, Path("/dev"), Path("/proc/self"))
    assert [name for name in written if not any(name.is_relative_to(it) for it in ours)] == []
    assert any(name.name.startswith(".~journal.vault.") for name in written)
