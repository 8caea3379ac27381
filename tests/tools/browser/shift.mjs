/** Nothing moves while a page loads on a narrow window; with remembered reading settings, nothing once it is loaded. */
import { change, openPanel } from "./reading.mjs";
import { serve } from "./server.mjs";
import { help, pause, settle } from "./visit.mjs";

const LATE = 250;
/** Pictures, fonts and scripts come this late, so that what they move is seen to move. */
const late = (pathname) => (/\.html?$|\/$|\.css$/.test(pathname) ? 0 : LATE);
/** How long a loaded page is watched. */
const WATCHED = 500;

export default async function shift(visit) {
  const server = await serve(visit.job.root, visit.job.base, late);
  const tab = await visit.open({ width: 360, server });
  const fresh = await measure(tab);
  for (const one of fresh) visit.problem("shift", `${one.value} at ${one.at} ms`, one);
  visit.figures.shift = sum(fresh);

  if (await openPanel(tab)) {
    await change(tab);
    await tab.reload({ waitUntil: "load" });
    await help(tab);
    const kept = await measure(tab);
    // The script that remembers comes after the first paint, so what it moves while the page loads is told, not judged.
    visit.figures.rememberedWhileLoading = sum(kept.filter((one) => one.early));
    for (const one of kept.filter((one) => !one.early))
      visit.problem("shift-remembered", `${one.value} at ${one.at} ms`, one);
  }
  server.close();
}

const sum = (shifts) => shifts.reduce((total, one) => total + one.value, 0);

/** Every layout shift of a loaded page: how much, when, and what moved. */
async function measure(tab) {
  await settle(tab);
  const loaded = await tab.evaluate(() => performance.now());
  await pause(WATCHED);
  return tab.evaluate(async (until) => {
    const entries = [];
    const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    await new Promise((done) => setTimeout(done, 50)); // what was buffered comes with a later task
    return entries.map((entry) => ({
      value: entry.value,
      at: Math.round(entry.startTime),
      early: entry.startTime < until,
      target: entry.sources.map(({ node }) => (node instanceof Element ? wg.name(node) : node?.data)).join(", "),
    }));
  }, loaded);
}
