/**
 * The reading aids work with the keyboard alone.
 *
 * `[data-wg-reading]` opens `#wg-reading`; what is chosen there stands on <html> as `data-size` and `data-contrast`,
 * is kept in localStorage under `wg-reading`, and goes away with the reset control.
 */
import { help, settle } from "./visit.mjs";

const KEY = "wg-reading";
const VALUES = { "data-size": [null, "large", "larger"], "data-contrast": [null, "black", "white"] };

export default async function reading(visit) {
  const tab = await visit.open({ width: visit.job.width ?? 360 });
  const opener = await tab.evaluate(() => {
    const link = document.querySelector("[data-wg-reading]");
    return link && wg.visible(link);
  });
  if (!opener) return visit.problem("no-opener", "the page has no visible link [data-wg-reading]");
  const url = tab.url();
  if (!(await openPanel(tab))) {
    const went = tab.url() === url ? "" : ` but leads to ${tab.url()}`;
    return visit.problem("not-opened", `Enter on the link does not open #${KEY}${went}`);
  }
  await reach(visit, tab);
  await effects(visit, tab);

  await change(tab);
  const chosen = await settings(tab);
  await tab.keyboard.press("Escape");
  await settle(tab);
  const after = await tab.evaluate((id) => {
    const panel = document.getElementById(id);
    return { open: Boolean(panel && wg.visible(panel)), back: document.activeElement?.matches("[data-wg-reading]") };
  }, KEY);
  if (after.open) visit.problem("not-closed", "Escape does not close the panel");
  if (!after.back) visit.problem("focus-lost", "after Escape the focus is not on the link that opened the panel");

  await tab.reload({ waitUntil: "load" });
  await help(tab);
  const kept = await settings(tab);
  if (JSON.stringify(kept) !== JSON.stringify(chosen)) {
    visit.problem("not-kept", `chosen ${JSON.stringify(chosen)}, after loading again ${JSON.stringify(kept)}`);
  }
  const stored = await tab.evaluate((key) => localStorage.getItem(key), KEY);
  if (!isJson(stored)) visit.problem("not-json", `localStorage ${KEY} holds ${stored}`);
  await reset(visit, tab);
}

/** Open the panel from the keyboard; whether it is there. */
export async function openPanel(tab) {
  if (!(await tab.$("[data-wg-reading]"))) return false;
  await tab.focus("[data-wg-reading]");
  await tab.keyboard.press("Enter");
  await settle(tab).catch(() => {});
  const shown = () =>
    Boolean(
      globalThis.wg && document.querySelector("#wg-reading") && wg.visible(document.querySelector("#wg-reading")),
    );
  return tab.evaluate(shown).catch(() => false);
}

/** Choose something other than the standard in every group of the open panel. */
export async function change(tab) {
  const groups = await tab.$$("#wg-reading fieldset");
  for (const group of groups) {
    const controls = await group.$$("input[type=radio], button");
    if (!controls.length) continue;
    await press(tab, controls.at(-1));
  }
}

/** Choose a control: a radio button is chosen with Space, a button pressed with Enter. */
async function press(tab, control) {
  await control.focus();
  await tab.keyboard.press((await control.evaluate((one) => one.tagName)) === "INPUT" ? "Space" : "Enter");
  await settle(tab);
}

/** Tab reaches every control of the panel, starting from where opening it left the focus. */
async function reach(visit, tab) {
  const all = await tab.evaluate((id) => {
    wg.panel = wg.tabbable(document.getElementById(id));
    return wg.panel.map((one) => ({ target: wg.name(one), html: wg.html(one) }));
  }, KEY);
  const seen = new Set();
  for (let step = 0; step < all.length * 2 + 10; step += 1) {
    seen.add(await tab.evaluate(() => wg.panel.indexOf(document.activeElement)));
    await tab.keyboard.press("Tab");
    if (seen.has(await tab.evaluate(() => wg.panel.indexOf(document.activeElement))) && seen.size >= all.length) break;
  }
  all.forEach((where, index) => {
    if (!seen.has(index)) visit.problem("unreached", "Tab does not reach it from the opened panel", where);
  });
}

/** Every control of a group changes <html>, and together the groups offer all values of both settings. */
async function effects(visit, tab) {
  const offered = { "data-size": new Set(), "data-contrast": new Set() };
  for (const group of await tab.$$("#wg-reading fieldset")) {
    const [first, ...rest] = await group.$$("input[type=radio], button");
    for (const control of [...rest, first].filter(Boolean)) {
      const was = await settings(tab);
      await press(tab, control);
      const now = await settings(tab);
      const where = await control.evaluate((one) => ({ target: wg.name(one), html: wg.html(one) }));
      if (JSON.stringify(was) === JSON.stringify(now))
        visit.problem("no-effect", "choosing it changes nothing on <html>", where);
      for (const name of Object.keys(VALUES)) if (was[name] !== now[name]) offered[name].add(now[name]);
    }
  }
  for (const [name, values] of Object.entries(VALUES)) {
    for (const value of values) {
      if (!offered[name].has(value))
        visit.problem("not-offered", `no control sets ${name} to ${value ?? "the standard"}`);
    }
  }
}

/** The reset control brings the standard back, and it stays after loading again. */
async function reset(visit, tab) {
  if (!(await openPanel(tab))) return visit.problem("not-opened", "the panel does not open a second time");
  const control = await tab.evaluateHandle(() => {
    const all = [...document.querySelectorAll("#wg-reading button, #wg-reading input[type=reset]")].filter(wg.visible);
    const says = /reset|標準|元に|もとに|最初|初期|リセット/i;
    return (
      all.find((one) => one.type === "reset") ??
      all.find((one) => !one.closest("fieldset") && says.test(one.innerText + one.outerHTML))
    );
  });
  if (!control.asElement()) return visit.problem("no-reset", "the panel has no control that resets");
  await control.focus();
  await tab.keyboard.press("Enter");
  await settle(tab);
  for (const moment of ["at once", "after loading again"]) {
    const now = await settings(tab);
    if (Object.values(now).some((one) => one !== null))
      visit.problem("not-reset", `${moment} <html> has ${JSON.stringify(now)}`);
    if (moment === "at once") await tab.reload({ waitUntil: "load" });
  }
}

function settings(tab) {
  return tab.evaluate(
    (names) => Object.fromEntries(names.map((name) => [name, document.documentElement.getAttribute(name)])),
    Object.keys(VALUES),
  );
}

function isJson(text) {
  try {
    return text !== null && typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
