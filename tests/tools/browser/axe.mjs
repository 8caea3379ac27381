/** axe-core finds no violation in light, dark and more contrast, with large text, and in the colours of the reading aids. */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

import { emulate, enlarge, settle } from "./visit.mjs";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MODES = {
  light: {},
  dark: { features: { "prefers-color-scheme": "dark" } },
  contrast: { features: { "prefers-contrast": "more" } },
  "large-wide": { text: 200 },
  "large-narrow": { text: 200, width: 360 },
  black: { aid: "black" },
  white: { aid: "white", features: { "prefers-color-scheme": "dark" } },
};

export default async function axe(visit) {
  const tab = await visit.open();
  await tab.evaluate(SOURCE);
  visit.figures.undecided = {};
  for (const mode of visit.job.modes ?? Object.keys(MODES)) {
    const { features, text = 100, width = 1280, aid = "" } = MODES[mode];
    await tab.setViewport({ width, height: 800 });
    await emulate(tab, { features });
    await enlarge(tab, text);
    await tab.evaluate((value) => {
      if (value) document.documentElement.dataset.contrast = value;
      else delete document.documentElement.dataset.contrast;
    }, aid);
    await settle(tab);
    const { violations, incomplete } = await tab.evaluate(
      (tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations", "incomplete"] }),
      TAGS,
    );
    visit.figures.undecided[mode] = incomplete.map((one) => `${one.id} (${one.nodes.length})`);
    for (const { id, help, nodes } of violations) {
      for (const { target, html } of nodes) visit.problem(id, help, { target: target.flat().join(" "), html, mode });
    }
  }
}
