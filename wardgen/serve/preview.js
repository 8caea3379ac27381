// Reloads this page when its file is saved, swaps stylesheets, and presses 「直す」 without leaving the page.
"use strict";
(() => {
  const page = document.currentScript.dataset.page;
  const place = `wg-preview:${location.pathname}`;
  let stream = null;

  const reload = () => {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  };

  const swap = (names) => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const url = new URL(link.href);
      if (!names.some((name) => decodeURIComponent(url.pathname).endsWith(`/${name}`))) continue;
      url.searchParams.set("wg", String(Date.now()));
      const fresh = link.cloneNode();
      fresh.href = url.href;
      // The old one goes when the new one is there: a page without style would jump.
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    }
  };

  const bar = (html) => {
    const made = new DOMParser().parseFromString(html, "text/html").querySelector("#wg-preview-bar");
    const old = document.getElementById("wg-preview-bar");
    if (made && old && !old.contains(document.activeElement)) old.replaceWith(document.adoptNode(made));
  };

  const listen = () => {
    if (stream || document.hidden) return;
    const query = new URLSearchParams({ path: location.pathname, page });
    stream = new EventSource(`/__wardgen__/events?${query}`);
    stream.addEventListener("reload", reload);
    stream.addEventListener("style", (event) => swap(JSON.parse(event.data)));
    stream.addEventListener("bar", (event) => bar(JSON.parse(event.data)));
  };

  // A browser opens six connections to one server: windows that nobody looks at give theirs back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && stream) {
      stream.close();
      stream = null;
    }
    listen();
  });
  addEventListener("pagehide", () => stream && stream.close());

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest(".wg-preview-fix");
    if (!form) return;
    event.preventDefault();
    // By fetch, so that the Origin is sent whatever the page says about referrers.
    const sent = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (sent.ok) {
      reload();
      return;
    }
    const said = new DOMParser().parseFromString(await sent.text(), "text/html").querySelector("main p");
    const note = document.createElement("p");
    note.setAttribute("role", "alert");
    note.textContent = said ? said.textContent : String(sent.status);
    form.replaceWith(note);
  });

  const before = sessionStorage.getItem(place);
  if (before !== null) {
    sessionStorage.removeItem(place);
    addEventListener("load", () => scrollTo(0, Number(before)));
  }
  listen();
})();
