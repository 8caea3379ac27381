/** Text wraps at 320 CSS pixels, and wider spacing or larger text cuts nothing off (WCAG 1.4.4, 1.4.10, 1.4.12). */
import { enlarge } from "./visit.mjs";

const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

export default async function reflow(visit) {
  const tab = await visit.open({ width: 320, height: 640 });
  visit.all("wider-than-window", await tab.evaluate(wide), "320 px");
  visit.all("cut-off", await tab.evaluate(cut), "320 px");

  await tab.setViewport({ width: 1280, height: 800 });
  await enlarge(tab, 200);
  visit.all("wider-than-window", await tab.evaluate(wide), "200 %");
  visit.all("cut-off", await tab.evaluate(cut), "200 %");
  await enlarge(tab, 100);

  // A sheet adopted by script is no inline style, so no content policy forbids it.
  await tab.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, SPACING);
  for (const width of [1280, 320]) {
    await tab.setViewport({ width, height: 640 });
    visit.all("cut-off", await tab.evaluate(cut), `spacing, ${width} px`);
  }
}

/** What stands out of the window on the right and cannot be scrolled to inside its own box. */
function wide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowX);
  const held = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
      if (scrolls(at)) return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter(
    (one) =>
      wg.visible(one) && one.getBoundingClientRect().right > clientWidth + 1 && !held(one) && !hiddenForSight(one),
  );
  const outermost = out.filter((one) => !out.includes(one.parentElement));
  const message = `the page is ${scrollWidth} px wide in a window of ${clientWidth} px`;
  if (outermost.length) return outermost.map((one) => ({ target: wg.name(one), html: wg.html(one), message }));
  return scrollWidth > clientWidth ? [{ message }] : [];

  function hiddenForSight(element) {
    const style = getComputedStyle(element);
    return style.clipPath !== "none" || style.clip !== "auto" || element.clientWidth === 1;
  }
}

function cut() {
  return wg.clipped().map((one) => ({
    target: wg.name(one),
    html: wg.html(one),
    message: `${one.scrollWidth} by ${one.scrollHeight} px in a box of ${one.clientWidth} by ${one.clientHeight} px`,
  }));
}
