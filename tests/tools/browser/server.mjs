/** A plain web server for one built folder: folders answer with index.html, text is compressed, misses get 404.html. */
import { readFile, stat } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".pdf": "application/pdf",
};
/** An empty page that every server has. */
export const BLANK = "/wg-blank";
const TEXT = /^text\/|json|xml/;

/** Serve `root` below `base`; `delay(path)` says how many milliseconds an answer waits. */
export async function serve(root, base = "/", delay = () => 0) {
  const answers = new Map();

  /** What the server answers to a path: {status, type, body, encoding, location}. */
  async function answer(pathname) {
    if (!answers.has(pathname)) answers.set(pathname, await read(pathname));
    return answers.get(pathname);
  }

  async function read(pathname) {
    if (pathname === BLANK) return { status: 200, type: TYPES[".html"], body: "<!DOCTYPE html><title>-</title>" };
    const name = inside(pathname);
    const found = name && (await stat(name).catch(() => null));
    if (found?.isDirectory() && !pathname.endsWith("/")) return { status: 301, location: pathname + "/", body: "" };
    const file = found?.isDirectory() ? path.join(name, "index.html") : name;
    const body = found && (await readFile(file).catch(() => null));
    if (body) return packed(200, file, body);
    const missing = path.join(root, "404.html");
    return packed(404, missing, await readFile(missing).catch(() => Buffer.from("Not found")));
  }

  /** The file that a path names, or null when the path lies outside the base or the root. */
  function inside(pathname) {
    if (!pathname.startsWith(base)) return null;
    let name = "";
    try {
      name = path.join(root, decodeURIComponent(pathname.slice(base.length)));
    } catch {
      return null;
    }
    return path.relative(root, name).startsWith("..") ? null : name;
  }

  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const { status, type, body, encoding, location } = await answer(pathname);
    const headers = { "content-length": Buffer.byteLength(body) };
    if (type) headers["content-type"] = type;
    if (encoding) headers["content-encoding"] = encoding;
    if (location) headers.location = location;
    setTimeout(() => response.writeHead(status, headers).end(body), delay(pathname));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    origin,
    answer,
    url: (page) => origin + base + page.replace(/^\//, ""),
    close: () => server.close().closeAllConnections(),
  };
}

function packed(status, file, body) {
  const type = TYPES[path.extname(file)] ?? "application/octet-stream";
  if (!TEXT.test(type)) return { status, type, body };
  return { status, type, body: gzipSync(body), encoding: "gzip" };
}
