"""Where a request comes from, for limits: the client's address, seen through our own proxies."""

from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import structlog
from starlette.requests import HTTPConnection

Network = IPv4Network | IPv6Network
MOST_PROXIES = 9
ONE_HOME = 64
"""Bits of an IPv6 address that are one line's: whoever has it changes the rest at will."""

log = structlog.get_logger()


def a_number_of_proxies(value: str) -> int:
    """Raises `ValueError` in words."""
    if not (value.isascii() and value.isdigit() and int(value) <= MOST_PROXIES):
        raise ValueError(f"is a number, 0 to {MOST_PROXIES}; it is {value!r}.")
    return int(value)


def networks(value: str) -> tuple[Network, ...]:
    """Networks with commas between. Raises `ValueError` in words."""
    try:
        return tuple(ip_network(part.strip()) for part in value.split(","))
    except ValueError:
        raise ValueError(
            f"is networks with commas between, for example 203.0.113.0/24,2001:db8::/48; it is {value!r}."
        ) from None


class Senders:
    """Who sends: the address that the outermost of our `proxies` has seen.

    Each of them adds to the right of `X-Forwarded-For` whom it heard; what stands further left anybody may write.
    """

    def __init__(self, proxies: int, venue: tuple[Network, ...]) -> None:
        self._proxies = proxies
        self._venue = venue
        self._warned = False

    def of(self, request: HTTPConnection) -> str:
        """The sender as limits know it, an IPv6 one by its network; empty if a proxy does not say."""
        seen = request.client.host if request.client else ""
        if self._proxies:
            named = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
            seen = named[-self._proxies].strip() if len(named) >= self._proxies else ""
        return self._line(seen)

    def at_venue(self, sender: str) -> bool:
        """Whether many people share this sender, as the settings say."""
        if not sender:
            return False
        address = ip_network(sender).network_address
        return any(address in network for network in self._venue if network.version == address.version)

    def _line(self, seen: str) -> str:
        try:
            address = ip_address(seen)
        except ValueError:
            if not self._warned and self._proxies:
                self._warned = True
                log.warning("the proxy does not set X-Forwarded-For: senders are not told apart")
            return ""
        if not isinstance(address, IPv6Address):
            return str(address)
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, ONE_HOME), strict=False))
