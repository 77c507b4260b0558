"""Tells whether an XML document declares a document type (XML 1.0, section 2.8), reading no further than its first element."""

from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

CHUNK_BYTES = 4096


class _Declared(Exception):
    pass


class _Begun(Exception):
    pass


def has_document_type(document: IO[bytes]) -> bool:
    """Return False for what is no XML too: nobody will expand entities in it."""
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _declared
    parser.StartElementHandler = _begun
    try:
        while chunk := document.read(CHUNK_BYTES):
            parser.Parse(chunk, False)
    except _Declared:
        return True
    except (_Begun, ExpatError, ValueError):
        return False
    return False


def _declared(*_: object) -> None:
    raise _Declared


def _begun(*_: object) -> None:
    raise _Begun
