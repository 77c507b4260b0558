"""Traces from the request through log, relay, stream and consumer to the mail, by OpenTelemetry; W3C Trace Context carries them.

Nothing leaves the process unless an exporter is configured; span attributes carry no personal data.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor, SpanExporter
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

Attributes = Mapping[str, str | int | float | bool]

_TRACE_CONTEXT = TraceContextTextMapPropagator()
_TRACER = trace.get_tracer("infamilie")
_CONFIGURING = Lock()


def configure_tracing(service: str, otlp_endpoint: str | None = None, *, exporter: SpanExporter | None = None) -> None:
    """Record spans in this process; send them to an OTLP/HTTP collector, or to `exporter`, if one is given."""
    with _CONFIGURING:
        provider = trace.get_tracer_provider()
        if not isinstance(provider, TracerProvider):
            provider = TracerProvider(resource=Resource.create({SERVICE_NAME: service}), shutdown_on_exit=False)
            trace.set_tracer_provider(provider)
    if otlp_endpoint is not None:
        # Imported here: it costs 15 MB that an installation without collector needs not pay.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=otlp_endpoint)))
    if exporter is not None:
        provider.add_span_processor(SimpleSpanProcessor(exporter))


def stop_tracing() -> None:
    """Send what is still waiting; call at the end of the app's lifespan."""
    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        provider.force_flush(2000)


def current_traceparent() -> str | None:
    """Return the present span as a `traceparent` (W3C Trace Context), None outside of any."""
    carrier: dict[str, str] = {}
    _TRACE_CONTEXT.inject(carrier)
    return carrier.get("traceparent")


def context_from(traceparent: str | None) -> Context:
    """Return the context a `traceparent` names; garbage gives an empty one, so that a new trace begins."""
    return _TRACE_CONTEXT.extract({"traceparent": traceparent} if traceparent else {}, context=Context())


@contextmanager
def span_from(
    traceparent: str | None, name: str, *, kind: SpanKind = SpanKind.INTERNAL, attributes: Attributes | None = None
) -> Iterator[Span]:
    """Work within a span that continues the trace of a `traceparent`; a failure marks it by its type, its words stay out."""
    with _TRACER.start_as_current_span(
        name,
        context=context_from(traceparent),
        kind=kind,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield span
        except Exception as failure:
            span.set_status(Status(StatusCode.ERROR, type(failure).__name__))
            raise
