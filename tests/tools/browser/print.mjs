/** On paper there is the text and where it comes from, and nothing to press; a service fits on few sheets. */
export default async function print(visit) {
  const tab = await visit.open({ type: "print" });
  const { left, words, sources, main } = await tab.evaluate(paper);
  visit.all("printed-control", left);
  if (!main) visit.problem("main-not-printed", "the main part is not printed");
  if (!words.includes(visit.job.name)) visit.problem("name-not-printed", `「${visit.job.name}」 is not on the paper`);
  if (!sources.length)
    visit.problem("source-not-printed", "neither the address nor the number of the page is on the paper");

  const pdf = Buffer.from(await tab.pdf({ format: "A4" })).toString("latin1");
  const sheets = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
  visit.figures = { sheets };
  if (sheets > visit.job.limits.sheets)
    visit.problem("many-sheets", `${sheets} sheets, at most ${visit.job.limits.sheets}`);
  if (!sheets) visit.problem("check-broke", "the PDF has no page");
}

function paper() {
  const skip = document.querySelector('a[href^="#"]');
  const controls =
    "nav, header nav, form, button, input, select, [data-wg-reading], #wg-reading, [class*=feedback], [id*=feedback]";
  const left = [...document.querySelectorAll(controls), ...(skip?.closest("main") ? [] : [skip])]
    .filter((one) => one && wg.visible(one))
    .map((one) => ({ target: wg.name(one), html: wg.html(one), message: "is printed" }));

  const made = [...document.querySelectorAll("*")].flatMap((one) =>
    wg.visible(one) ? ["::before", "::after"].map((part) => getComputedStyle(one, part).content) : [],
  );
  const words = document.body.innerText + made.join(" ");
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const number = [...document.querySelectorAll(".page-id")].filter((one) => wg.visible(one) && one.innerText.trim());
  const sources = [
    ...(words.includes(address) || words.includes(decodeURI(address)) ? [address] : []),
    ...number.map((one) => one.innerText),
  ];
  const main = document.querySelector("main");
  return { left, words, sources, main: Boolean(main && wg.visible(main) && main.innerText.trim()) };
}
