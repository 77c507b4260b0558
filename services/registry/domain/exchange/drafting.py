"""Holds what a table says of partners against the partners that there are: new, changed, or the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.registry.domain.exchange.partner_import import ImportRow, Outcome
from services.registry.domain.exchange.partner_rows import ReadPartner
from services.registry.domain.exchange.sheet import RowFault, folded
from services.registry.domain.partner import Partner, PostalAddress

ADDRESS_FIELDS = ("street", "postal_code", "city")


@dataclass(frozen=True)
class Standing:
    """The partners that a table may mean: by id, and by folded name, of which there may be several; and the ids that are gone for good."""

    by_id: Mapping[UUID, Partner]
    by_name: Mapping[str, Sequence[Partner]]
    removed: frozenset[UUID] = frozenset()


class _Unclear(Exception):
    """A row leaves open whom it means."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def drafted(
    read: Sequence[ReadPartner], standing: Standing, *, new_id: Callable[[], UUID], may_change: bool
) -> tuple[list[ImportRow], list[RowFault]]:
    """Return what each row would do, and the rows that leave open whom they mean."""
    drafter = _Drafter(standing, new_id, may_change)
    rows: list[ImportRow] = []
    faults: list[RowFault] = []
    for partner in read:
        try:
            rows.append(drafter.row(partner))
        except _Unclear as unclear:
            faults.append(RowFault(partner.number, unclear.column, unclear.reason))
    return rows, faults


class _Drafter:
    def __init__(self, standing: Standing, new_id: Callable[[], UUID], may_change: bool) -> None:
        self._standing = standing
        self._new_id = new_id
        self._may_change = may_change
        self._drafted: dict[str, UUID] = {}

    def row(self, read: ReadPartner) -> ImportRow:
        """Return what the row would do; raises _Unclear."""
        before = self._before(read)
        row = self._new(read) if before is None else self._known(read, before)
        self._drafted[folded(read.label)] = row.after.id
        return row

    def _before(self, read: ReadPartner) -> Partner | None:
        if read.id is not None:
            if read.id in self._standing.removed:
                raise _Unclear(
                    "Kennung", "Dieser Partner wurde entfernt. Bitte leer lassen: Er bekommt dann eine neue Kennung."
                )
            if read.id not in self._standing.by_id:
                raise _Unclear(
                    "Kennung", "Diese Kennung ist nicht eingetragen. Bitte leer lassen, wenn der Partner neu ist."
                )
            return self._standing.by_id[read.id]
        named = self._standing.by_name.get(folded(read.label), ())
        if len(named) > 1:
            raise _Unclear("Name", "Diesen Namen haben mehrere Partner. Bitte die Kennung angeben.")
        return next(iter(named), None)

    def _new(self, read: ReadPartner) -> ImportRow:
        after = Partner(
            id=self._new_id(),
            label=read.label,
            kind=read.kind,
            partner_type=read.partner_type,
            parent=self._parent(read.parent) if read.parent else None,
        )
        return ImportRow(number=read.number, outcome=Outcome.NEW, after=_with_texts(after, read.texts), role=read.role)

    def _known(self, read: ReadPartner, before: Partner) -> ImportRow:
        after = replace(before, label=read.label, kind=read.kind, partner_type=read.partner_type)
        after = _with_texts(after, read.texts)
        if after == before or not self._may_change:
            return ImportRow(number=read.number, outcome=Outcome.UNCHANGED, after=before, before=before, role=read.role)
        after = replace(after, version=before.version + 1)
        return ImportRow(number=read.number, outcome=Outcome.CHANGED, after=after, before=before, role=read.role)

    def _parent(self, name: str) -> UUID:
        above = self._drafted.get(folded(name))
        registered = self._standing.by_name.get(folded(name), ())
        found = above or (registered[0].id if len(registered) == 1 else None)
        if found is None:
            raise _Unclear("Träger", f"Der Träger „{name}“ ist weder eindeutig eingetragen noch steht er weiter oben.")
        return found


def _with_texts(partner: Partner, texts: Mapping[str, str]) -> Partner:
    plain = {name: text for name, text in texts.items() if name not in ADDRESS_FIELDS}
    lines = {name: text for name, text in texts.items() if name in ADDRESS_FIELDS}
    address = replace(partner.address or PostalAddress(), **lines) if lines else partner.address
    return replace(
        partner,
        description=plain.get("description", partner.description),
        website=plain.get("website", partner.website),
        phone=plain.get("phone", partner.phone),
        mail=plain.get("mail", partner.mail),
        address=address,
    )
