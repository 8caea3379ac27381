// Reading aids: text size and colours, chosen by the reader, kept in this browser only. Everything works without it.
(() => {
  "use strict";
  const KEY = "wg-reading";
  const NAMES = ["size", "contrast"];
  const root = document.documentElement;

  const read = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; }
  };
  const apply = (chosen) => {
    for (const name of NAMES) {
      if (chosen[name]) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
  };
  const keep = (chosen) => {
    apply(chosen);
    try {
      if (NAMES.some((name) => chosen[name])) localStorage.setItem(KEY, JSON.stringify(chosen));
      else localStorage.removeItem(KEY);
    } catch { /* A browser that keeps nothing still shows the choice on this page. */ }
  };
  apply(read());

  const place = document.querySelector("[data-wg-reading-page]");
  const form = (place || document.getElementById("wg-reading-form").content).querySelector("form");
  const close = form.querySelector("[data-wg-close]");
  const show = () => {
    const chosen = read();
    for (const input of form.querySelectorAll("input")) input.checked = (chosen[input.name] || "") === input.value;
  };
  form.addEventListener("change", () => {
    const chosen = {};
    for (const name of NAMES) {
      const value = form.elements[name].value;
      if (value) chosen[name] = value;
    }
    keep(chosen);
  });
  form.addEventListener("reset", () => keep({}));
  form.addEventListener("submit", (event) => event.preventDefault());

  const opener = document.querySelector("[data-wg-reading]");
  if (place) {
    show();
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
      show();
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
})();
