import {
  entry,
  fields,
  flag,
  hex,
  list,
  MalformedMessage,
  read,
  revision,
  source,
  text,
  whole,
  type Fields,
} from "./fields";
import { FRAME_BYTES, HELLO_BYTES } from "./limits";
import type { ClientMessage, Granted, Revoked, ServerMessage, Standing, Welcome } from "./messages";

/** Name of the WebSocket subprotocol this codec speaks. */
export const SUBPROTOCOL = "sightline.v1.json";

const MOST = Number.MAX_SAFE_INTEGER;
const INT = 2_147_483_647;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

export function encode(message: ClientMessage): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(message));
}

/**
 * Reads one frame. Unknown keys and unknown message types are tolerated, wrong types and passed limits are not.
 *
 * @throws MalformedMessage when the frame is not exactly one message
 */
export function decode(frame: Uint8Array): ServerMessage {
  if (frame.length > FRAME_BYTES) {
    throw new MalformedMessage(`a frame of ${frame.length} bytes is larger than ${FRAME_BYTES}`);
  }
  let document: unknown;
  try {
    document = JSON.parse(UTF8.decode(frame));
  } catch (cause) {
    throw new MalformedMessage("a frame is not JSON", { cause });
  }
  return message(fields(document, "a message"));
}

function message(of: Fields): ServerMessage {
  const t = read(of, "t", text);
  switch (t) {
    case "welcome":
      return welcome(of);
    case "man":
      return {
        t,
        me: read(of, "me", hex(16)),
        prev: read(of, "prev", whole(-1, MOST), -1),
        rev: read(of, "rev", revision),
        st: read(of, "st", standing),
        add: read(of, "add", list(granted), []),
        del: read(of, "del", list(revoked), []),
        full: read(of, "full", flag, false),
      };
    case "d":
      return {
        t,
        ...content(of),
        prev: read(of, "prev", whole(-1, MOST)),
        del: read(of, "del", list(deleted), []),
      };
    case "b":
      return { t, ...content(of), i: read(of, "i", whole(0, INT)), last: read(of, "last", flag, false) };
    case "r":
      return rebase(of);
    case "u":
      return {
        t,
        mrev: read(of, "mrev", whole(-1, MOST), -1),
        root: read(of, "root", hex(16)),
        at: read(of, "at", revision, 0),
        fence: read(of, "fence", flag, false),
      };
    case "ver": {
      const asked = read(of, "s", source, "");
      return { t, ...(asked === "" ? {} : { s: asked }), deep: read(of, "deep", flag, false) };
    }
    case "hb":
      return { t, root: read(of, "root", hex(16)), stale: read(of, "stale", flag, false) };
    case "goaway":
      return goAway(of);
    case "err":
      return {
        t,
        code: read(of, "code", text),
        msg: read(of, "msg", text, ""),
        retryMs: read(of, "retryMs", whole(0, 86_400_000), -1),
        fatal: read(of, "fatal", flag, false),
        wipe: read(of, "wipe", flag, false),
      };
    default:
      return { t: "unknown", type: t, mustUnderstand: read(of, "!", flag, false) };
  }
}

function welcome(of: Fields): Welcome {
  const mode = read(of, "mode", text, "delta");
  if (mode !== "delta" && mode !== "full" && mode !== "resume") {
    throw new MalformedMessage("mode is neither delta, full nor resume");
  }
  const limits = fields(of["limits"] ?? {}, "limits");
  return {
    t: "welcome",
    sid: read(of, "sid", text),
    mode,
    hb: read(of, "hb", whole(1, 3_600), 25),
    helloBytes: read(limits, "hello", whole(1, INT), HELLO_BYTES),
    needsCursor: read(of, "need", text, "") === "cur",
  };
}

function standing(value: unknown): Standing {
  if (value !== "active" && value !== "paused" && value !== "ended") {
    throw new MalformedMessage("st is neither active, paused nor ended");
  }
  return value;
}

function granted(value: unknown, key: string): Granted {
  const of = fields(value, key);
  return {
    s: read(of, "s", source),
    g: read(of, "g", revision),
    c: read(of, "c", whole(0, INT), 0),
    p: read(of, "p", whole(-INT - 1, INT), 0),
    until: read(of, "until", revision, 0),
  };
}

function revoked(value: unknown, key: string): Revoked {
  const of = fields(value, key);
  return { s: read(of, "s", source), g: read(of, "g", revision) };
}

/** The fields that the three messages with entries share. */
function content(of: Fields) {
  return {
    s: read(of, "s", source),
    e: read(of, "e", hex(16)),
    rev: read(of, "rev", revision),
    put: read(of, "put", list(entry), []),
  };
}

function deleted(value: unknown, key: string): string {
  if (!Array.isArray(value)) {
    throw new MalformedMessage(`${key} is not a list of lists`);
  }
  const [k, rev] = value as unknown[];
  revision(rev, key);
  return text(k, key);
}

function rebase(of: Fields): ServerMessage {
  const live = read(of, "live", hex());
  const n = read(of, "n", whole(0, INT));
  if (live.length !== n * 16) {
    throw new MalformedMessage("live does not hold n hashes");
  }
  return {
    t: "r",
    ...content(of),
    prev: read(of, "prev", whole(-1, MOST)),
    live: live.match(/.{16}/g) ?? [],
    ...(of["leaves"] === undefined ? {} : { leaves: read(of, "leaves", hex()) }),
  };
}

function goAway(of: Fields): ServerMessage {
  const range = read(of, "in", list(whole(0, 3_600_000)), [0, 0]);
  const [minMs, maxMs] = range;
  if (minMs === undefined || maxMs === undefined || maxMs < minMs) {
    throw new MalformedMessage("the range of goaway is none");
  }
  return { t: "goaway", minMs, maxMs, why: read(of, "why", text, "") };
}
