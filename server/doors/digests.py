"""What is kept of a secret: a digest. What is too short for that is digested under a longer one that nobody keeps."""

import hashlib
import hmac

DIGITS = 6


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def keyed(key: str, short: str) -> str:
    """The digest of something guessable, worth nothing without the key."""
    return hmac.new(key.encode(), short.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two digests are alike, in the same time whether or not they are."""
    return hmac.compare_digest(one, other)


def digits_of(secret: str) -> str:
    """Six digits drawn from a secret that is then thrown away."""
    return f"{int(digest(secret), 16) % 10**DIGITS:0{DIGITS}}"
