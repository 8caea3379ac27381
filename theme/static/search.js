// The search page: hands what is typed to search-engine.js in a worker and shows what it finds. Loads nothing before the box has the focus; keeps nothing.
(() => {
  "use strict";
  const root = new URL(".", document.currentScript.src);
  const STEP = 10; // results at a time
  const PAUSE = 90; // ms of rest before what is typed is searched
  const WEAK = 0.35; // share of a full score below which, and of letters unknown above which, a first page answers little
  const QUIET = 700; // ms of rest before a screen reader is told
  let worker = null, asked = 0;
  const waiting = new Map();

  // One answer of the worker; {isOffline} where it cannot work.
  const ask = (query, count, chosen = [], wantsWho = false) => new Promise((resolve) => {
    if (!worker) {
      worker = new Worker(new URL("search-engine.js", root));
      worker.onmessage = ({ data }) => { waiting.get(data.id)?.(data); waiting.delete(data.id); };
      worker.onerror = (event) => {
        event.preventDefault();
        for (const done of waiting.values()) done({ isOffline: true, results: [] });
        waiting.clear();
        worker = null;
      };
    }
    waiting.set(++asked, resolve);
    worker.postMessage({ id: asked, query, count, chosen, wantsWho });
  });
  const hrefOf = (url) => new URL(`.${url}`, root).pathname;

  window.wgReady = Promise.resolve();
  window.wgSearch = async (query, count = STEP) => (await ask(String(query), count)).results.map(({ card }) => hrefOf(card[1]));

  const make = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };

  // A title in pieces as text and ruby; which ruby shows is the style sheet's matter.
  const titled = (parts) => parts.map((part) => (typeof part === "string" ? part
    : make("ruby", { "data-g": part[2], "data-first": "" }, part[0], make("rp", {}, "（"), make("rt", {}, part[1]), make("rp", {}, "）"))));
  const plain = (parts) => parts.map((part) => (typeof part === "string" ? part : part[0])).join("");

  // Letters as the index compares them, one for one, so that places in the one are places in the other.
  const folded = (text) => Array.from(text, (c) => {
    const one = c.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/, (k) => String.fromCharCode(k.charCodeAt(0) - 0x60));
    return one.length === c.length ? one : c;
  }).join("");

  // A text with what was searched for marked in it.
  const marked = (text, marks) => {
    const flat = folded(text), spans = [];
    for (const mark of marks) for (let at = flat.indexOf(mark); at >= 0; at = flat.indexOf(mark, at + 1)) spans.push([at, at + mark.length]);
    spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const out = [];
    let at = 0;
    for (const [start, end] of spans) {
      if (end <= at) continue;
      const from = Math.max(start, at);
      if (from > at) out.push(text.slice(at, from));
      out.push(make("mark", {}, text.slice(from, end)));
      at = end;
    }
    return [...out, text.slice(at)];
  };

  const start = () => {
    const form = document.querySelector(".search-form"), input = form?.querySelector("input[type=search]");
    if (!input) return;
    const find = (name) => document.querySelector(`[data-wg-${name}]`);
    const say = (key, words = {}) => (find("says").getAttribute(`data-${key}`) || "").replace(/\{(\w+)\}/g, (_, name) => words[name]);
    const words = document.getElementById("wg-search-words"), status = find("status"), found = find("found"), who = find("who"), instead = find("instead"), near = find("near");
    const list = found.querySelector("ol"), more = found.querySelector(".search-more"), filter = form.querySelector(".search-filter");
    const language = document.documentElement.lang;
    let count = STEP, turn = 0, timer = 0, quiet = 0, active = -1;

    const tell = (text) => {
      clearTimeout(quiet);
      quiet = setTimeout(() => { status.textContent = text; }, QUIET);
    };
    const chosen = () => [...form.querySelectorAll("[data-wg-choice]")].filter((one) => (one.type === "checkbox" ? one.checked : one.value)).map(({ value }) => value);

    // -- what is found -----------------------------------------------------------------------------------------------

    const day = (iso) => new Intl.DateTimeFormat(language === "en" ? "en" : "ja", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
    const result = ({ card }, marks) => {
      const [, url, title, lang, kind, text, department, due, isOnline, , , english] = card;
      const attributes = lang === language ? {} : { lang };
      const facts = make("p", { class: "facts" }, make("span", { class: "kind" }, say(`kind-${kind}`)));
      if (isOnline) facts.append(make("span", { class: "chip" }, say("online")));
      if (due) facts.append(make("span", { class: "chip" }, say("due", { day: day(due) })));
      if (department && offices.has(department)) facts.append(make("span", {}, ...titled(offices.get(department)[1])));
      if (english) facts.append(make("a", { href: hrefOf(english), lang: "en", hreflang: "en" }, say("english")));
      return make("li", {}, make("h3", { "data-wg-result": "", ...attributes }, make("a", { href: hrefOf(url) }, ...titled(title))),
        ...(text ? [make("p", { class: "context", ...attributes }, ...marked(text, marks))] : []), facts);
    };
    const offices = new Map();
    const office = ([, name, phone, counter, hours, url]) => make("li", {},
      make("strong", {}, url ? make("a", { href: hrefOf(url) }, ...titled(name)) : make("span", {}, ...titled(name))),
      ...(phone ? [" ", make("span", {}, `${say("phone")}${say("colon")}`, make("a", { href: `tel:${phone.replace(/[^\d+]/g, "")}` }, phone))] : []),
      ...[["counter", counter], ["hours", hours]].filter(([, value]) => value).flatMap(([key, value]) => [" ", make("span", {}, `${say(key)}${say("colon")}${value}`)]));

    // Words of the titles that were found, as the site writes them: what a half-typed or everyday word leads to.
    const suggested = (results, marks, query) => {
      const some = new Set(), whole = folded(query.normalize("NFKC"));
      for (const { card } of results) {
        if (card[3] !== language) continue;
        for (const run of plain(card[2]).match(/[一-龥々ァ-ヺーA-Za-z0-9]+/g) || []) {
          const flat = folded(run);
          if (run.length > 1 && flat !== whole && marks.some((mark) => mark.length > 1 && flat.includes(mark))) some.add(run);
        }
      }
      return [...some].slice(0, 6);
    };

    const showWords = (some) => {
      active = -1;
      words.replaceChildren(...some.map((text, i) => make("li", { role: "option", id: `wg-search-word-${i}`, "aria-selected": "false" }, text)));
      const isOpen = some.length > 0 && document.activeElement === input;
      words.hidden = !isOpen;
      input.setAttribute("aria-expanded", String(isOpen));
      input.removeAttribute("aria-activedescendant");
    };

    // Nothing, or pages that hold little of what was asked for.
    const isWeak = ({ results, ideal, unknown }) => results.length === 0 || unknown > WEAK || results[0].score < WEAK * ideal;

    // The topics, first those that share letters with the query.
    const nearest = (query) => {
      const letters = new Set(folded(query.normalize("NFKC"))), list = near.querySelector("ul");
      const shared = (item) => [...new Set(folded(plainText(item)))].filter((c) => letters.has(c)).length;
      list.append(...[...list.children].map((item, i) => ({ item, i, n: shared(item) })).sort((a, b) => b.n - a.n || a.i - b.i).map(({ item }) => item));
    };
    const plainText = (item) => { const copy = item.cloneNode(true); for (const one of copy.querySelectorAll("rt, rp")) one.remove(); return copy.textContent; };

    const clear = () => {
      list.replaceChildren();
      for (const part of [found, who, instead, near]) part.hidden = true;
      filter.hidden = chosen().length === 0;
    };

    const search = async ({ quietly = false } = {}) => {
      const query = input.value, mine = ++turn;
      if (!query.trim()) {
        clear();
        showWords([]);
        tell("");
        return;
      }
      const late = setTimeout(() => { status.textContent = say("loading"); }, QUIET);
      const answer = await ask(query, count, chosen(), true);
      clearTimeout(late);
      if (mine !== turn) return;
      if (answer.isOffline) {
        clear();
        showWords([]);
        status.textContent = say("offline");
        return;
      }
      for (const row of answer.offices || []) offices.set(row[0], row);
      const { results } = answer;
      list.replaceChildren(...results.map((one) => result(one, answer.marks || [])));
      found.hidden = results.length === 0;
      filter.hidden = results.length === 0 && chosen().length === 0;
      more.hidden = results.length >= (answer.total || 0);
      who.hidden = !answer.who?.length;
      who.querySelector("ul").replaceChildren(...(answer.who || []).map(office));
      instead.hidden = !answer.instead;
      instead.querySelector("button").textContent = answer.instead || "";
      near.hidden = !isWeak(answer);
      if (!near.hidden) nearest(query);
      showWords(quietly ? [] : suggested(results, answer.marks || [], query));
      const shown = query.length > 40 ? `${[...query].slice(0, 40).join("")}…` : query;
      const text = results.length === 0 ? `${say("none", { query: shown })} ${say("none-text")}`
        : results.length < answer.total ? say("top", { n: answer.total, k: results.length }) : say("count", { n: results.length });
      tell(answer.isBroken ? `${text} ${say("part")}` : text);
      history.replaceState(null, "", `?q=${encodeURIComponent(shown === query ? query : shown)}`);
    };

    // -- the box -----------------------------------------------------------------------------------------------------

    const pick = (to) => {
      const options = [...words.children];
      options[active]?.setAttribute("aria-selected", "false");
      active = options.length ? (to + options.length) % options.length : -1;
      const option = options[active];
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      words.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      words.children[active]?.setAttribute("aria-selected", "false");
      active = -1;
    };
    const take = (text) => {
      input.value = text;
      count = STEP;
      showWords([]);
      search({ quietly: true });
    };

    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", words.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
    input.addEventListener("focus", () => ask(null), { once: true });
    input.addEventListener("input", () => {
      count = STEP;
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      // While an input method is open its keys are its own.
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!words.children.length) return;
        event.preventDefault();
        words.hidden = false;
        input.setAttribute("aria-expanded", "true");
        pick(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
      } else if (event.key === "Escape" && !words.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        take(words.children[active].textContent);
      }
    });
    input.addEventListener("blur", close);
    // Before the box loses the focus, which closes the list.
    words.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      event.preventDefault();
      take(option.textContent);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      search({ quietly: true });
    });
    form.addEventListener("change", ({ target }) => { if (target.matches("[data-wg-choice]")) { count = STEP; search({ quietly: true }); } });
    instead.querySelector("button").addEventListener("click", (event) => { take(event.target.textContent); input.focus(); });
    more.querySelector("button").addEventListener("click", async () => {
      const before = list.children.length;
      count += STEP;
      await search({ quietly: true });
      list.children[before]?.querySelector("a").focus();
    });

    const given = new URLSearchParams(location.search).get("q");
    if (given) {
      input.value = given;
      search({ quietly: true });
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
