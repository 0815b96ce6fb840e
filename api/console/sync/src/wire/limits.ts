/** The limits of the protocol that hold without being negotiated (protocol page, section 10). */
export const FRAME_BYTES = 65_536;
export const HELLO_BYTES = 65_536;
export const VALUE_BYTES = 4_096;
export const SOURCE_ID_CHARS = 80;
export const ENTRIES_PER_SOURCE = 5_000;
/** Above this many sources a `hello` carries the root in place of the cursor. */
export const CURSOR_SOURCES = 2_000;
