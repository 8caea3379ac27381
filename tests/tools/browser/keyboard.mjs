/** A walk through the page with the keyboard alone: Tab reaches everything in order, is seen, and gets out again. */
import { help, settle } from "./visit.mjs";

export default async function keyboard(visit) {
  for (const width of visit.job.widths ?? [1280, 360]) {
    const mode = `${width} px`;
    const tab = await visit.open({ width });
    await walk(visit, tab, mode);
    await skips(visit, tab, mode);
    await unfold(visit, tab, mode);
  }
}

/** Press Tab from the top of the page until the focus leaves it; compare what had it with what should have. */
async function walk(visit, tab, mode) {
  const all = await tab.evaluate(() => {
    wg.list = wg.tabbable();
    wg.remember(wg.list);
    // A browser without bars of its own gives the focus back at once; then it comes from no element of the page.
    addEventListener("focusin", (event) => (wg.fromOutside = !event.relatedTarget), true);
    return wg.list.map((one) => ({ target: wg.name(one), html: wg.html(one) }));
  });
  visit.figures[mode] = all.length;
  const visited = [];
  let out = false;
  for (let step = 0; step < all.length * 2 + 20 && !out; step += 1) {
    await tab.keyboard.press("Tab");
    const at = await tab.evaluate(here);
    out = at.out || (at.fromOutside && visited.includes(at.index));
    if (out) break;
    if (at.index >= 0 && visited.includes(at.index)) {
      visit.problem(
        "trap",
        `the focus came back here before it left the page (after ${visited.length} of ${all.length})`,
        { ...at.where, mode },
      );
      break;
    }
    if (!at.shows) visit.problem("focus-invisible", "looks the same with the focus as without", { ...at.where, mode });
    if (at.covered) visit.problem("focus-hidden", at.covered, { ...at.where, mode });
    if (at.index < 0) continue; // a box that scrolls, which the browser lets the keyboard reach
    if (at.index < Math.max(-1, ...visited))
      visit.problem("order", "comes later with Tab than in the page", { ...at.where, mode });
    visited.push(at.index);
  }
  if (!out) visit.problem("no-way-out", `Tab does not leave the page`, { mode });
  all.forEach((where, index) => {
    if (!visited.includes(index)) visit.problem("unreached", "Tab does not reach it", { ...where, mode });
  });
}

/** What has the focus now, and how it looks. */
function here() {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return { out: true };
  const index = wg.list.indexOf(at);
  // A box that the browser itself made reachable has the browser's own mark.
  const shows = wg.shows(at) || (index < 0 && getComputedStyle(at).outlineStyle !== "none");
  return {
    out: false,
    fromOutside: wg.fromOutside,
    index,
    shows,
    covered: wg.covered(at),
    where: { target: wg.name(at), html: wg.html(at) },
  };
}

/** The first stop is the link that jumps to the main part, and it takes the focus there. */
async function skips(visit, tab, mode) {
  await tab.reload({ waitUntil: "load" });
  await help(tab);
  await tab.keyboard.press("Tab");
  const href = await tab.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
  if (!href.startsWith("#")) return visit.problem("skip-link", "the first stop is no link into the page", { mode });
  await tab.keyboard.press("Enter");
  await settle(tab);
  const there = await tab.evaluate(() => Boolean(document.activeElement?.closest("main")));
  if (!there)
    visit.problem("skip-link", `Enter on the link to ${href} does not take the focus to the main part`, { mode });
}

/** What unfolds does so with Enter and with Space, folds again, and lets the focus in. */
async function unfold(visit, tab, mode) {
  const count = await tab.evaluate(() => {
    wg.folds = wg.tabbable().filter((one) => one.tagName === "SUMMARY");
    return wg.folds.length;
  });
  const state = (index) => tab.evaluate((at) => wg.folds[at].parentElement.open, index);
  for (let index = 0; index < count; index += 1) {
    const where = await tab.evaluate((at) => ({ target: wg.name(wg.folds[at]), html: wg.html(wg.folds[at]) }), index);
    const first = await state(index);
    for (const key of ["Enter", "Space"]) {
      for (const expected of [!first, first]) {
        await tab.evaluate((at) => wg.folds[at].focus(), index);
        await tab.keyboard.press(key);
        await settle(tab);
        if ((await state(index)) !== expected)
          visit.problem("fold", `${key} does not ${expected ? "open" : "close"} it`, { ...where, mode });
        if (expected && key === "Enter") await enters(visit, tab, index, { ...where, mode });
      }
    }
  }
}

/** Tab goes on from an open summary to what it unfolded. */
async function enters(visit, tab, index, where) {
  const first = await tab.evaluate((at) => {
    const inside = wg.tabbable(wg.folds[at].parentElement).filter((one) => one !== wg.folds[at]);
    wg.inside = inside;
    return inside.length;
  }, index);
  if (!first) return;
  await tab.keyboard.press("Tab");
  const entered = await tab.evaluate(() => wg.inside.includes(document.activeElement));
  if (!entered) visit.problem("fold", "Tab does not enter what it unfolded", where);
}
