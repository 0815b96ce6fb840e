import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { NO_TOKENS, PasswordTokens, RenewedTokens, TokenRefused, type Token } from "../src/net/tokens";

const GOOD = { token: "t-2", expiresAt: "2030-01-01T00:00:00Z", user: "u-1" };
const LAST: Token = { text: "t-1", expiresAt: 1_000, user: "u-1" };

let server: Server;
let address: URL;
let asked: { url: string; authorization: string | undefined; body: string }[];
let answer: { status: number; body: unknown; headers?: Record<string, string> };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      asked.push({ url: request.url ?? "", authorization: request.headers.authorization, body });
      response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  asked = [];
  answer = { status: 200, body: GOOD };
});

it("gives login and password for a token", async () => {
  const token = await new PasswordTokens(address, "anna", "secret").fetch("web", "installation-1");
  expect(token).toEqual({ text: "t-2", expiresAt: Date.UTC(2030, 0, 1), user: "u-1" });
  expect(asked[0]?.url).toBe("/v1/token");
  expect(JSON.parse(asked[0]?.body ?? "")).toEqual({ login: "anna", password: "secret", env: "web", inst: "installation-1" });
});

it("says why there is none, and when to ask again", async () => {
  answer = { status: 429, body: { code: "throttled" }, headers: { "Retry-After": "7" } };
  const refusal = await new PasswordTokens(address, "anna", "secret").fetch("web", "i").catch((failure: unknown) => failure);
  expect(refusal).toBeInstanceOf(TokenRefused);
  expect(refusal).toMatchObject({ status: 429, code: "throttled", retryMs: 7_000, lasting: false });
});

it("renews a token that is still good without the password", async () => {
  await new RenewedTokens(address, NO_TOKENS, () => 999).fetch("web", "i", LAST);
  expect(asked).toEqual([{ url: "/v1/token/renew", authorization: "Bearer t-1", body: "" }]);
});

it.each([
  ["is over", 1_000, 200],
  ["is not renewed", 999, 401],
])("asks for a new sign-in when the token %s", async (_why, now, status) => {
  answer = { status, body: {} };
  const tokens = new RenewedTokens(address, NO_TOKENS, () => now);
  await expect(tokens.fetch("web", "i", LAST)).rejects.toMatchObject({ status: 401, lasting: true });
});

it("keeps the credentials for a server that only fails", async () => {
  answer = { status: 503, body: {} };
  const tokens = new RenewedTokens(address, NO_TOKENS, () => 999);
  await expect(tokens.fetch("web", "i", LAST)).rejects.toMatchObject({ status: 503, lasting: false });
});
