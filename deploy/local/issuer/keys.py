"""The keys that sign tokens (RFC 7517): the newest signs, those before it still prove what they signed."""

import json
from pathlib import Path

from joserfc.jwk import KeySet, RSAKey

from deploy.local.secret_store import write_private

KEY_BITS = 2048
KEYS_KEPT = 3


class KeyRing:
    """RSA keys in a file that only its owner can read, newest first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._keys = self._load()

    @classmethod
    def opened(cls, path: Path) -> "KeyRing":
        """The ring of this file, made with a first key if there is none."""
        ring = cls(path)
        if not ring._keys:
            ring.rotate()
        return ring

    @property
    def signing_key(self) -> RSAKey:
        return self._keys[0]

    @property
    def all_keys(self) -> KeySet:
        """Whatever a token of ours may be signed with."""
        return KeySet(list(self._keys))

    def published(self) -> dict[str, list[dict[str, object]]]:
        """The public halves, for /jwks."""
        return {"keys": [{**key.as_dict(private=False), "use": "sig", "alg": "RS256"} for key in self._keys]}

    def rotate(self) -> str:
        """Signs with a new key from now on; returns its id."""
        fresh = RSAKey.generate_key(KEY_BITS, auto_kid=True)
        self._keys = [fresh, *self._keys][:KEYS_KEPT]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_private(self._path, json.dumps({"keys": [key.as_dict(private=True) for key in self._keys]}))
        return str(fresh.kid)

    def _load(self) -> list[RSAKey]:
        if not self._path.exists():
            return []
        return [RSAKey.import_key(key) for key in json.loads(self._path.read_text(encoding="utf-8"))["keys"]]
