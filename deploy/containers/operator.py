"""The operator inside the network of containers: the demo issuer's keys are mounted, the account key is a secret file."""

import os
from pathlib import Path

from deploy.containers.addresses import url_of
from deploy.local.operator import Operator

ACCOUNT_KEY = Path("/run/secrets/account_key")
ISSUER_KEYS = Path("/issuer/keys.json")


def operator_in_containers() -> Operator:
    """Return the operator; `PUBLIC_…_URL` say how a person's browser finds the parts."""
    return Operator(
        url_of=url_of,
        seen_at=lambda name: os.environ.get(f"PUBLIC_{name.upper()}_URL", url_of(name)),
        issuer_url=os.environ["PUBLIC_ISSUER_URL"],
        keys_file=ISSUER_KEYS,
        account_key=ACCOUNT_KEY.read_text(encoding="utf-8").strip(),
    )
