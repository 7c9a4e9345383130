"""Files on disk: writing that is whole or not at all, locks, fingerprints."""

from borderatlas.files.fingerprints import fingerprint
from borderatlas.files.staging import Staging, staged

__all__ = ["Staging", "fingerprint", "staged"]
