// Reading aids: text size, colours and furigana, chosen by the reader, kept in this browser only. Without it furigana can still be chosen on each page.
(() => {
  "use strict";
  const KEY = "wg-reading";
  // What is chosen -> where it stands on <html>; data-ruby itself is what the page asks for.
  const PLACES = { size: "size", contrast: "contrast", ruby: "rubyChosen" };
  const NAMES = Object.keys(PLACES);
  const root = document.documentElement;

  const read = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; }
  };
  let chosen = read();
  const apply = () => {
    for (const name of NAMES) {
      if (chosen[name]) root.dataset[PLACES[name]] = chosen[name];
      else delete root.dataset[PLACES[name]];
    }
  };
  // At once: this file comes before the style sheet, so that the first paint is already as the reader chose.
  apply();

  const start = () => {
    const place = document.querySelector("[data-wg-reading-page]");
    const form = (place || document.getElementById("wg-reading-form").content).querySelector("form");
    const close = form.querySelector("[data-wg-close]");
    const forms = [form, ...document.querySelectorAll(".ruby-choice")];
    const show = () => {
      for (const one of forms) {
        for (const input of one.querySelectorAll("input")) input.checked = (chosen[input.name] || "") === input.value;
      }
    };
    const keep = () => {
      apply();
      show();
      try {
        if (NAMES.some((name) => chosen[name])) localStorage.setItem(KEY, JSON.stringify(chosen));
        else localStorage.removeItem(KEY);
      } catch { /* A browser that keeps nothing still shows the choice on this page. */ }
    };
    const again = () => {
      chosen = read();
      apply();
      show();
    };
    for (const one of forms) {
      one.addEventListener("change", ({ target }) => {
        if (target.value) chosen[target.name] = target.value;
        else delete chosen[target.name];
        keep();
      });
      one.addEventListener("submit", (event) => event.preventDefault());
    }
    form.addEventListener("reset", () => {
      chosen = {};
      keep();
    });
    show();
    // Chosen elsewhere: in another tab, or on the page from which the reader went back to this one.
    addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) again(); });
    addEventListener("pageshow", (event) => { if (event.persisted) again(); });

    const opener = document.querySelector("[data-wg-reading]");
    if (place) {
      place.dataset.ready = "";
    } else if (opener) {
      opener.setAttribute("role", "button");
      opener.setAttribute("aria-expanded", "false");
      const fold = (back) => {
        form.remove();
        opener.setAttribute("aria-expanded", "false");
        if (back) opener.focus();
      };
      const open = () => {
        document.querySelector(".site-header .bar").after(form);
        opener.setAttribute("aria-expanded", "true");
        form.querySelector("input:checked").focus();
      };
      const turn = (event) => {
        event.preventDefault();
        if (form.isConnected) fold(true);
        else open();
      };
      opener.addEventListener("click", turn);
      opener.addEventListener("keydown", (event) => { if (event.key === " ") turn(event); });
      form.addEventListener("keydown", (event) => { if (event.key === "Escape") fold(true); });
      close.addEventListener("click", () => fold(true));
    }

    const print = document.querySelector("[data-wg-print]");
    if (print) {
      print.hidden = false;
      print.firstElementChild.addEventListener("click", () => window.print());
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
