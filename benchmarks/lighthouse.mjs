// Lighthouse on pages of built sites:
//
//   npm install --no-save lighthouse && mkdocs build
//   CHROME_PATH=/usr/bin/chromium node benchmarks/lighthouse.mjs [--desktop] [--runs 3] [--show] SITE… PAGE…
//
// SITE is a folder that `mkdocs build` left, PAGE the address of a page in it, such as paper-notes/esmm/ (the home page
// is "/"). With several sites each run takes them in turn, beginning with another each time, so that a busy machine
// costs them alike: give the same notes built by the theme alone as the baseline. Prints the medians of the four scores
// and of first and largest contentful paint, blocked time, layout shift and weight; with --show, what Lighthouse found
// fault with.
// Pages are served from 127.0.0.1 as GitHub Pages serves them: text compressed with gzip, kept for ten minutes.

import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".jpg": "image/jpeg",
  ".md": "text/markdown; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};
const COMPRESSED = new Set([".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml"]);
const MEASURES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight"];

const serve = (site) => {
  const packed = new Map();
  const server = createServer((request, response) => {
    const address = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    let path = join(site, address);
    if (address.endsWith("/")) path = join(path, "index.html");
    if (!existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const kind = extname(path);
    const headers = { "Content-Type": TYPES[kind] ?? "application/octet-stream", "Cache-Control": "max-age=600" };
    if (COMPRESSED.has(kind)) {
      if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(path)));
      response.writeHead(200, { ...headers, "Content-Encoding": "gzip", Vary: "Accept-Encoding" }).end(packed.get(path));
    } else {
      response.writeHead(200, { ...headers, "Content-Length": statSync(path).size });
      createReadStream(path).pipe(response);
    }
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const faults = (report) =>
  Object.values(report.audits)
    .filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== "informative")
    .map((audit) => `    ${audit.id} ${audit.score.toFixed(2)} ${audit.displayValue ?? ""}`);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { desktop: { type: "boolean" }, runs: { type: "string", default: "3" }, show: { type: "boolean" } },
});
const sites = positionals.filter((name) => existsSync(join(name, "index.html")));
const pages = positionals.filter((name) => !sites.includes(name));
if (!sites.length || !pages.length) {
  console.error("give a built site and a page of it, such as: site / paper-notes/esmm/");
  process.exit(2);
}

const servers = await Promise.all(sites.map(serve));
const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox"] });
console.log(`${options.desktop ? "desktop" : "mobile"}, medians of ${options.runs} runs`);
console.log("performance accessibility best-practices seo | FCP s  LCP s  TBT ms  CLS   KB");
try {
  for (const page of pages) {
    const reports = sites.map(() => []);
    for (let run = 0; run < Number(options.runs); run += 1) {
      for (let turn = 0; turn < servers.length; turn += 1) {
        const number = (run + turn) % servers.length;
        const server = servers[number];
        const address = `http://127.0.0.1:${server.address().port}/${page.replace(/^\//, "")}`;
        const flags = { port: chrome.port, logLevel: "error" };
        const result = await lighthouse(address, flags, options.desktop ? desktopConfig : undefined);
        if (result.lhr.runtimeError) throw new Error(`${page}: ${result.lhr.runtimeError.message}`);
        reports[number].push(result.lhr);
      }
    }
    for (const [number, runs] of reports.entries()) {
      const scores = Object.keys(runs[0].categories).map((key) => Math.round(100 * median(runs.map((run) => run.categories[key]?.score ?? 0))));
      const [fcp, lcp, tbt, cls, bytes] = MEASURES.map((key) => median(runs.map((run) => run.audits[key].numericValue)));
      const times = `${(fcp / 1000).toFixed(1).padStart(5)} ${(lcp / 1000).toFixed(1).padStart(6)} ${tbt.toFixed(0).padStart(7)}`;
      console.log(
        `${scores.slice(0, 4).map((score, at) => String(score).padStart([11, 13, 14, 3][at])).join(" ")} |${times}  ${cls.toFixed(3)} ${(bytes / 1000).toFixed(0)}  ${sites[number]} ${page}`,
      );
      if (options.show) console.log([...new Set(runs.flatMap(faults))].join("\n"));
    }
  }
} finally {
  await chrome.kill();
  servers.forEach((server) => server.close());
}
