// Only comfort: every page does everything without it (docs/doors.md). It keeps nothing and asks nobody.
"use strict";

// Where j and k go from line to line. They do so only while the focus is inside: WCAG 2.1.4.
const LISTS = ".list tbody, .places tbody, .held, .neighbours, .evidence, .soon";
const FIELDS = "input, select, textarea, [contenteditable]";
// Tells a pointer's choice, which is one, from the arrow keys of a keyboard, which pass over many.
let pointed = false;

function linksOf(list) {
  return [...list.children].map(line => line.querySelector("a[href]")).filter(Boolean);
}

function step(by) {
  const at = document.activeElement;
  const list = at.closest(LISTS) ?? (at.matches(".scroll") ? at.querySelector(LISTS) : null);
  if (!list) return false;
  const links = linksOf(list);
  const here = links.findIndex(link => link.closest("li, tr").contains(at));
  const next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by];
  next?.focus();
  return Boolean(next);
}

addEventListener("pointerdown", () => { pointed = true; }, true);

addEventListener("keydown", event => {
  pointed = false;
  if (event.defaultPrevented || event.isComposing || event.altKey || event.shiftKey) return;
  if (event.ctrlKey || event.metaKey) {
    const search = document.querySelector("input[type=search]");
    if (event.key.toLowerCase() === "k" && event.ctrlKey !== event.metaKey && search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    return;
  }
  if (event.target.closest?.(FIELDS)) return;
  if ((event.key === "j" && step(1)) || (event.key === "k" && step(-1))) event.preventDefault();
}, true);

document.addEventListener("change", event => {
  if (pointed && event.target.matches("form.choose select")) event.target.form.requestSubmit();
});
