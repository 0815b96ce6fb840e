import { decode, encode, SUBPROTOCOL } from "../wire/codec";
import { MalformedMessage } from "../wire/fields";
import type { ClientMessage } from "../wire/messages";
import { Closing, type Link, type Receiver, type Transport } from "./transport";

const CONNECT_TIMEOUT_MS = 10_000;

/** Sessions over the browser's WebSocket. The token travels in `hello`, since a page cannot set a header of the upgrade. */
export class WebSocketTransport implements Transport {
  private readonly address: string;

  /** @param server address of the client plane, `http` or `https` */
  constructor(server: URL) {
    const address = new URL("/v1/sync", server);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    this.address = address.href;
  }

  connect(receiver: Receiver): void {
    new Connection(new WebSocket(this.address, SUBPROTOCOL), receiver);
  }
}

class Connection implements Link {
  private readonly socket: WebSocket;
  private readonly receiver: Receiver;
  private readonly patience: ReturnType<typeof setTimeout>;
  private ended = false;

  constructor(socket: WebSocket, receiver: Receiver) {
    this.socket = socket;
    this.receiver = receiver;
    this.patience = setTimeout(() => {
      this.close(Closing.LOST, "the server did not answer in time");
    }, CONNECT_TIMEOUT_MS);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      clearTimeout(this.patience);
      if (!this.ended) {
        receiver.opened(this);
      }
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.heard(data);
    };
    socket.onclose = ({ code, reason }) => {
      this.end(code, reason);
    };
  }

  send(message: ClientMessage): void {
    if (!this.ended) {
      this.socket.send(encode(message));
    }
  }

  close(code: number, reason: string): void {
    // A page may close with 1000 and with codes of its own, but with none that RFC 6455 has given a meaning.
    this.socket.close(code >= 3000 ? code : Closing.NORMAL, reason.replace(/[^ -~]/g, "?").slice(0, 120));
    // The other end may never answer a close.
    this.end(code, reason);
  }

  private heard(data: unknown): void {
    if (this.ended) {
      return;
    }
    if (!(data instanceof ArrayBuffer)) {
      this.close(Closing.PROTOCOL_ERROR, "a frame is text");
      return;
    }
    try {
      this.receiver.received(decode(new Uint8Array(data)));
    } catch (failure) {
      if (!(failure instanceof MalformedMessage)) {
        throw failure;
      }
      this.close(Closing.PROTOCOL_ERROR, failure.message);
    }
  }

  private end(code: number, reason: string): void {
    if (!this.ended) {
      this.ended = true;
      clearTimeout(this.patience);
      this.receiver.closed(code, reason);
    }
  }
}
