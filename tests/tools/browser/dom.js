/** What several checks ask of a document, run inside the page: `wg.visible(element)` and so on. */
globalThis.wg ??= (() => {
  const wg = {};
  const NATIVE = "a[href], area[href], button, input, select, textarea";
  const TABBABLE = `${NATIVE}, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]`;
  const ROVING =
    "[role=radiogroup], [role=tablist], [role=listbox], [role=menu], [role=toolbar], [role=grid], [aria-hidden=true]";

  wg.visible = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    [...element.getClientRects()].some((box) => box.width > 0 && box.height > 0);

  /** A short CSS path that a person can find the element by. */
  wg.name = (element) => {
    const parts = [];
    for (let at = element; at && at !== document.body && parts.length < 4; at = at.parentElement) {
      if (at.id) {
        parts.unshift(`#${at.id}`);
        break;
      }
      const classes = [...at.classList].map((one) => `.${one}`).join("");
      const same = at.parentElement ? [...at.parentElement.children].filter((one) => one.tagName === at.tagName) : [];
      const place = same.length > 1 ? `:nth-of-type(${same.indexOf(at) + 1})` : "";
      parts.unshift(at.tagName.toLowerCase() + classes + place);
    }
    return parts.join(" > ") || "body";
  };

  wg.html = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);

  /** Everything visible below `root` that Tab should reach, in document order. */
  wg.tabbable = (root = document) =>
    [...root.querySelectorAll(TABBABLE)].filter(
      (one) => meant(one) && !one.disabled && !one.closest("[inert]") && wg.visible(one) && reached(one) && opens(one),
    );

  /** Links and controls are meant to be reached even where a tabindex forbids it, unless arrow keys move among them. */
  function meant(one) {
    return one.tabIndex >= 0 || (one.matches(NATIVE) && !one.closest(ROVING));
  }

  /** Of a group of radio buttons, Tab reaches the chosen one, or the first. */
  function reached(one) {
    if (one.type !== "radio" || !one.name) return true;
    const group = [...document.getElementsByName(one.name)].filter((other) => other.form === one.form);
    return one === (group.find((other) => other.checked) ?? group[0]);
  }

  /** Only the first summary of a details element is a control. */
  function opens(one) {
    return one.tagName !== "SUMMARY" || one.parentElement?.querySelector(":scope > summary") === one;
  }

  const painted = new Map();
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  /** The red, green, blue and alpha (0-255) of any CSS colour. */
  wg.rgba = (colour) => {
    if (!painted.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      painted.set(colour, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return painted.get(colour);
  };

  /** The colour behind an element: that of the nearest ancestor (or itself) that paints one. */
  wg.background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = wg.rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 127) return colour;
    }
    return wg.rgba(matchMedia("(prefers-color-scheme: dark)").matches && darkCanvas() ? "#121212" : "#fff");
  };

  function darkCanvas() {
    return getComputedStyle(document.documentElement).colorScheme.includes("dark");
  }

  /** The WCAG contrast of two colours. */
  wg.contrast = (one, other) => {
    const light = [one, other].map((colour) => {
      const [r, g, b] = colour.slice(0, 3).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    return (Math.max(...light) + 0.05) / (Math.min(...light) + 0.05);
  };

  /** Where the focus of an element may show: on itself, its label, its neighbour or its parent. */
  function places(element) {
    return [element, ...(element.labels ?? []), element.nextElementSibling, element.parentElement].filter(Boolean);
  }

  function look(element) {
    const style = getComputedStyle(element);
    return {
      outline: [style.outlineStyle, style.outlineWidth, style.outlineColor].join(" "),
      shadow: style.boxShadow,
      background: `${style.backgroundColor} ${style.backgroundImage}`,
    };
  }

  const before = new WeakMap();

  /** Remember how elements look while the focus is elsewhere. */
  wg.remember = (elements) => {
    for (const one of elements) for (const place of places(one)) before.set(place, look(place));
  };

  /** Whether a remembered element that has the focus now shows it. */
  wg.shows = (element) =>
    places(element).some((place) => {
      const was = before.get(place);
      const now = look(place);
      if (!was) return false;
      const shadow = now.shadow !== was.shadow && now.shadow !== "none";
      return shadow || now.background !== was.background || (now.outline !== was.outline && outlined(place));
    });

  /** Whether the outline of an element stands out 3:1 from what lies behind it. */
  function outlined(element) {
    const style = getComputedStyle(element);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0) return false;
    if (style.outlineStyle === "auto") return true;
    const behind = parseFloat(style.outlineOffset) < 0 ? element : (element.parentElement ?? element);
    const colour = wg.rgba(style.outlineColor);
    return colour[3] > 127 && wg.contrast(colour, wg.background(behind)) >= 3;
  }

  /** Whether an element can be seen: its first box lies in the window and nothing lies over its centre. */
  wg.covered = (element) => {
    const boxes = [...element.getClientRects()].filter((one) => one.width > 0 && one.height > 0);
    const box = boxes.find((one) => one.bottom > 0 && one.right > 0 && one.top < innerHeight && one.left < innerWidth);
    if (!box) return "outside the window";
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const hit = document.elementFromPoint(x, y);
    if (hit && (element.contains(hit) || [...(element.labels ?? [])].some((label) => label.contains(hit)))) return "";
    return `covered by ${hit ? wg.name(hit) : "nothing that can be clicked"}`;
  };

  /** The boxes of text that an element's overflow cuts off, below `root`; text hidden for sight only does not count. */
  wg.clipped = () =>
    [...document.body.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
      if (!one.innerText?.trim() || !wg.visible(one) || one.clientHeight <= 1 || one.clientWidth <= 1) return false;
      if (style.clipPath !== "none" || style.clip !== "auto") return false;
      const down = cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
      return down || (cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1);
    });

  return wg;
})();
