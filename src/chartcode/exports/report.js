"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const rowOf = (link) => link.dataset.row ?? link.closest(".row").id;
  const wordsOf = (link) => link.dataset.words ?? link.dataset.for;

  /** One row and its words are active at a time, in every pane. */
  function activate(row, words) {
    all(".active").forEach((element) => element.classList.remove("active"));
    if (!row) return;
    const parts = [`[id="${row}"]`];
    if (words) parts.push(`mark[data-w="${words}"]`, `[data-cue~="${words}"]`, `.end[data-for="${words}"]`);
    all(parts.join()).forEach((element) => element.classList.add("active"));
  }

  /** Opens what an element is folded in, and moves the page only when the element is out of view. */
  function reveal(element) {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const pane = element.closest(".pane").getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    const inView = top >= Math.max(pane.top, 0) && bottom <= Math.min(pane.bottom, innerHeight);
    if (!inView) element.scrollIntoView({ block: "start" });
  }

  function toWords(row, words) {
    activate(row, words);
    reveal(document.getElementById(words));
    document.querySelector(`.end[data-for="${words}"][data-row="${row}"]`)?.focus({ preventScroll: true });
  }

  function toRow(row, words) {
    activate(row, words);
    const element = document.getElementById(row);
    const link = element.querySelector(`.quotes a[data-words="${words}"]`) ?? element.querySelector("a");
    reveal(element);
    link.focus({ preventScroll: true });
  }

  /** A click on words takes the shortest mark there; the next click the next row that they lead to. */
  function pick(target) {
    const ends = [];
    for (let mark = target.closest("mark[data-w]"); mark; mark = mark.parentElement.closest("mark[data-w]")) {
      ends.push(...all(`.end[data-for="${mark.dataset.w}"]`).filter((end) => end.offsetParent));
    }
    const isNow = (end) => end.matches(".active") && document.getElementById(end.dataset.row).matches(".active");
    const now = ends.findIndex(isNow);
    const end = ends[(now + 1) % ends.length];
    if (end) toRow(end.dataset.row, end.dataset.for);
  }

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[data-words], a[data-row]");
    if (link) {
      event.preventDefault();
      if (link.dataset.words) toWords(rowOf(link), link.dataset.words);
      else toRow(link.dataset.row, link.dataset.for);
    } else if (getSelection().isCollapsed) {
      pick(event.target);
    }
  });

  /** The next element after the one shown, round the end of the list. */
  const next = (list, at, step) => list[(at + step + list.length) % list.length];

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest("a[data-words], a.end");
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = document.getElementById(rowOf(link));
    if (event.key === "Escape") {
      toRow(row.id, wordsOf(link));
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (link.matches(".end")) return;
      const rows = all(".row").filter((element) => element.offsetParent);
      const other = next(rows, rows.indexOf(row), event.key === "ArrowDown" ? 1 : -1);
      toRow(other.id, other.querySelector("a").dataset.words);
      other.querySelector("a").focus({ preventScroll: true });
    } else if (event.key.toLowerCase() === "e") {
      const places = [...new Set(all("a[data-words]", row).map((other) => other.dataset.words))];
      const here = link.matches(".end") ? places.indexOf(wordsOf(link)) : -1;
      toWords(row.id, next(places, here === -1 && event.shiftKey ? 0 : here, event.shiftKey ? -1 : 1));
    } else {
      return;
    }
    event.preventDefault();
  });

  // Words too weak to name anything would fill pages, so they stay folded on paper unless opened before.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open], .weak)");
    folded.forEach((fold) => (fold.open = true));
  });
  addEventListener("afterprint", () => folded.forEach((fold) => (fold.open = false)));
})();
