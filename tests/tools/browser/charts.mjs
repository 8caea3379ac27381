/** The words of a chart can be read on the narrowest phone and on a wide screen, and with colours forced nothing of it is lost. */
const SMALLEST = 11.5; // CSS pixels: 8.6 pt, what a phone shows of a newspaper's table
const MODES = {
  light: { "prefers-color-scheme": "light" },
  dark: { "prefers-color-scheme": "dark" },
  "forced light": { "forced-colors": "active", "prefers-color-scheme": "light" },
  "forced dark": { "forced-colors": "active", "prefers-color-scheme": "dark" },
};

export default async function charts(visit) {
  for (const width of [320, 360, 1280]) {
    const tab = await visit.open({ width });
    visit.all("letters-small", await tab.evaluate(small, SMALLEST), `${width} px`);
    visit.all("words-cut", await tab.evaluate(cut), `${width} px`);
    visit.all("words-overlap", await tab.evaluate(overlapping), `${width} px`);
  }
  for (const [mode, features] of Object.entries(MODES)) {
    const tab = await visit.open({ features });
    visit.all("unseen", await tab.evaluate(unseen), mode);
  }
}

function small(smallest) {
  return [...document.querySelectorAll(".chart svg text")]
    .map((one) => [one, parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a])
    .filter(([, size]) => size < smallest)
    .map(([one, size]) => ({ target: wg.name(one), html: wg.html(one), message: `${size.toFixed(1)} px high` }));
}

function cut() {
  return [...document.querySelectorAll(".chart svg text")]
    .filter((one) => {
      const inner = one.getBoundingClientRect();
      const outer = one.ownerSVGElement.getBoundingClientRect();
      return inner.left < outer.left - 1.5 || inner.right > outer.right + 1.5 || inner.bottom > outer.bottom + 1.5;
    })
    .map((one) => ({ target: wg.name(one), html: wg.html(one), message: "stands out of the picture" }));
}

function overlapping() {
  const found = [];
  for (const svg of document.querySelectorAll(".chart svg")) {
    const words = [...svg.querySelectorAll("text")].map((one) => [one, one.getBoundingClientRect()]);
    for (const [number, [one, a]] of words.entries())
      for (const [other, b] of words.slice(number + 1)) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        // A line's box is higher than its letters.
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) - 0.35 * a.height;
        if (wide > 1 && high > 1)
          found.push({ target: wg.name(one), html: wg.html(one), message: `lies on ${other.textContent}` });
      }
  }
  return found;
}

function unseen() {
  const found = [];
  const tell = (one, colour) => {
    const ground = wg.background(one.ownerSVGElement.parentElement);
    if (wg.contrast(wg.rgba(colour), ground) < 3)
      found.push({ target: wg.name(one), html: wg.html(one), message: `${colour} on ${ground}` });
  };
  for (const one of document.querySelectorAll(".chart svg text")) tell(one, getComputedStyle(one).fill);
  for (const one of document.querySelectorAll(".chart svg :is(.bar, .series, .point, .axis)"))
    tell(one, getComputedStyle(one).stroke);
  return found;
}
