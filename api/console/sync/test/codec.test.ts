import { expect, it } from "vitest";

import { decode, encode } from "../src/wire/codec";
import { MalformedMessage } from "../src/wire/fields";

const E = "a1a1a1a1a1a1a1a1";

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

it("leaves out what is not there", () => {
  expect(new TextDecoder().decode(encode({ t: "ack", n: 3 }))).toBe('{"t":"ack","n":3}');
});

it("reads flags as words and as numbers", () => {
  const one = decode(bytes(`{"t":"u","root":"${E}","fence":1}`));
  const other = decode(bytes(`{"root":"${E}","fence":true,"t":"u"}`));
  expect(one).toEqual(other);
});

it.each([
  ["no JSON", "{"],
  ["two messages", '{"t":"hb"}{"t":"hb"}'],
  ["a list", "[]"],
  ["no type", "{}"],
  ["a type that is a number", '{"t":1}'],
  ["a missing root", '{"t":"hb"}'],
  ["a root in capitals", '{"t":"hb","root":"A1A1A1A1A1A1A1A1"}'],
  ["a revision below 0", `{"t":"b","s":"A:1","e":"${E}","rev":-1,"i":0}`],
  ["a fraction", `{"t":"b","s":"A:1","e":"${E}","rev":0.5,"i":0}`],
  ["a revision no browser can hold exactly", `{"t":"b","s":"A:1","e":"${E}","rev":9007199254740993,"i":0}`],
  ["a source with a space", `{"t":"b","s":"A 1","e":"${E}","rev":1,"i":0}`],
  ["a source of 81 characters", `{"t":"b","s":"${"A".repeat(81)}","e":"${E}","rev":1,"i":0}`],
  ["a live list of another length", `{"t":"r","s":"A:1","e":"${E}","prev":1,"rev":2,"live":"00","n":1}`],
  ["a goaway that ends before it begins", '{"t":"goaway","in":[5,1]}'],
  ["a mode of its own", '{"t":"welcome","sid":"s","mode":"odd"}'],
  ["a standing of its own", `{"t":"man","me":"${E}","rev":1,"st":"odd"}`],
  ["a value of 4,097 bytes", `{"t":"b","s":"A","e":"${E}","rev":1,"i":0,"put":[{"k":"k","r":1,"dr":1,"v":"${"é".repeat(2048)}x","h":"${E}"}]}`],
])("refuses %s", (_what, text) => {
  expect(() => decode(bytes(text))).toThrow(MalformedMessage);
});

it("refuses bytes that are no UTF-8", () => {
  expect(() => decode(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(MalformedMessage);
});

it("refuses a frame of more than 65,536 bytes", () => {
  const padded = (length: number) => bytes('{"t":"x"}'.padEnd(length));
  expect(decode(padded(65_536))).toMatchObject({ t: "unknown", type: "x" });
  expect(() => decode(padded(65_537))).toThrow(MalformedMessage);
});
