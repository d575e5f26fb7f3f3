// Keys, and the slider of the state page. Every page works without this.
"use strict";
(() => {
  const typing = (at) => at && (at.matches("input, select, textarea") || at.isContentEditable);
  const act = (target) => {
    const marked = String(getSelection());
    if (target.matches("input")) target.focus();
    else target.click();
    if (target.matches("summary")) {
      const taken = target.parentElement.querySelector(`[name="${target.dataset.marks}"]`);
      if (taken && marked.trim()) taken.value = marked.trim();
      const first = target.parentElement.querySelector("textarea, input:not([type=hidden]), select");
      if (first && target.parentElement.open) first.focus();
    }
  };
  const told = () => {
    const seen = new Map();
    for (const one of document.querySelectorAll("[data-key]")) {
      const words = (one.getAttribute("aria-label") || one.textContent).trim().replace(/\s+\S$/, "");
      if (!seen.has(one.dataset.key)) seen.set(one.dataset.key, words || one.name);
    }
    let box = document.getElementById("keys");
    if (box) { box.remove(); return; }
    box = document.createElement("aside");
    box.id = "keys";
    box.setAttribute("aria-label", "Keys");
    for (const [key, words] of [...seen, ["j", "next line"], ["k", "line before"]]) {
      const line = document.createElement("p");
      const mark = document.createElement("kbd");
      mark.textContent = key;
      line.append(mark, " ", words);
      box.append(line);
    }
    document.body.append(box);
  };
  const step = (by) => {
    const all = [...document.querySelectorAll("main li a, main td a, main h2 a, main h3 a, main figcaption a")];
    const at = all.indexOf(document.activeElement);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) next.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const one of document.querySelectorAll("header details[open]")) one.open = false;
      if (document.activeElement) document.activeElement.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(document.activeElement)) return;
    if (event.key === "j" || event.key === "k") { step(event.key === "j" ? 1 : -1); event.preventDefault(); return; }
    if (event.key === "?") { told(); event.preventDefault(); return; }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (target) { event.preventDefault(); act(target); }
  });
  document.addEventListener("click", (event) => {
    for (const one of document.querySelectorAll("header details[open]")) if (!one.contains(event.target)) one.open = false;
  });
  // A ruling in the queue: the next that waits takes the place of what was ruled on, without another page.
  let ruling = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (location.pathname !== "/review" || !form.matches("main .verdicts form[method=post]")) return;
    event.preventDefault();
    if (ruling) return;
    ruling = true;
    const { submitter } = event;
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(submitter?.getAttribute("formaction") || form.action, { method: "POST", body });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.redirected) history.replaceState(null, "", answer.url);
      document.title = next.title;
      document.querySelector("main").replaceWith(next.querySelector("main"));
      scrollTo(0, 0);
    } catch {
      form.submit();
    } finally {
      ruling = false;
    }
  });
  for (const one of document.querySelectorAll(".keys")) {
    one.hidden = false;
    one.addEventListener("click", told);
  }
  for (const all of document.querySelectorAll("[data-all]")) {
    all.parentElement.hidden = false;
    all.addEventListener("change", () => {
      for (const one of all.form.querySelectorAll("input[type=checkbox]")) one.checked = all.checked;
    });
  }
  const slid = document.querySelector("[data-slider]");
  const field = slid && document.querySelector(`input[name="${slid.dataset.slider}"]`);
  if (field && slid.dataset.first && slid.dataset.last) {
    const day = (words) => Date.parse(words + "T00:00:00Z") / 864e5;
    const range = document.createElement("input");
    range.type = "range";
    range.min = day(slid.dataset.first);
    range.max = day(slid.dataset.last);
    range.value = day(field.value || slid.dataset.last);
    range.setAttribute("aria-label", "As of");
    range.addEventListener("input", () => {
      field.value = new Date(range.value * 864e5).toISOString().slice(0, 10);
    });
    range.addEventListener("change", () => field.form.requestSubmit());
    slid.before(range);
  }
})();
