"""Everything live in this process: a hub for each meeting, the socket's way in, and what a socket may say.

The route signs in, checks the Origin and accepts; then the connection is handed over to a lean watcher, or, on a
server without our seam, served by ordinary sends. Source: DESIGN §3 (the envelope), SEAM.
"""

import asyncio
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qs

import msgspec
import structlog
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket

from models.procedure import CommandId, PersonId, Receipt, Refusal, StreamId, Submission
from models.rules import grounds
from models.rules.papers import AttachPaper
from models.rules.permission import may_follow, permit_person
from server import frames
from server.acts import carry_out, kind_of_command
from server.assets import Assets
from server.chamber import Chamber
from server.doorkeeper import BadToken, Doorkeeper, Visitor, WrongOrigin
from server.floor_pages.asking_views import requests_of
from server.floor_pages.help_views import own_calls
from server.house import House
from server.hub import Hub
from server.languages import preferred, refusal_in_words, words_of
from server.paper_pages.files import Files
from server.persons.directory import Directory
from server.shapes import command_of
from server.watching.elsewhere import Elsewhere
from server.watching.groups import ALLOWED, Place, Render
from server.watching.lean import LeanWatcher
from server.watching.plain import PlainWatcher
from server.watching.seam import HAND_OVER
from server.watching.watcher import Watcher
from server.world import World

TOLD_OF_PRESENCE = ("chair", "desk")
PULSE_BEATS = 20
DEAD_BEATS = 65
NEVER_DRAINED_BEATS = 30
PING = frames.framed(b"beat", frames.PING)

log = structlog.get_logger()


