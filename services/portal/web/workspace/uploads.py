"""Files that people send: read whole only when they are small enough, and passed on by name and content alone."""

from dataclasses import dataclass

from starlette.datastructures import UploadFile

from services.portal.web.workspace.desk import Desk
from shared.web.pages.view import translated

LARGEST_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file, or why there is none."""

    name: str = ""
    content: bytes = b""
    fault: str = ""


async def uploaded(desk: Desk, field: str = "file") -> Upload:
    """Return the file of a form that was checked to be ours before; its temporary file is gone afterwards."""
    form = await desk.request.form()
    file = form.get(field)
    try:
        if not isinstance(file, UploadFile) or not file.filename:
            return Upload(fault=translated("Bitte wählen Sie eine Datei aus."))
        content = await file.read(LARGEST_BYTES + 1)
    finally:
        await form.close()
    if len(content) > LARGEST_BYTES:
        return Upload(
            name=file.filename[:120],
            fault=translated("Die Datei ist größer als 5 MB. Bitte verkleinern Sie sie oder teilen Sie sie auf."),
        )
    return Upload(name=file.filename.replace("\\", "/").rpartition("/")[2][:120], content=content)
