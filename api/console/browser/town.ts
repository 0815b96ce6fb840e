import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const SIGHTLINE = join(import.meta.dirname, "..", "..", "..", "deploy", "sightline");

/**
 * Starts a Sightline of its own, with the small town in it, and ends it after the last spec. Whoever writes a spec and runs it again
 * and again names the home of one that runs already (`SIGHTLINE_HOME=… deploy/sightline up --hamlet`) in `SIGHTLINE_SHOWN`, and what
 * that has printed of somebody to sign in as in `SIGHTLINE_RESIDENT`: `{"login":"…","password":"…"}`.
 */
export default async function town(): Promise<() => Promise<void>> {
  const running = process.env["SIGHTLINE_SHOWN"];
  if (running !== undefined) {
    process.env["SIGHTLINE_HOME"] = running;
    return () => Promise.resolve();
  }
  const home = mkdtempSync(join(tmpdir(), "sightline-shown-"));
  process.env["SIGHTLINE_HOME"] = home;
  const { stdout } = await promisify(execFile)(SIGHTLINE, ["up", "--hamlet"]);
  const [, login, password] = /^Somebody +login (.+), password (.+)$/m.exec(stdout) ?? [];
  process.env["SIGHTLINE_RESIDENT"] = JSON.stringify({ login, password });
  return async () => {
    await promisify(execFile)(SIGHTLINE, ["down"]);
    rmSync(home, { recursive: true, force: true });
  };
}
