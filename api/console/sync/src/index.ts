export { signOut } from "./access";
export { SyncClient, type ClientListener, type ClientParts } from "./client";
export { Replica } from "./core/replica";
export type { Signal, Step } from "./core/step";
export { StoreFailed, type Change, type Manifest, type Position, type Store } from "./core/store";
export { ActingTokens, NO_TOKENS, PasswordTokens, RenewedTokens, TokenRefused, type Token, type TokenSource } from "./net/tokens";
export { Closing, type Link, type Receiver, type Transport } from "./net/transport";
export { WebSocketTransport } from "./net/websocket";
export { SharedClient, type Credentials, type Picture, type SharedParts } from "./shared";
export type { ClientState, Status, StoppedBy } from "./status";
export { deleteStore, IndexedDbStore } from "./store/indexeddb";
export { MemoryStore } from "./store/memory";
export { browserSurroundings, type Surroundings } from "./surroundings";
export { parseValue, type CameraState, type Members, type Value } from "./value/value";
export {
  difference,
  EMPTY_VIEW,
  isLocked,
  nameOf,
  stateOf,
  viewOf,
  type Device,
  type Difference,
  type View,
} from "./view/view";
export { decode, encode } from "./wire/codec";
export { MalformedMessage } from "./wire/fields";
export type { ClientMessage, ServerMessage, Standing } from "./wire/messages";
