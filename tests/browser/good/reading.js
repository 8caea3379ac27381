// The smallest reading aids that keep the contract which tests/tools/browser/reading.mjs states.
const KEY = "wg-reading";
const ROOT = document.documentElement;
const GROUPS = { size: ["", "large", "larger"], contrast: ["", "black", "white"] };
let kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");

function apply() {
  for (const name of Object.keys(GROUPS)) {
    if (kept[name]) ROOT.dataset[name] = kept[name];
    else delete ROOT.dataset[name];
  }
}

function keep() {
  localStorage.setItem(KEY, JSON.stringify(kept));
  apply();
}

function make() {
  const panel = document.createElement("section");
  panel.id = KEY;
  panel.setAttribute("aria-label", "文字の大きさと色");
  for (const [name, values] of Object.entries(GROUPS)) {
    const set = document.createElement("fieldset");
    set.innerHTML = `<legend>${name === "size" ? "大きさ" : "色"}</legend>`;
    for (const value of values) {
      const checked = (kept[name] ?? "") === value ? "checked" : "";
      set.innerHTML += `<label><input type="radio" name="${name}" value="${value}" ${checked}>${value || "標準"}</label>`;
    }
    panel.append(set);
  }
  const reset = document.createElement("button");
  reset.type = "reset";
  reset.textContent = "標準に戻す";
  reset.addEventListener("click", () => {
    kept = {};
    keep();
  });
  panel.append(reset);
  panel.addEventListener("change", (event) => {
    kept[event.target.name] = event.target.value;
    keep();
  });
  return panel;
}

const opener = document.querySelector("[data-wg-reading]");
opener.addEventListener("click", (event) => {
  event.preventDefault();
  document.querySelector(`#${KEY}`)?.remove();
  opener.parentElement.after(make());
  document.querySelector(`#${KEY} input`).focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.querySelector(`#${KEY}`)) return;
  document.querySelector(`#${KEY}`).remove();
  opener.focus();
});
apply();
