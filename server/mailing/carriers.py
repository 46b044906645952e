"""Who carries the mail: an SMTP server; or, where a developer works alone, a folder."""

import asyncio
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib

from server.mailing.envelopes import mail_of
from server.mailing.letters import Letter
from server.mailing.mail import Carrier, NotNow, Refused
from server.mailing.mail_server import MailServer
from server.settings import Settings

SECONDS = 20
FOLDER = "mail"
MOST_CAPTURED = 100
FOR_EVER = range(500, 600)


def carrier_of(settings: Settings) -> Carrier | None:
    """None where no mail server is set and others than the developer may come."""
    if settings.smtp:
        return SmtpCarrier(settings.smtp, settings.mail_from)
    return FolderCarrier(settings.data / FOLDER, settings.mail_from) if settings.captures_mail else None


class SmtpCarrier:
    def __init__(self, server: MailServer, sender: str) -> None:
        self._server = server
        self._sender = sender

    async def carry(self, id_: str, address: str, letter: Letter, made: datetime) -> None:
        """A connection a letter. Raises `Refused` or `NotNow`."""
        try:
            message = mail_of(letter, sender=self._sender, to=address, id_=id_, made=made)
        except ValueError:
            raise Refused("the address cannot be written into a mail") from None
        try:
            await aiosmtplib.send(
                message,
                hostname=self._server.host,
                port=self._server.port,
                username=self._server.user or None,
                password=self._server.password or None,
                use_tls=self._server.tls,
                start_tls=self._server.starttls,
                timeout=SECONDS,
            )
        except aiosmtplib.SMTPAuthenticationError as fault:
            raise NotNow(f"the mail server does not take our password: {fault.code}") from None
        except aiosmtplib.SMTPRecipientsRefused as fault:
            raise _verdict(max(one.code for one in fault.recipients)) from None
        except aiosmtplib.SMTPResponseException as fault:
            raise _verdict(fault.code) from None
        except (aiosmtplib.SMTPException, OSError, ValueError) as fault:
            raise NotNow(type(fault).__name__) from None


def _verdict(code: int) -> Exception:
    """What a mail server answers is logged as a number: its words may hold the address."""
    return (
        Refused(f"the mail server says {code}")
        if code in FOR_EVER
        else NotNow(f"the mail server says {code}")
    )


class FolderCarrier:
    """Mail that stays here: a file a letter."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def carry(self, id_: str, address: str, letter: Letter, made: datetime) -> None:
        message = mail_of(letter, sender=self._sender, to=address, id_=id_, made=made)
        await asyncio.to_thread(self._write, f"{made:%Y%m%dT%H%M%S.%f}-{id_}.eml", message)

    def _write(self, name: str, message: EmailMessage) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        written = self._folder / f"{name}.part"  # whoever looks at the mail reads it whole or not at all
        written.write_bytes(message.as_bytes())
        written.rename(self._folder / name)
        for old in sorted(self._folder.glob("*.eml"))[:-MOST_CAPTURED]:
            old.unlink()
