"""Logs as one JSON object a line on standard output (twelve-factor), by structlog; libraries speak through the same channel."""

import logging
import sys
from collections.abc import Callable
from typing import Any, TextIO

import orjson
import structlog
from opentelemetry import trace
from structlog.typing import EventDict, Processor

from shared.telemetry.rarely import Rarely
from shared.telemetry.redaction import redact

# Their messages can repeat thousands of times a second while a server is away.
CHATTY_LIBRARIES = ("faststream", "redis", "sqlalchemy", "asyncio", "uvicorn", "httpx", "httpcore")
SILENT_BELOW_WARNING = ("httpx", "httpcore", "faststream")
# The middleware writes a line of its own, without query and address.
SWITCHED_OFF = ("uvicorn.access",)


class RepeatedMessages(logging.Filter):
    """Lets a library's warning pass once in ten seconds and one a second at most; our own messages always."""

    def __init__(self, rarely: Rarely | None = None) -> None:
        super().__init__()
        self._rarely = rarely or Rarely()

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the record may be written."""
        if record.levelno < logging.WARNING or not record.name.startswith(CHATTY_LIBRARIES):
            return True
        return self._rarely.may_speak(f"{record.name}:{record.lineno}") is not None


def configure_logging(service: str, level: str = "INFO", *, stream: TextIO | None = None) -> None:
    """Route structlog and the standard library to one JSON stream; the second call replaces the first."""
    described: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _naming(service),
        _add_trace,
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    _replace_handlers(level, _handler(described, stream or sys.stdout))


def _handler(described: list[Processor], stream: TextIO) -> logging.Handler:
    handler = logging.StreamHandler(stream)
    handler.addFilter(RepeatedMessages())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                *described,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redact,
                structlog.processors.JSONRenderer(serializer=_json),
            ],
            foreign_pre_chain=[structlog.stdlib.ExtraAdder()],
        )
    )
    return handler


def _replace_handlers(level: str, handler: logging.Handler) -> None:
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(CHATTY_LIBRARIES)]:
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    for name in SILENT_BELOW_WARNING:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in SWITCHED_OFF:
        logging.getLogger(name).disabled = True


def _naming(service: str) -> Processor:
    def add_service(_logger: Any, _method: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return add_service


def _add_trace(_logger: Any, _method: str, event: EventDict) -> EventDict:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = format(context.trace_id, "032x")
    return event


def _json(value: Any, default: Callable[[Any], Any] | None = None, **_options: Any) -> str:
    return orjson.dumps(value, default=default or str, option=orjson.OPT_NON_STR_KEYS).decode()
