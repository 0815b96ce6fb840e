import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

const APP = join(import.meta.dirname, "..");
const KB = 1_024;

describe.each([
  ["client", "/client/", 180 * KB],
  ["console", "/console/", 450 * KB],
])("dist/%s", (name, base, budget) => {
  const folder = join(APP, "dist", name);
  const files = () => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => statSync(join(folder, file)).isFile());
  const page = () => readFileSync(join(folder, "index.html"), "utf8").replaceAll("&#39;", "'");

  it("has no inline script or style, and a policy that permits none", () => {
    expect(page()).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self';`);
    expect(page()).not.toMatch(/<script(?![^>]* src=)/);
    expect(page()).not.toMatch(/<style|\sstyle=|\son\w+=|https?:\/\//);
  });

  it("refers to nothing but hashed assets of its own folder", () => {
    const referred = [...page().matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? "");
    expect(referred.length).toBeGreaterThan(1);
    referred.forEach((address) => {
      expect(address).toMatch(new RegExp(`^${base}assets/[\\w-]+-[\\w-]{8}\\.(js|css)$`));
      expect(files()).toContain(address.slice(base.length));
    });
  });

  it("lists every file for the server, after the policy", () => {
    const [policy, ...listed] = readFileSync(`${folder}.list`, "utf8").split("\n");
    expect(page()).toContain(`content="${policy ?? ""}"`);
    expect(listed.sort()).toEqual(files().filter((file) => !/\.(gz|br)$/.test(file)).sort());
  });

  it("has every file compressed twice, and back as it was", () => {
    const plain = files().filter((file) => !/\.(gz|br)$/.test(file));
    plain.forEach((file) => {
      const content = readFileSync(join(folder, file));
      expect(gunzipSync(readFileSync(join(folder, `${file}.gz`))).equals(content), `${file}.gz`).toBe(true);
      expect(brotliDecompressSync(readFileSync(join(folder, `${file}.br`))).equals(content), `${file}.br`).toBe(true);
    });
    expect(files().length).toBe(plain.length * 3);
  });

  it("loads within its budget", () => {
    // What the page names, and what that imports without being asked to; pages that are loaded when they are opened are not of it.
    const first = new Set<string>(["index.html", ...[...page().matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => (address ?? "").slice(base.length))]);
    first.forEach((file) => {
      const imports = file.endsWith(".js") ? readFileSync(join(folder, file), "utf8").matchAll(/(?:^|[;}])(?:import|export)[^;("']*?["']\.\/([^"']+)["']/g) : [];
      [...imports].forEach(([, name]) => first.add(`assets/${name ?? ""}`));
    });
    const bytes = [...first].reduce((sum, file) => sum + statSync(join(folder, `${file}.gz`)).size, 0);
    console.log(`${name}: ${Math.round(bytes / KB)} KB gzip`);
    expect(bytes).toBeLessThan(budget);
  });
});
