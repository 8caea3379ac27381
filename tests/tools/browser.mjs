/**
 * Look at built pages in Chromium: a JSON job on standard input, JSON findings on standard output.
 *
 * The job: {chrome, root, base, tabs, visits: [["axe", "/"], ...], ...what a check asks for}.
 * The answer: {problems: [{check, page, rule, mode, target, html, message}], figures: [{check, page, ...}]}.
 */
import puppeteer from "puppeteer-core";

import axe from "./browser/axe.mjs";
import charts from "./browser/charts.mjs";
import forced from "./browser/forced.mjs";
import keyboard from "./browser/keyboard.mjs";
import network from "./browser/network.mjs";
import noscript from "./browser/noscript.mjs";
import print from "./browser/print.mjs";
import reading from "./browser/reading.mjs";
import reflow from "./browser/reflow.mjs";
import search from "./browser/search.mjs";
import { serve } from "./browser/server.mjs";
import shift from "./browser/shift.mjs";
import targets from "./browser/targets.mjs";
import { Visit } from "./browser/visit.mjs";
import weight from "./browser/weight.mjs";

const CHECKS = {
  axe, charts, forced, keyboard, network, noscript, print, reading, reflow, search, shift, targets, weight,
};
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--process-per-site", // processes are what costs most here
  "--disable-features=SpareRendererForSitePerProcess,BackForwardCache",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // no name is looked up: the checks stay offline
];

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const job = { base: "/", tabs: 2, ...JSON.parse(Buffer.concat(chunks).toString("utf8")) };

const server = await serve(job.root, job.base);
const browser = await puppeteer.launch({ executablePath: job.chrome, headless: true, args: FLAGS });
const problems = [];
const figures = [];
const queue = [...job.visits.entries()];

/** Take visits from the queue, all in one tab: a tab of its own for each would cost more than most checks. */
async function work() {
  let tab = null;
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [place, [check, page]] = next;
    const began = Date.now();
    tab ??= await (await browser.createBrowserContext()).newPage();
    const visit = new Visit(tab, server, job, check, page);
    await CHECKS[check](visit).catch((error) => {
      visit.problem("check-broke", String(error.stack ?? error));
      tab = null;
    });
    await visit.close();
    problems[place] = visit.problems;
    figures[place] = { check, page, seconds: (Date.now() - began) / 1000, ...visit.figures };
  }
}

try {
  await Promise.all(Array.from({ length: job.tabs }, work));
} finally {
  await browser.close();
  server.close();
}
process.stdout.write(JSON.stringify({ problems: problems.flat(), figures }));
