/** A page opened for one check, with the media, window and script that the check asks for. */
import { readFileSync } from "node:fs";

import { BLANK } from "./server.mjs";

const DOM = readFileSync(new URL("dom.js", import.meta.url), "utf8");
const STILL = { "prefers-reduced-motion": "reduce" };

/** One page for one check; collects what the check has to say. */
export class Visit {
  constructor(tab, server, job, check, page) {
    Object.assign(this, { tab, server, job, check, page, problems: [], figures: {} });
  }

  problem(rule, message, { target = "", html = "", mode = "" } = {}) {
    this.problems.push({ check: this.check, page: this.page, rule, mode, target, html, message });
  }

  /** Report each element of a list that the page made with `{target, html, message}`. */
  all(rule, found, mode = "") {
    for (const { message = "", ...where } of found) this.problem(rule, message, { ...where, mode });
  }

  /** Load the page as a stranger's browser does; `ready` is called before. */
  async open({ width = 1280, height = 800, script = true, server = this.server, ready = () => {}, ...media } = {}) {
    await this.close();
    const { tab } = this;
    tab.session = await tab.createCDPSession();
    tab.setDefaultTimeout(60000);
    await tab.setCacheEnabled(false);
    await tab.setViewport({ width, height });
    await tab.setJavaScriptEnabled(script);
    await tab.emulateFocusedPage(true);
    await emulate(tab, media);
    await ready(tab);
    await tab.goto(server.url(this.page), { waitUntil: "load" });
    await help(tab);
    return tab;
  }

  /** Leave the page, forget what it stored, and stop what was emulated and heard through its session. */
  async close() {
    const { tab } = this;
    if (!tab.session) return;
    const { origin } = new URL(tab.url());
    await tab.session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    await tab.session.detach();
    tab.session = null;
    await tab.goto(this.server.origin + BLANK); // what the page logged goes with it
  }
}

/** Make `wg` known in the page; evaluated by the browser itself, so no content policy forbids it. */
export async function help(tab) {
  await tab.evaluate(DOM);
}

/** Emulate a media type and features; motion is always reduced, so that nothing is judged half way. */
export async function emulate(tab, { type = "", features = {} } = {}) {
  const listed = Object.entries({ ...STILL, ...features }).map(([name, value]) => ({ name, value }));
  await tab.session.send("Emulation.setEmulatedMedia", { media: type, features: listed });
}

/** Set the text size as a browser's own setting does; 100 is what the page itself says. */
export async function enlarge(tab, percent) {
  await tab.evaluate((size) => {
    const { style } = document.documentElement;
    if (size === 100) style.removeProperty("font-size");
    else style.setProperty("font-size", `${size}%`);
  }, percent);
}

/** Let the page paint what it has. */
export async function settle(tab) {
  await tab.evaluate(() => {
    for (const one of document.getAnimations())
      if (Number.isFinite(one.effect?.getComputedTiming().endTime)) one.finish();
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
