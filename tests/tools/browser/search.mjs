/** The search page: nothing before the focus, results by keyboard, the order of the command line, a word for every trouble. */
import { pause } from "./visit.mjs";

const FOUND = "[data-wg-result] a";
const ODD = ["😀", "<script>alert(1)</script>", "a.*(+[", "%00", "あ".repeat(10000), "住民票".repeat(4000)];

export default async function search(visit) {
  const asked = [];
  const ready = (tab) => {
    tab.session.on("Network.requestWillBeSent", ({ request: { url } }) => asked.push(url));
    tab.session.on("Runtime.exceptionThrown", ({ exceptionDetails: { text, exception } }) => visit.problem("exception", exception?.description ?? text));
    tab.session.on("Runtime.consoleAPICalled", ({ type, args }) => { if (type === "error") visit.problem("console", args.map((one) => one.value ?? one.description).join(" ")); });
    return Promise.all([tab.session.send("Network.enable"), tab.session.send("Runtime.enable")]);
  };
  const tab = await visit.open({ ready });
  const isIndex = (url) => /\/search\/.+\.(bin|json)|search-engine/.test(url);
  if (asked.some(isIndex)) visit.problem("early", `${asked.filter(isIndex).length} files of the index before the box has the focus`);
  if (visit.job.gone) {
    await gone(visit, tab);
  } else {
    await keys(visit, tab);
    await order(visit, tab);
    await odd(visit, tab);
  }
  for (const url of asked) if (/^http/.test(url) && new URL(url).origin !== visit.server.origin) visit.problem("other-origin", url);
}

/** Type into the box as a person does, and wait until what is shown has settled. */
async function type(tab, text) {
  await tab.evaluate(() => { document.querySelector("input[type=search]").value = ""; });
  await tab.focus("input[type=search]");
  await tab.keyboard.type(text);
  await settled(tab);
}

async function settled(tab) {
  let before = "", same = 0;
  for (let i = 0; i < 80 && same < 6; i += 1) {
    await pause(50);
    const now = await tab.evaluate(() => document.querySelector("main").innerText);
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

/** The box is a combobox: arrows choose a word, Escape closes, Enter takes; while an input method is open it keeps its keys. */
async function keys(visit, tab) {
  const state = () => tab.evaluate(() => {
    const input = document.querySelector("input[type=search]");
    const list = document.getElementById(input.getAttribute("aria-controls"));
    return { role: input.getAttribute("role"), open: input.getAttribute("aria-expanded"), active: input.getAttribute("aria-activedescendant"), shown: !list.hidden, words: list.children.length, value: input.value, count: document.querySelectorAll("[data-wg-result] a").length, url: location.search };
  });
  await type(tab, visit.job.half);
  const typed = await state();
  if (typed.role !== "combobox" || typed.open !== "true" || !typed.shown || !typed.words) visit.problem("combobox", JSON.stringify(typed));
  if (!typed.count || !typed.url.startsWith("?q=")) visit.problem("results", JSON.stringify(typed));
  await tab.keyboard.press("ArrowDown");
  const chosen = await state();
  const name = await tab.evaluate((id) => document.getElementById(id)?.textContent ?? "", chosen.active);
  if (!name) visit.problem("arrow", JSON.stringify(chosen));
  await tab.keyboard.press("Escape");
  const closed = await state();
  if (closed.shown || closed.open !== "false" || closed.value !== visit.job.half) visit.problem("escape", JSON.stringify(closed));
  // The Enter that ends a conversion belongs to the input method.
  const left = await tab.evaluate(() => {
    const input = document.querySelector("input[type=search]");
    return input.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", keyCode: 229, isComposing: true, cancelable: true, bubbles: true }));
  });
  if (!left) visit.problem("composing", "a key of an input method was taken");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await settled(tab);
  const taken = await state();
  if (taken.value !== name) visit.problem("enter", `${name}: ${JSON.stringify(taken)}`);
  // From the box the Tab key reaches the first result.
  for (let i = 0; i < 30 && !(await tab.evaluate((css) => document.activeElement.matches(css), FOUND)); i += 1) await tab.keyboard.press("Tab");
  if (!(await tab.evaluate((css) => document.activeElement.matches(css), FOUND))) visit.problem("tab", "no result is reached");
  await pause(800);
  const told = await tab.evaluate(() => document.querySelector("[role=status]").textContent);
  if (!/\d/.test(told)) visit.problem("status", told);
}

/** What `wardgen search` finds, in its order; the page's own results too. */
async function order(visit, tab) {
  for (const [query, urls] of visit.job.orders) {
    const found = await tab.evaluate((text) => window.wgSearch(text, 10), query);
    const base = visit.server.url("/").replace(/^https?:\/\/[^/]+/, "").replace(/\/$/, "");
    const wanted = urls.map((url) => base + url);
    if (JSON.stringify(found) !== JSON.stringify(wanted)) visit.problem("order", `${query}: ${found.slice(0, 3)}, not ${wanted.slice(0, 3)}`);
  }
  const [query, urls] = visit.job.orders[0];
  await type(tab, query);
  const shown = await tab.$$eval(FOUND, (links) => links.map((one) => new URL(one.href).pathname));
  if (!shown.length || !shown[0].endsWith(urls[0])) visit.problem("shown", `${query}: ${shown.slice(0, 3)}`);
}

async function odd(visit, tab) {
  for (const text of ODD) {
    const found = await tab.evaluate((query) => window.wgSearch(query, 10), text);
    if (!Array.isArray(found) || found.length > 10) visit.problem("odd", text.slice(0, 20));
  }
}

/** Where the index is not there the page says so, and shows the other ways. */
async function gone(visit, tab) {
  await type(tab, visit.job.half);
  await pause(500);
  const { told, ways } = await tab.evaluate(() => ({ told: document.querySelector("[role=status]").textContent, ways: document.querySelectorAll(".search-ways a").length }));
  if (!told || !ways) visit.problem("gone", told);
  const found = await tab.evaluate(() => window.wgSearch("a", 10));
  if (!Array.isArray(found) || found.length) visit.problem("gone", JSON.stringify(found));
}
