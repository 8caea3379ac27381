/** What a page costs to load: bytes with all its parts, bytes of script, and what the first paint waits for. */
export default async function weight(visit) {
  const sizes = new Map();
  const ready = async (tab) => {
    const urls = new Map();
    tab.session.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
    tab.session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (urls.has(requestId)) sizes.set(urls.get(requestId), encodedDataLength);
    });
    await tab.session.send("Network.enable");
  };
  const tab = await visit.open({ width: 360, ready });
  const found = await tab.evaluate(() => {
    const scripts = [...document.scripts].filter((one) => /^$|javascript|module/.test(one.type));
    return {
      icon: document.querySelector("link[rel~=icon]")?.href ?? new URL("/favicon.ico", location).href,
      blocking: performance
        .getEntriesByType("resource")
        .filter((one) => one.renderBlockingStatus === "blocking")
        .map((one) => one.name),
      waiting: scripts
        .filter((one) => one.src && !one.defer && !one.async && one.type !== "module")
        .map((one) => ({ target: wg.name(one), html: wg.html(one), message: "needs defer, async or type=module" })),
      sources: scripts.filter((one) => one.src).map((one) => one.src),
      inline: new TextEncoder().encode(scripts.map((one) => one.textContent).join("")).length,
      hidden: [...document.fonts]
        .filter((one) => one.status !== "unloaded" && !["swap", "fallback", "optional"].includes(one.display))
        .map((one) => `${one.family} has font-display: ${one.display}`),
    };
  });
  // The browser asks for the icon by itself and does not say so to the page.
  if (!found.icon.startsWith("data:") && !sizes.has(found.icon)) {
    sizes.set(found.icon, Buffer.byteLength((await visit.server.answer(new URL(found.icon).pathname)).body));
  }
  let script = found.inline;
  for (const source of new Set(found.sources)) script += await tab.evaluate(decoded, source);

  const bytes = [...sizes.values()].reduce((sum, one) => sum + one, 0);
  const parts = Object.fromEntries([...sizes].map(([url, size]) => [url.replace(visit.server.origin, ""), size]));
  visit.figures = { bytes, script, parts, blocking: found.blocking.length };
  const { limits } = visit.job;
  if (bytes > limits.page)
    visit.problem("heavy", `${bytes} bytes transferred, at most ${limits.page}: ${JSON.stringify(parts)}`);
  if (script > limits.script) visit.problem("script-heavy", `${script} bytes of script, at most ${limits.script}`);
  if (found.blocking.length !== 1) {
    visit.problem(
      "first-paint",
      `waits for ${found.blocking.length} requests beyond the HTML, not 1: ${found.blocking.join(" ")}`,
    );
  }
  visit.all("script-blocks", found.waiting);
  for (const message of found.hidden) visit.problem("font-hides-text", message);
}

/** The bytes of a script once unpacked. */
function decoded(source) {
  return performance.getEntriesByName(source).at(-1)?.decodedBodySize ?? 0;
}
