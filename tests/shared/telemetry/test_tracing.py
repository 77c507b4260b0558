"""Traces travel as text, through a log row or a mail job, and go on at the other end."""

import subprocess
import sys

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.telemetry.tracing import current_traceparent, span_from


def test_outside_of_any_span_there_is_no_traceparent() -> None:
    assert current_traceparent() is None


def test_a_span_goes_on_where_the_text_says(spans: InMemorySpanExporter) -> None:
    with span_from(None, "request"):
        carried = current_traceparent()
    with span_from(carried, "consumer"):
        pass

    request, consumer = spans.get_finished_spans()
    assert consumer.parent is not None
    assert consumer.parent.span_id == (request.context.span_id if request.context else None)


@pytest.mark.parametrize("garbage", ["", "x", "00-0-0-00", "00-" + "0" * 32 + "-" + "0" * 16 + "-01"])
def test_garbage_begins_a_new_trace(spans: InMemorySpanExporter, garbage: str) -> None:
    with span_from(None, "outer"), span_from(garbage, "work"):
        pass
    assert spans.get_finished_spans()[0].parent is None


def test_what_goes_wrong_marks_the_span_without_its_words(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="anna"), span_from(None, "work"):
        raise ValueError("anna@example.org")

    (span,) = spans.get_finished_spans()
    assert span.status.status_code is trace.StatusCode.ERROR
    assert "anna" not in span.to_json()


def test_without_a_collector_nothing_of_the_exporter_is_loaded() -> None:
    program = (
        "import sys; from shared.telemetry.tracing import configure_tracing; configure_tracing('x');"
        "sys.exit(any('otlp' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
