/** Without script a page says the same, its links lead somewhere, and it shows nothing that would not work. */
import { help } from "./visit.mjs";

export default async function noscript(visit) {
  const tab = await visit.open();
  const withScript = await tab.evaluate(lines);
  await tab.setJavaScriptEnabled(false);
  await tab.reload({ waitUntil: "load" });
  await help(tab);
  const without = await tab.evaluate(lines);
  for (const line of withScript.filter((one) => !without.includes(one))) visit.problem("only-with-script", line);
  for (const line of without.filter((one) => !withScript.includes(one))) visit.problem("only-without-script", line);
  if (!without.length) visit.problem("no-main", "the page has no main part with text");
  visit.all("dead-control", await tab.evaluate(dead));

  const { origin, pathname: here } = new URL(visit.server.url(visit.page));
  for (const { href, ...where } of await tab.evaluate(links)) {
    const url = new URL(href);
    if (url.origin !== origin || url.pathname === here) continue;
    let { status, location } = await visit.server.answer(url.pathname);
    if (location) ({ status } = await visit.server.answer(location));
    if (status !== 200) visit.problem("dead-link", `${status} ${url.pathname}`, where);
  }
}

/** The lines of the main part as they are seen, without what one of the two browsers rightly lacks. */
function lines() {
  const main = document.querySelector("main");
  const either = [...(main?.querySelectorAll("noscript, button, #wg-reading") ?? [])];
  const only = either.flatMap((one) => one.innerText.split("\n").map((line) => line.trim()));
  const all = (main?.innerText ?? "").split("\n").map((line) => line.trim());
  return all.filter((line) => line && !only.includes(line));
}

/** Controls that are seen and need script: those in no form that is sent somewhere. */
function dead() {
  return [...document.querySelectorAll("button, input, select, textarea, [role=button], [onclick]")]
    .filter((one) => wg.visible(one) && !one.closest("form[action]"))
    .map((one) => ({ target: wg.name(one), html: wg.html(one), message: "does nothing without script" }));
}

function links() {
  return [...document.querySelectorAll("a[href]")]
    .filter((one) => /^https?:/.test(one.href))
    .map((one) => ({ href: one.href, target: wg.name(one), html: wg.html(one) }));
}
