/** A page asks no other origin, sets no cookie and breaks nothing that the browser would complain of. */
import { help, pause } from "./visit.mjs";

export default async function network(visit) {
  const { origin } = visit.server;
  const own = visit.server.url(visit.page);
  const seen = new Set();
  let mode = "script";
  const ready = (tab) => listen(tab.session, own, seen, (rule, message) => visit.problem(rule, message, { mode }));
  const tab = await visit.open({ ready });
  await look();
  mode = "no script";
  seen.clear();
  await tab.setJavaScriptEnabled(false);
  await tab.reload({ waitUntil: "load" });
  await help(tab);
  await look();

  async function look() {
    // The window becomes as tall as the page, so that pictures which wait to be scrolled to are asked for too.
    await tab.setViewport({ width: 1280, height: await tab.evaluate(() => document.documentElement.scrollHeight) });
    await pause(100);
    for (const url of seen) {
      if (new URL(url).origin !== origin) visit.problem("other-origin", url, { mode });
    }
    const { hints, icon } = await tab.evaluate(declared);
    for (const { href, ...where } of hints) {
      if (new URL(href).origin !== origin) visit.problem("other-origin", `hint to ${href}`, { ...where, mode });
    }
    if (!icon.startsWith("data:") && (await visit.server.answer(new URL(icon).pathname)).status !== 200) {
      visit.problem("answer", `404 ${new URL(icon).pathname}, which browsers ask for as the icon`, { mode });
    }
    const { cookies } = await tab.session.send("Network.getCookies");
    for (const { name } of cookies) visit.problem("cookie", name, { mode });
  }
}

/** Hear what the page asks for and what the browser complains of; both are told without the page's doing. */
async function listen(session, own, seen, problem) {
  session.on("Network.requestWillBeSent", ({ request: { url } }) => {
    if (!/^(data|blob|about):/.test(url)) seen.add(url);
  });
  session.on("Network.webSocketCreated", ({ url }) => seen.add(url));
  session.on("Network.responseReceived", ({ response: { status, url } }) => {
    // The icon is asked for at odd times; it is looked at by itself.
    if (status >= 400 && url !== own && !url.endsWith("/favicon.ico")) problem("answer", `${status} ${url}`);
  });
  session.on("Log.entryAdded", ({ entry: { level, source, text } }) => {
    if (["error", "warning"].includes(level) && source !== "network") problem(`log-${source}`, text);
  });
  session.on("Runtime.consoleAPICalled", ({ type, args }) => {
    if (type === "error") problem("console", args.map((one) => one.value ?? one.description).join(" "));
  });
  session.on("Runtime.exceptionThrown", ({ exceptionDetails: { text, exception } }) => {
    problem("exception", exception?.description ?? text);
  });
  session.on("Audits.issueAdded", ({ issue: { details } }) => {
    const broken = details.contentSecurityPolicyIssueDetails;
    if (broken) problem("policy", `${broken.violatedDirective}: ${broken.blockedURL ?? "inline"}`);
  });
  for (const domain of ["Network", "Log", "Runtime", "Audits"]) await session.send(`${domain}.enable`);
}

/** What a page lets the browser do before or beside its own requests. */
function declared() {
  const hints = [...document.querySelectorAll("link[rel~=preconnect], link[rel~=dns-prefetch]")];
  return {
    hints: hints.map((one) => ({ href: one.href, target: wg.name(one), html: wg.html(one) })),
    icon: document.querySelector("link[rel~=icon]")?.href ?? new URL("/favicon.ico", location).href,
  };
}
