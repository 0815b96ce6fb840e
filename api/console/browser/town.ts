import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const SIGHTLINE = join(import.meta.dirname, "..", "..", "..", "deploy", "sightline");

/**
 * Starts a Sightline of its own, with the small town in it, and ends it after the last spec. `SIGHTLINE_SHOWN` names the home of
 * one that runs already (`SIGHTLINE_HOME=… deploy/sightline up --hamlet`), for whoever writes a spec and runs it again and again.
 */
export default async function town(): Promise<() => Promise<void>> {
  const running = process.env["SIGHTLINE_SHOWN"];
  if (running !== undefined) {
    process.env["SIGHTLINE_HOME"] = running;
    return () => Promise.resolve();
  }
  const home = mkdtempSync(join(tmpdir(), "sightline-shown-"));
  process.env["SIGHTLINE_HOME"] = home;
  await promisify(execFile)(SIGHTLINE, ["up", "--hamlet"]);
  return async () => {
    await promisify(execFile)(SIGHTLINE, ["down"]);
    rmSync(home, { recursive: true, force: true });
  };
}
