// Clears what an earlier build has left, and has npm fetch the packages, unless those of this lock file are there already.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HERE = import.meta.dirname;
const STAMP = join(HERE, "node_modules", ".installed");

if (HERE === undefined) {
  console.error("Sightline's pages are built with Node 20.19 or newer; this is " + process.version);
  process.exit(1);
}
// Assets have other names in each build; those of the last would stay in the jar.
rmSync(join(HERE, "target", "classes"), { recursive: true, force: true });
const wanted = createHash("sha256")
  .update(process.version)
  .update(readFileSync(join(HERE, "package-lock.json")))
  .digest("hex");
if (!existsSync(STAMP) || readFileSync(STAMP, "utf8") !== wanted) {
  const { status } = spawnSync("npm", ["ci", "--prefer-offline", "--no-progress", "--loglevel=error"], { cwd: HERE, stdio: "inherit" });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
  writeFileSync(STAMP, wanted);
}