class Live:
    def __init__(
        self,
        house: House,
        doorkeeper: Doorkeeper,
        directory: Directory,
        files: Files,
        world: World,
        render: Render,
        assets: Assets,
    ) -> None:
        self.house = house
        self.doorkeeper = doorkeeper
        self.directory = directory
        self.world = world
        self.beats = 1
        self._render = render
        self._assets = assets
        self._files = files
        self._hubs: dict[str, Hub] = {}
        self._names: dict[PersonId, str] = {}
        self._by_credential: dict[str, set[Watcher]] = {}
        self._presence: dict[str, bytes] = {}
        self.elsewhere = Elsewhere(house.database, doorkeeper.sign_ins, self._hubs.values)
        self.lines_moved = asyncio.Event()

    def hub(self, chamber: Chamber) -> Hub:
        if chamber.stream not in self._hubs:
            self._hubs[chamber.stream] = Hub(chamber, self._render)
        return self._hubs[chamber.stream]

    def sockets(self) -> int:
        return sum(len(hub.watchers) for hub in self._hubs.values())

    def credentials(self) -> set[str]:
        """What the open sockets came in with."""
        return set(self._by_credential)

    # The way in

    async def socket(self, socket: WebSocket) -> None:
        """`GET /meetings/{slug}/live`: the handshake."""
        try:
            visitor = await self.doorkeeper.visitor(socket, acting=True)
        except WrongOrigin:
            await refuse(socket, 403, "This page is not one of ours.")
            return
        except BadToken:
            await refuse(socket, 401, "This token is not valid.")
            return
        chamber = await self.house.meeting(socket.path_params["slug"])
        if chamber is None or not may_follow(chamber.meeting, chamber.meeting.actor(visitor.person)):
            await refuse(socket, 404, "There is no such meeting, or it is not open to you.")
            return
        query = parse_qs(socket.scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
        asked = {name: values[-1] for name, values in query.items()}
        after = asked.get("after", "")
        if after and not (after.isascii() and after.isdigit() and len(after) < 16):  # noqa: PLR2004 - a seq
            await refuse(socket, 400, "after is a number.")
            return
        await self._accept(socket, chamber, visitor, asked)

    async def _accept(
        self, socket: WebSocket, chamber: Chamber, visitor: Visitor, asked: dict[str, str]
    ) -> None:
        headers = socket.headers
        language = preferred(
            asked.get("lang"), socket.cookies.get("lang"), headers.get("accept-language", "")
        )
        who = (self, self.hub(chamber), visitor.person, visitor.credential, language)
        if visitor.person:
            self._names[visitor.person] = visitor.name
            self.directory.learn({visitor.person: visitor.name})
        await socket.accept()
        hand_over = socket.scope.get("extensions", {}).get(HAND_OVER)
        if hand_over:

            def taker(transport: asyncio.Transport, connections: set[Any]) -> None:
                watcher = LeanWatcher(*who)
                watcher.take(transport, connections)
                self._begin(watcher, chamber, asked)

            hand_over(taker)
            return
        watcher = PlainWatcher(*who, socket)
        self._begin(watcher, chamber, asked)
        await watcher.serve()

    def _begin(self, watcher: Watcher, chamber: Chamber, asked: dict[str, str]) -> None:
        """Welcome, and from there on what follows the cursor the client brought."""
        head = chamber.state.seq
        watcher.push(
            frames.framed(
                frames.welcome(
                    chamber.epoch, self._assets.release, head, self.world.now(), self.you(chamber, watcher)
                )
            )
        )
        if watcher.credential:
            self._by_credential.setdefault(watcher.credential, set()).add(watcher)
        after = int(asked["after"]) if asked.get("after") else head
        epoch = asked.get("epoch", "")
        if asked.get("after") and after > 0 and epoch != chamber.epoch:
            reason = "epoch"
        else:
            reason = "ahead" if after > head else ""
        if reason:
            watcher.push(frames.framed(frames.reload(reason)))
            after = head
        place = Place(
            asked.get("panels", "follow"),
            asked.get("track", ""),
            asked.get("layout", ""),
            asked.get("item", ""),
        )
        watcher.hub.join(watcher, place, after)
        if watcher.group and watcher.group.key.page in TOLD_OF_PRESENCE:
            watcher.push(frames.framed(watcher.hub.presence()))

    def you(self, chamber: Chamber, watcher: Watcher) -> dict[str, Any]:
        """Who somebody is here, for themselves alone."""
        roles = sorted(chamber.meeting.actor(watcher.person).roles)
        words = words_of(watcher.language).roles
        return {
            "person": watcher.person,
            "name": self._names.get(watcher.person, "") if watcher.person else "",
            "roles": roles,
            "role_words": ", ".join(words[role] for role in roles),
            "help": own_calls(chamber.meeting, watcher.person),
            "requests": requests_of(chamber.meeting, watcher.person),
        }

    def tell_you(self, watcher: Watcher, panels: Mapping[str, str]) -> None:
        """Say who they are now: their roles have changed."""
        who = self.you(watcher.hub.chamber, watcher)
        watcher.push(frames.framed(frames.you(watcher.cursor, who, panels)))

    def tell_requests(self, watcher: Watcher) -> None:
        """Say which of those who wait for the floor are theirs: that has changed."""
        chamber = watcher.hub.chamber
        own = requests_of(chamber.meeting, watcher.person)
        watcher.push(frames.framed(frames.requests(chamber.state.seq, own)))

    # What a socket says

    async def hear(self, watcher: Watcher, text: str) -> None:
        """One text frame from a client: a command, or a bad frame."""
        try:
            press = msgspec.json.decode(text, type=frames.Press)
        except (msgspec.MsgspecError, RecursionError) as fault:
            watcher.close(frames.BAD_FRAME, str(fault) or "bad frame")
            return
        command_id = CommandId(press.id)
        chamber = watcher.hub.chamber
        try:
            receipt = await self.submit(chamber, watcher.person, command_id, press.name, bytes(press.data))
        except Refusal as refusal:
            zone = chamber.meeting.convocation.zone if chamber.meeting.convocation else "UTC"
            words = refusal_in_words(refusal, watcher.language, zone)
            watcher.push(frames.framed(frames.reply_refused(press.id, words)))
            if refusal.code == grounds.BAD_SHAPE.code:
                watcher.close(frames.BAD_FRAME, words["message"])
            return
        except Exception:  # a bug is no refusal: the client is told to come back and ask again
            log.exception("a command failed", command=press.name)
            watcher.close(frames.BACK_SOON, "the server failed; nothing is known of this command")
            return
        watcher.push(frames.framed(frames.reply(receipt)))

    async def submit(
        self,
        chamber: Chamber,
        person: PersonId | None,
        command_id: CommandId,
        name: str,
        data: bytes | Mapping[str, Any],
    ) -> Receipt:
        """The one way from any edge to the door: known, permitted, understood, decided. Raises `Refusal`."""
        permit_person(chamber.state, person, kind_of_command(chamber, name))
        command = command_of(name, data)
        if isinstance(command, AttachPaper) and await self._files.size(command.digest) != command.size:
            raise grounds.FILE_MISSING.refusal()  # an acknowledged paper has its bytes
        await self.directory.meet(person)
        return await carry_out(self.house, chamber, Submission(command_id, person, self.world.now(), command))

    # The heart

    async def heartbeat(self) -> None:
        """Once a second: revoked credentials, presence, the late and the dead; every 20 s a pulse."""
        while True:
            await asyncio.sleep(1)
            self.beats += 1
            try:
                gone = await self.doorkeeper.revoked() | self.doorkeeper.expired()
                self.withdraw(gone, frames.WITHDRAWN, "credentials withdrawn")
                await self.directory.beat()
                await self.elsewhere.beat()
            except Exception:  # the database may be away for a moment: the heart beats on
                log.exception("the heartbeat could not ask who was revoked")
            for hub in list(self._hubs.values()):
                self._beat(hub)

    def _beat(self, hub: Hub) -> None:
        if hub.look(self.world.now()):
            self.lines_moved.set()
        presence = hub.presence()
        if self._presence.get(hub.chamber.stream) != presence:
            self._presence[hub.chamber.stream] = presence
            hub.note("presence", frames.framed(presence), TOLD_OF_PRESENCE)
        if self.beats % PULSE_BEATS == 0:
            pulse = frames.framed(frames.pulse(hub.chamber.state.seq, self.world.now()))
            hub.note("pulse", PING + pulse, ALLOWED)
        for watcher in list(hub.watchers):
            late = self.beats - watcher.late_since if watcher.late_since else 0
            if late > NEVER_DRAINED_BEATS or self.beats - watcher.heard > DEAD_BEATS:
                watcher.abort()

    def withdraw(self, credentials: set[str], code: int, reason: str) -> None:
        """Close the sockets of these credentials."""
        for credential in credentials & self._by_credential.keys():
            for watcher in list(self._by_credential[credential]):
                watcher.close(code, reason)

    def let_go(self, person: PersonId, named: Collection[StreamId]) -> None:
        """This person is erased: their sockets close, and the pages of meetings that name them load anew."""
        self._names.pop(person, None)
        for stream, hub in self._hubs.items():
            for watcher in [w for w in hub.watchers if w.person == person]:
                watcher.close(frames.WITHDRAWN, "credentials withdrawn")
            if stream in named:
                hub.begin_anew(frames.framed(frames.reload("erased")))

    def forget(self, watcher: Watcher) -> None:
        """The connection is over."""
        if watcher.credential and watcher.credential in self._by_credential:
            holders = self._by_credential[watcher.credential]
            holders.discard(watcher)
            if not holders:
                del self._by_credential[watcher.credential]


async def refuse(socket: WebSocket, status: int, words: str) -> None:
    """Refuse a handshake with a status and words."""
    response: Response = JSONResponse({"error": words}, status_code=status)
    if "websocket.http.response" in socket.scope.get("extensions", {}):
        await socket.send_denial_response(response)
    else:
        await socket.close(frames.BAD_FRAME, words)
