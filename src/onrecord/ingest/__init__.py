"""Ingest: bytes to a `Document`, with the way back to the original.

In: a file, bytes, a web address, or text. Out: `Ingested` - the document with title, author, publisher, dates and
language where they are stated, the original bytes, and an alignment. One format is one module with an `extract_*`
function and one line in `FORMATS`.
"""

from onrecord.ingest.alignment import Alignment, BoxAlignment, ByteAlignment, Location, NodeAlignment
from onrecord.ingest.base import Extracted, Format, Ingested
from onrecord.ingest.formats import FORMATS
from onrecord.ingest.inputs import list_inputs
from onrecord.ingest.take_in import ingest_bytes, ingest_file, ingest_stream, ingest_text, ingest_url

__all__ = [
    "FORMATS",
    "Alignment",
    "BoxAlignment",
    "ByteAlignment",
    "Extracted",
    "Format",
    "Ingested",
    "Location",
    "NodeAlignment",
    "ingest_bytes",
    "ingest_file",
    "ingest_stream",
    "ingest_text",
    "ingest_url",
    "list_inputs",
]
