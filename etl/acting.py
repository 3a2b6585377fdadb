"""Who acts at the command line, an account or whoever has the machine, and what the table of permissions lets them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine

from settings import Settings
from warehouse import accounts, database
from warehouse.declarations import Catalogue, Dataset
from warehouse.people import OPERATOR, Permission, Reader

# What each command asks for; one without a line is nobody's.
COMMANDS: Mapping[str, Permission] = {
    "take": "send",
    "accept": "approve",
    "withdraw": "approve",
    "release": "approve",
    "explain": "read",
    "changes": "read",
    "export": "read",
    "status": "read_exact",  # it counts the rows of parts, and those of persons may be few
    "template": "send",
    "rebuild": "operate",
    "purge": "operate",
    "backup": "operate",
    "restore": "operate",
    "migrate": "operate",
    "seed": "operate",
    "user": "manage_people",
}


class NotAllowed(Exception):
    """The account that acts may not do this; an account with another role may, or whoever has the machine."""


def reader(settings: Settings, engine: Engine) -> Reader:
    """The account that DASBOR_USER names, `OPERATOR` where it names none."""
    if not settings.user:
        return OPERATOR
    found = accounts.find(engine, settings.user) if database.has_file(engine) else None
    if found is None or found.disabled:
        raise NotAllowed(f"DASBOR_USER: akun {settings.user} tidak ada atau dinonaktifkan.")
    return Reader(found.name, found.role, found.scope)


def admit(settings: Settings, command: str) -> None:
    """Nothing where whoever acts may run a command; raises NotAllowed."""
    permission = COMMANDS.get(command)
    engine = database.connect(settings.database_url)
    try:
        must_may(reader(settings, engine), permission, command)
    finally:
        engine.dispose()


def must_may(actor: Reader, permission: Permission | None, deed: str) -> None:
    """Raises NotAllowed where the table does not grant a permission."""
    if permission is None or not actor.may(permission):
        raise NotAllowed(f"Akun {actor.name} ({actor.role}) tidak berwenang menjalankan {deed}.")


def indicators(dataset: Dataset, catalogue: Catalogue, office: str) -> tuple[str, ...]:
    """The indicators whose rows an office may send, where a dataset's rows are their owners'."""
    if not dataset.senders_own or not office:
        return ()
    name = catalogue.entities["organisation", office].name
    return tuple(one.id for one in catalogue.indicators.values() if one.owner == name)


def office(actor: Reader, catalogue: Catalogue, dataset: Dataset) -> str:
    """The office whose rows alone the actor may send, empty for all rows; raises NotAllowed.

    Who stands for one office sends what the dataset's declaration says that it sends: all, or its own rows.
    """
    if not actor.may("read_own"):
        return ""
    from etl.correct import REGISTER

    name = catalogue.entities["organisation", actor.scope].name
    sends = dataset.senders or name in dataset.sender or indicators(dataset, catalogue, actor.scope)
    if dataset.name == REGISTER or not sends:
        raise NotAllowed(f"Akun {actor.name} mengirim untuk {name}; {dataset.name} dikirim {dataset.sender}.")
    return "" if name in dataset.sender else actor.scope
