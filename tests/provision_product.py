"""The real product, as a program: `hemicycle serve` on a free port, with a data folder of the test's own."""

import atexit
import http.client
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

import pytest

from tests.launching import Launcher, Program
from tests.provision import free_port

HEMICYCLE = Path(sys.executable).with_name("hemicycle")
SECONDS_TO_START = 20
SECONDS_TO_STOP = 15


class Product:
    """One running server. It may be killed, stopped and started again on the same port and data. Its calls wait."""

    def __init__(self, data: Path, environment: Mapping[str, str]) -> None:
        self.data = data
        self.log = data.with_name(data.name + ".log")
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.environment = program_environment(
            HEMICYCLE_DATA=str(data), HEMICYCLE_BIND=f"127.0.0.1:{self.port}", **environment
        )
        self.process: Program | None = None
        self.may_fail = False  # a test that breaks something inside on purpose says so

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def holds_a_record(self) -> bool:
        """Whether there is a database: the product's own file, or a server's."""
        return "HEMICYCLE_DATABASE_URL" in self.environment or (self.data / "hemicycle.sqlite3").exists()

    def start(self) -> None:
        """Returns when `/healthz` answers 200."""
        assert not self.running
        self.process = launcher().start(
            "serve", environment=self.environment, folder=self.data.parent, out=self.log, err=self.log
        )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.healthy():
            assert self.running, f"The server ended at once:\n{self.log.read_text()}"
            assert time.monotonic() < deadline, f"The server does not answer:\n{self.log.read_text()}"
            time.sleep(0.02)

    def healthy(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """SIGKILL: the power fails."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """SIGTERM: the server ends by itself, in good order."""
        assert self.process is not None
        self.process.terminate()
        code = self.process.wait(timeout=SECONDS_TO_STOP)
        assert code in {0, -signal.SIGTERM}, f"The server ended with {code}:\n{self.log.read_text()}"

    def restart(self) -> None:
        """Stops it, unless it is dead already, and starts it again."""
        if self.running:
            self.stop()
        self.start()

    def cli(self, *arguments: str) -> str:
        """What the console command prints for this server's data: `served.cli("token", "--role", …)`."""
        return run_hemicycle(*arguments, environment=self.environment)


@pytest.fixture
def serve(tmp_path: Path, demo_folder: Path) -> Iterator[Callable[..., Product]]:
    """Starts servers: `serve()` with the demo in a new folder, `serve(demo=False)` with nothing in it,
    `serve(data=folder)` on a folder that exists, `serve(HEMICYCLE_DATABASE_URL=…)` with other settings.
    A test that serves from `postgres_url` asks for that first: what comes last is taken down first.
    """
    started: list[Product] = []

    def serve(data: Path | None = None, *, demo: bool = True, **environment: str) -> Product:
        if data is None:
            data = tmp_path / f"data-{len(started) + 1}"
            shutil.copytree(demo_folder, data) if demo else data.mkdir()
        product = Product(data, environment)
        started.append(product)
        product.start()
        return product

    yield serve
    try:
        for product in started:
            check_record(product)
    finally:
        for product in started:
            if product.running:
                product.stop()
    logs = {product: product.log.read_text() for product in started}
    print(*logs.values(), sep="\n")  # noqa: T201 - pytest shows it with a failure
    faults = [log for product, log in logs.items() if "Traceback (most" in log and not product.may_fail]
    if faults:
        pytest.fail("In the server:\n" + "\n".join(faults), pytrace=False)


@pytest.fixture
def served(serve: Callable[..., Product]) -> Product:
    """The product, running, with the demo in it."""
    return serve()


@contextmanager
def standing_product(folder: Path, demo_folder: Path) -> Iterator[Product]:
    """One server, with the demo in it, for several tests that neither break it nor wait for its end."""
    shutil.copytree(demo_folder, folder / "data")
    with standing_on(folder / "data") as product:
        yield product
        check_record(product)


@contextmanager
def standing_on(data: Path) -> Iterator[Product]:
    """One server on a folder that is there, for several tests that neither break it nor wait for its end."""
    product = Product(data, {})
    product.start()
    try:
        yield product
        assert product.running, f"The server ended:\n{product.log.read_text()}"
    finally:
        if product.running:
            product.stop()
    assert "Traceback (most" not in product.log.read_text()


def check_record(product: Product) -> None:
    """After every test: the record is sound, and what the server shows is what it replays to."""
    from tests.replayed import record_is_sound, tells_its_record  # noqa: PLC0415 - it knows the Product

    if product.may_fail or not product.holds_a_record:
        return
    record_is_sound(product)
    if product.running:
        tells_its_record(product)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Product]:
    """Such a server for all the tests of a file."""
    with standing_product(tmp_path_factory.mktemp("standing"), demo_folder) as product:
        yield product


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo, made once; copy it, never serve it."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    folder.mkdir()
    run_hemicycle("demo", environment=program_environment(HEMICYCLE_DATA=str(folder)))
    return folder


def run_hemicycle(*arguments: str, environment: Mapping[str, str]) -> str:
    """What the console command says on stdout. It must end well."""
    ended = end_of_hemicycle(*arguments, environment=environment)
    assert ended.returncode == 0, (
        f"{arguments} ended with {ended.returncode}:\n{ended.stdout}\n{ended.stderr}"
    )
    return ended.stdout.strip()


def end_of_hemicycle(
    *arguments: str, environment: Mapping[str, str], timeout: float = 60
) -> CompletedProcess[str]:
    """How the console command ends within so many seconds, and what it says."""
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        program = launcher().start(*arguments, environment=environment, folder=Path(folder), out=out, err=err)
        try:
            code = program.wait(timeout)
        finally:
            program.kill()
        return CompletedProcess(arguments, code, out.read_text(), err.read_text())


@lru_cache
def launcher() -> Launcher:
    """The one launcher of this run."""
    made = Launcher()
    atexit.register(made.close)
    return made


def program_environment(**settings: str) -> dict[str, str]:
    """This environment with none of the product's settings but these."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HEMICYCLE_")}
    return inherited | settings
