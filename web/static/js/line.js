/**
 * One socket that comes back. Position = (epoch, seq): a returning browser says where it stopped,
 * and hears every number after that, once.
 */
import { page } from "./page.js";

const FIRST = 300, LONGEST = 8000, HANDSHAKE = 10000, SILENCE = 50000;

/**
 * @param {{cursor: () => number, frame: (frame: object) => void, lost: () => void, ended: (code: number) => void}} hear
 */
export function openLine(hear) {
  let socket = null, wait = FIRST, retry = 0, silence = 0, over = false;

  function connect() {
    clearTimeout(retry);
    if (over || socket) return;
    const url = new URL(page.live, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.search = new URLSearchParams({
      after: hear.cursor(), epoch: page.epoch, panels: page.name, track: page.track, layout: page.layout, item: page.item, lang: page.lang,
    });
    const opened = new WebSocket(url);
    socket = opened;
    expect(HANDSHAKE);
    opened.onmessage = ({ data }) => {
      if (socket !== opened) return;
      expect(SILENCE);
      const frame = JSON.parse(data);
      if (frame.type === "welcome") wait = FIRST;
      hear.frame(frame);
    };
    opened.onclose = ({ code }) => { if (socket === opened) closed(code); };
  }

  /** A line that says nothing for two pulses is dead, whatever TCP believes. */
  function expect(within) {
    clearTimeout(silence);
    silence = setTimeout(() => closed(1006), within);
  }

  function closed(code) {
    drop();
    if (code >= 4500 && code < 5000) {
      over = true;
      return hear.ended(code);
    }
    hear.lost();
    retry = setTimeout(connect, wait * (0.5 + Math.random()));
    wait = Math.min(wait * 1.8, LONGEST);
  }

  function drop() {
    clearTimeout(silence);
    clearTimeout(retry);
    const dropped = socket;
    socket = null;
    if (dropped && dropped.readyState < WebSocket.CLOSING) dropped.close(1000);
  }

  function again() {
    if (over) return;
    drop();
    hear.lost();
    wait = FIRST;
    connect();
  }

  /** The page is another one and stands elsewhere: the same line, begun there, without a word. */
  function anew() {
    if (over) return;
    drop();
    wait = FIRST;
    connect();
  }

  addEventListener("online", again);
  addEventListener("offline", () => { if (!over) { drop(); hear.lost(); retry = setTimeout(connect, LONGEST); } });
  addEventListener("pagehide", drop);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) again(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !socket) again(); });

  connect();
  return {
    /** Somebody presses: where the line is down it is tried again at once. @returns {boolean} whether it left this browser */
    send(frame) {
      if (!socket) connect();
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    anew,
  };
}
