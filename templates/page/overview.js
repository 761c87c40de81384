// Search, filters, sorting and long lists in steps. Without this script everything is on the page all the same.
// It stands before the page, so that a browser does not lay out what long lists hide at first; the style says what waits.
document.documentElement.classList.add("waiting");
addEventListener("DOMContentLoaded", () => {
  "use strict";
  // Whatever goes wrong below, everything is shown.
  queueMicrotask(() => document.documentElement.classList.remove("waiting"));
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true, sensitivity: "base" });
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  // A list that shows its first items, and more when asked.
  const lists = new Map();
  const listOf = (items) => {
    if (lists.has(items)) return lists.get(items);
    const step = Number(items.dataset.step) || Infinity;
    const all = Array.from(items.children);
    const list = { matching: all, limit: step, update() {
      const shown = new Set(list.matching.slice(0, list.limit));
      for (const item of all) if (item.hidden === shown.has(item)) item.hidden = !item.hidden;
      const rest = list.matching.length - shown.size;
      button.hidden = rest <= 0;
      button.textContent = items.dataset.more ? items.dataset.more.replace("{n}", rest) : "";
    } };
    const button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => {
      const next = list.matching[list.limit];
      list.limit = Infinity;
      list.update();
      // Where somebody reads on who cannot see what has come.
      const target = next && (next.querySelector("a") || next);
      if (target) {
        if (target === next) target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }
    });
    const place = document.createElement("p");
    place.className = "show";
    place.append(button);
    (items.closest("table") || items).after(place);
    lists.set(items, list);
    return list;
  };
  for (const items of document.querySelectorAll("[data-step]")) listOf(items).update();

  for (const form of document.querySelectorAll("form[data-for]")) {
    const rows = document.getElementById(form.dataset.for);
    if (!rows) continue;
    const list = listOf(rows);
    const step = list.limit;
    const texts = new Map();
    const textOf = (row) => {
      if (!texts.has(row)) texts.set(row, folded(row.textContent));
      return texts.get(row);
    };
    const search = form.querySelector("input");
    const selects = Array.from(form.querySelectorAll("select"));
    const found = form.querySelector(".found");
    let all = list.matching;
    const filter = () => {
      const words = folded(search.value).split(/\s+/).filter(Boolean);
      const chosen = selects.filter((select) => select.value)
        .map((select) => [select.dataset.column, select.value.slice(1)]);
      list.matching = all.filter((row) => words.every((word) => textOf(row).includes(word))
        && chosen.every(([column, value]) => row.dataset[column] === value));
      list.limit = step;
      list.update();
      found.textContent = found.dataset.found.replace("{shown}", list.matching.length).replace("{all}", all.length);
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", filter);
    for (const header of rows.closest("table").querySelectorAll("th[data-sort]")) {
      const column = header.dataset.sort;
      const order = "order" + column[0].toUpperCase() + column.slice(1);
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const down = header.getAttribute("aria-sort") === "ascending";
        for (const other of header.parentNode.children) other.removeAttribute("aria-sort");
        header.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.dataset[order] ?? row.dataset[column];
        // What is empty comes last in either direction.
        all = Array.from(all).sort((one, other) => {
          const [a, b] = [key(one), key(other)];
          if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
          return down ? collator.compare(b, a) : collator.compare(a, b);
        });
        rows.append(...all);
        filter();
      });
    }
    form.hidden = false;
    filter();
  }

  // Print has everything.
  let before = [];
  addEventListener("beforeprint", () => {
    before = Array.from(lists.values(), (list) => [list, list.limit]);
    for (const [list] of before) { list.limit = Infinity; list.update(); }
  });
  addEventListener("afterprint", () => {
    for (const [list, limit] of before) { list.limit = limit; list.update(); }
  });
});
