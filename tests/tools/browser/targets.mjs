/** Whatever can be pressed is at least 24 by 24 CSS pixels, except links in running text (WCAG 2.5.8). */
const LEAST = 24;

export default async function targets(visit) {
  const tab = await visit.open({ width: 360 });
  for (const width of [360, 1280]) {
    // What takes a press can be asked of the window only, so the window holds the whole page.
    await tab.setViewport({ width, height: 800 });
    await tab.setViewport({ width, height: await tab.evaluate(() => document.documentElement.scrollHeight) });
    visit.all("small-target", await tab.evaluate(small, LEAST), `${width} px`);
  }
}

function small(least) {
  const controls = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
  return [...document.querySelectorAll(controls)]
    .filter((one) => wg.visible(one) && !one.disabled && !running(one) && onPage(one))
    .map((one) => [one, size(one)])
    .filter(([, [width, height]]) => Math.min(width, height) < least)
    .map(([one, [width, height]]) => ({
      target: wg.name(one),
      html: wg.html(one),
      message: `${Math.round(width)} by ${Math.round(height)} px`,
    }));

  /** Whether a link stands in a line with words that are no link; a date beside it, in a span, makes no sentence. */
  function running(element) {
    if (element.tagName !== "A" || getComputedStyle(element).display !== "inline") return false;
    const line = block(element.parentElement);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement;
      const words = /[\p{L}\p{N}]/u.test(walker.currentNode.data) && !around.closest("a, button, span, rt, rp");
      if (words && block(around) === line) return true;
    }
    return false;
  }

  /** The box whose lines an element stands in. */
  function block(element) {
    let at = element;
    while (/^(inline$|ruby|contents)/.test(getComputedStyle(at).display) && at.parentElement) at = at.parentElement;
    return at;
  }

  /** Off-screen links, such as the skip link before it has the focus, cannot be pressed. */
  function onPage(element) {
    const box = element.getBoundingClientRect();
    return box.right > 0 && box.bottom > 0;
  }

  /** Width and height of what can be pressed: the largest box, or, if that is small, as far as presses are taken. */
  function size(element) {
    const boxes = [element, ...(element.labels ?? [])].flatMap((one) => [...one.getClientRects()]);
    const box = boxes.sort((a, b) => Math.min(b.width, b.height) - Math.min(a.width, a.height))[0];
    if (Math.min(box.width, box.height) >= least) return [box.width, box.height];
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    const takes = (dx, dy) => {
      const hit = document.elementFromPoint(x + dx, y + dy);
      return hit && [element, ...(element.labels ?? [])].some((one) => one.contains(hit));
    };
    const reach = (dx, dy) => {
      let far = 0;
      while (far < least && takes(dx * (far + 1), dy * (far + 1))) far += 1;
      return far;
    };
    return [Math.max(box.width, reach(1, 0) + reach(-1, 0)), Math.max(box.height, reach(0, 1) + reach(0, -1))];
  }
}
