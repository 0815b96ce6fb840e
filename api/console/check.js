// The types and rules of all packages, side by side: each takes one core.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const { workspaces } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8"));
const codes = await Promise.all(
  workspaces.map(async (name) => {
    const [code] = await once(spawn("npm", ["run", "check", "--silent", "--workspace", name], { cwd: import.meta.dirname, stdio: "inherit" }), "exit");
    return code;
  }),
);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
