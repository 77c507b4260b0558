"""What a project with Celery does for each mail: a task that opens a connection by smtplib and sends. Run by the peers' own Python.

`python -m celery --app tests.bench.peers.celery_worker worker` works; `python -m tests.bench.peers.celery_worker` fills its queue.
"""

import os
import smtplib

import redis
from celery import Celery  # type: ignore[import-not-found]  # only the peers' Python has it

broker_url = os.environ["BENCH_BROKER_URL"]
app = Celery("bench", broker=broker_url)
app.conf.update(task_ignore_result=True, task_default_queue="bench-mails")
counter = redis.Redis.from_url(broker_url)


def send_mail(address: str, message: str) -> None:
    """Send one mail, and count it where the bench looks."""
    with smtplib.SMTP("127.0.0.1", int(os.environ["BENCH_SMTP_PORT"])) as line:
        line.sendmail("angebote@infamilie.example", [address], message.encode())
    counter.incr(os.environ["BENCH_COUNTER"])


send = app.task(send_mail, name="send-mail")


def main() -> None:
    """Put so many mails into the queue."""
    with app.producer_pool.acquire(block=True) as producer:
        for number in range(int(os.environ["BENCH_MAILS"])):
            message = os.environ["BENCH_MESSAGE"]
            send.apply_async((f"person-{number}@familie.example", message), producer=producer)


if __name__ == "__main__":
    main()
