"""The same mail to many people by Celery and smtplib, over the same broker to the same sink."""

import os
import subprocess
from time import monotonic, sleep

import redis

from deploy.local.processes import Command, spawn
from deploy.local.testing import REPOSITORY
from deploy.local.valkey import OPERATOR
from services.notifications.delivery.letters import Letters
from services.notifications.delivery.messages import Sender
from shared.hosting.running import utc_now
from tests.bench.delivery.filling import mail_like_ours
from tests.bench.peers.environment import peers_python
from tests.bench.processes import Servers

MAILS = 4_000
MOST_SECONDS = 120
LOOK_SECONDS = 0.02
APP = "tests.bench.peers.celery_worker"
SENT = "bench-mails-sent"
# A process for each core, and nothing that only several workers need.
WORKER = (
    "worker",
    "--concurrency=2",
    "--without-gossip",
    "--without-mingle",
    "--without-heartbeat",
    "--loglevel=WARNING",
)
SENDER = Sender("INFamilie", "angebote@infamilie.example", "https://infamilie.example")


def celery_mails_a_second(servers: Servers, sink: int) -> float:
    """Send as many mails as are worth measuring; return how many were accepted in a second, the worker's start not counted."""
    python = str(peers_python())
    broker_url = servers.valkey.url(OPERATOR)
    environment = {
        "BENCH_BROKER_URL": broker_url,
        "BENCH_SMTP_PORT": str(sink),
        "BENCH_COUNTER": SENT,
        "BENCH_MAILS": str(MAILS),
        "BENCH_MESSAGE": Letters(SENDER).write(mail_like_ours(), now=utc_now()).decode(),
    }
    working = Command(
        arguments=(python, "-m", "celery", "--app", APP, *WORKER), environment=environment, working_directory=REPOSITORY
    )
    with redis.Redis.from_url(broker_url) as counter:
        counter.delete(SENT)
        subprocess.run((python, "-m", APP), env={**os.environ, **environment}, cwd=REPOSITORY, check=True)
        worker = spawn(working, log=servers.folder / "celery.log")
        try:
            return _rate(counter)
        finally:
            worker.ask_to_stop()
            if not worker.has_ended_within(10):
                worker.kill()


def _rate(counter: redis.Redis) -> float:
    began, first, sent = monotonic(), 0, 0
    until = began + MOST_SECONDS
    while sent < MAILS:
        sleep(LOOK_SECONDS)
        sent = int(counter.get(SENT) or 0)
        if first == 0 and sent > 0:
            began, first = monotonic(), sent
        if monotonic() > until:
            raise TimeoutError(f"Celery sent {sent} of {MAILS} mails")
    return (sent - first) / (monotonic() - began)
