/** With colours forced by the system (Windows high contrast), words, links, buttons and the focus can be seen. */
export default async function forced(visit) {
  const tab = await visit.open({ features: { "forced-colors": "active" } });
  visit.figures.active = await tab.evaluate(() => matchMedia("(forced-colors: active)").matches);
  if (!visit.figures.active) visit.problem("check-broke", "forced colours could not be emulated");
  visit.all("unseen", await tab.evaluate(unseen));
  visit.all("focus-unseen", await tab.evaluate(unfocused));
}

function unseen() {
  const own = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return [...document.body.querySelectorAll("*")]
    .filter((one) => own(one) && wg.visible(one) && !one.closest("noscript, script, style"))
    .filter((one) => wg.contrast(wg.rgba(getComputedStyle(one).color), wg.background(one)) < 1.5)
    .map((one) => ({
      target: wg.name(one),
      html: wg.html(one),
      message: `${getComputedStyle(one).color} on ${wg.background(one)}`,
    }));
}

function unfocused() {
  const all = wg.tabbable();
  wg.remember(all);
  return all
    .filter((one) => {
      one.focus({ focusVisible: true });
      return document.activeElement === one && !wg.shows(one);
    })
    .map((one) => ({ target: wg.name(one), html: wg.html(one), message: "looks the same with the focus as without" }));
}
