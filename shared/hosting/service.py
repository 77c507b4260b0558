"""Puts a service together: the same mechanism, telemetry, identity and problem details around what it brings itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.metadata import version

import asyncpg
import httpx
import redis.asyncio as redis
from fastapi import Depends, FastAPI
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.requests import HTTPConnection

from shared.database.engine import create_database_engine
from shared.database.failures import passes_by_itself
from shared.database.resting import RestingConnections
from shared.hosting import consumer_routes, contract_routes, feed_routes
from shared.hosting.background import Background, Task
from shared.hosting.parts import GrantsOf, ServiceParts
from shared.hosting.retention import purge_audit_trail
from shared.hosting.running import Running, new_uuid7
from shared.hosting.trust import trusted
from shared.identity.access import PUBLIC
from shared.identity.gate import (
    AccountOfRequest,
    Gate,
    GrantsOfAccount,
    bearer_account,
    install_gate,
    refuse_undeclared_routes,
    require,
)
from shared.identity.grants import grants_of, standing_grants
from shared.identity.issuer import Issuer
from shared.identity.projection import GRANTS_LISTENER
from shared.identity.refusals import IDENTITY_PROBLEMS
from shared.identity.service_tokens import ServiceTokens
from shared.identity.tokens import TokenVerifier
from shared.messaging.consumer import Consumer
from shared.messaging.consumption import Consumed
from shared.messaging.doorbell import Doorbell
from shared.messaging.edge import Edge
from shared.messaging.relay import Relay
from shared.messaging.slots import Slots
from shared.telemetry.health import Check, health_router
from shared.telemetry.http import NO_FRAMEWORK_TELEMETRY, RequestTelemetry
from shared.telemetry.logging import configure_logging
from shared.telemetry.metrics import Metrics, metrics_router
from shared.telemetry.observed import MeasuredObservation
from shared.telemetry.tracing import configure_tracing, current_traceparent, stop_tracing
from shared.web.problem_handlers import install_problem_handlers
from shared.web.problems import Problem, ProblemKind, Refusals
from shared.web.request_limits import BodyLimit
from shared.web.security_headers import SecurityHeaders

AWAY = ProblemKind(
    "temporarily-unavailable",
    503,
    "Gerade nicht möglich",
    "Ein Teil der Anlage antwortet nicht. Bitte versuchen Sie es gleich noch einmal.",
)
CALL_SECONDS = 10.0


def create_service(parts: ServiceParts) -> FastAPI:
    """Return the app of a service; nothing is opened, and nothing of the process is set, before its lifespan begins."""
    metrics = Metrics()
    running, background, plain_http, broker = _run_parts(parts, metrics)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        configure_logging(parts.name, parts.settings.log_level)
        configure_tracing(parts.name, parts.settings.otlp_endpoint)
        if parts.listens:
            await _find_the_live_projection(running)
        background.start()
        yield
        await background.stop()
        await running.http.aclose()
        await plain_http.aclose()
        await broker.aclose()
        await running.engine.dispose()
        stop_tracing()

    app = FastAPI(
        title=f"INFamilie {parts.name}",
        version=version("infamilie"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry=NO_FRAMEWORK_TELEMETRY,
    )
    app.state.running = running
    install_problem_handlers(app, {**_database_refusals(), **IDENTITY_PROBLEMS, **parts.refusals}, pages=parts.pages)
    app.add_middleware(BodyLimit, limit_bytes=parts.settings.largest_body_bytes)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestTelemetry, metrics=metrics)
    install_gate(app, _gate(parts, running, plain_http))
    _include_routes(app, parts, running, metrics, broker)
    if parts.customise is not None:
        parts.customise(app, running)
    refuse_undeclared_routes(app, also_public=("/openapi.json", *parts.also_public))
    return app


async def _find_the_live_projection(running: Running) -> None:
    """Before the first request, or it reads the schema that was live before some rebuild; the consumer asks a database that is away, or has no tables yet, again."""
    with suppress(DBAPIError, PoolTimeout, OSError):
        await running.slots.refresh()


def _run_parts(parts: ServiceParts, metrics: Metrics) -> tuple[Running, Background, httpx.AsyncClient, redis.Redis]:
    settings = parts.settings
    database_url, broker_url = settings.database_url.get_secret_value(), settings.broker_url.get_secret_value()
    engine = create_database_engine(
        database_url,
        application=parts.name,
        pool_size=settings.database_connections,
        plans_each_time=parts.plans_each_time,
    )
    observe = MeasuredObservation(metrics)
    slots, doorbell = Slots(engine), Doorbell(database_url)
    edge = Edge(
        engine=engine,
        source=parts.source,
        doorbell=doorbell,
        slots=slots,
        clock=parts.clock,
        new_id=new_uuid7,
        traceparent=current_traceparent,
    )
    plain_http = httpx.AsyncClient(timeout=CALL_SECONDS, verify=trusted())
    issuer = Issuer(settings.identity, http=plain_http, clock=parts.clock)
    http = httpx.AsyncClient(timeout=CALL_SECONDS, verify=trusted(), auth=ServiceTokens(issuer))
    # No timeout of its own: redis-py would set it anew for each of the five hundred answers to a batch.
    broker = redis.Redis.from_url(broker_url, socket_timeout=None, socket_connect_timeout=3)
    relay = Relay(
        database_url=database_url,
        broker=broker,
        source=parts.source,
        observe=observe,
        doorbell=doorbell,
        step=parts.step,
    )
    consumer = Consumer(
        consumed=_consumed(parts),
        engine=engine,
        slots=slots,
        broker_url=broker_url,
        http=http,
        observe=observe,
        clock=parts.clock,
    )
    running = Running(settings, engine, edge, doorbell, slots, http, consumer, observe, parts.clock, metrics)
    listening = {"consumer": consumer.run} if parts.listens else {}
    workers = _workers_by_name(parts, running)
    return (
        running,
        Background(
            doorbell=doorbell.run,
            relay=relay.run,
            retention=partial(purge_audit_trail, running),
            resting=RestingConnections(engine).close_for_ever,
            **listening,
            **workers,
        ),
        plain_http,
        broker,
    )


def _workers_by_name(parts: ServiceParts, running: Running) -> dict[str, Task]:
    """Return the workers; two of one name would be one, and the other would never work."""
    named = {f"worker-{worker.__name__}": partial(worker, running) for worker in parts.workers}
    if len(named) < len(parts.workers):
        raise ValueError("two workers have the same name")
    return dict(named)


def _consumed(parts: ServiceParts) -> Consumed:
    return Consumed(
        listeners=(GRANTS_LISTENER, *parts.listeners),
        producers=parts.producers,
        registry_source=f"/registry/{parts.settings.registry_instance}",
        registry_feed=f"{parts.settings.registry_url}/events",
        number=parts.projection_number,
        step=parts.step,
        before_swap=parts.before_swap,
    )


def _gate(parts: ServiceParts, running: Running, http: httpx.AsyncClient) -> Gate:
    verifier = TokenVerifier(parts.settings.identity, http=http, clock=parts.clock)
    return Gate(
        account_of=_account_of(parts.account_of, bearer_account(verifier)),
        grants_of=_grants_reader(running, parts.grants_of or grants_of),
        standing=standing_grants(parts.settings.identity),
    )


def _account_of(own: AccountOfRequest | None, bearer: AccountOfRequest) -> AccountOfRequest:
    """A service with sessions of its own still knows operators and services by their tokens."""
    if own is None:
        return bearer
    by_session = own

    async def either(connection: HTTPConnection) -> str | None:
        return await (bearer if "authorization" in connection.headers else by_session)(connection)

    return either


def _grants_reader(running: Running, read: GrantsOf) -> GrantsOfAccount:
    async def of_account(account: str):  # type: ignore[no-untyped-def]  # the alias GrantsOfAccount says it
        async with running.edge.reading() as connection:
            return await read(connection, account, running.clock())

    return of_account


def _include_routes(app: FastAPI, parts: ServiceParts, running: Running, metrics: Metrics, broker: redis.Redis) -> None:
    checks: dict[str, Check] = {
        "database": _database_check(running),
        **{name: partial(check, running) for name, check in parts.checks.items()},
    }
    if not parts.has_home_page:
        checks["broker"] = _broker_check(broker)
    everybody = [Depends(require(PUBLIC))]
    health = health_router(
        parts.name,
        version=app.version,
        checks=checks,
        root=not parts.has_home_page,
        said=parts.introduction,
        links={"openapi": "/openapi.json", "asyncapi": "/asyncapi.json", "events": "/public/events"},
    )
    app.include_router(health, dependencies=everybody)
    app.include_router(metrics_router(metrics), dependencies=everybody)
    for router in (feed_routes.router, consumer_routes.router, contract_routes.router_for(parts.name), *parts.routers):
        app.include_router(router)


def _database_check(running: Running) -> Check:
    async def answers() -> None:
        async with running.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    return answers


def _broker_check(broker: redis.Redis) -> Check:
    async def answers() -> bool:
        try:
            async with asyncio.timeout(CALL_SECONDS):
                return bool(await broker.ping())
        except (RedisError, OSError, TimeoutError):
            return False

    return answers


def _database_refusals() -> Refusals:
    def away(failure: Exception) -> Problem:
        if passes_by_itself(failure):
            return Problem(AWAY, headers={"Retry-After": "2"})
        raise failure

    own = {asyncpg.PostgresError: away, asyncpg.InterfaceError: away}
    return {DBAPIError: away, PoolTimeout: away, OSError: away, **own}
