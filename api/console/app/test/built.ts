import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds the applications once for all tests, as they are now. */
export default function build(): void {
  execFileSync("node", [join(import.meta.dirname, "..", "build.js")], { stdio: "inherit" });
}
