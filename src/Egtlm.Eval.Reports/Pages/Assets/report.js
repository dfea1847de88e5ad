"use strict";
// Sorting and filtering of tables; the page reads without it.
for (const box of document.querySelectorAll(".table")) {
  const body = box.querySelector("tbody");
  const heads = [...box.querySelectorAll("thead th")];
  const rows = [...body.rows];

  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const isNumber = head.classList.contains("n");
    const now = head.getAttribute("aria-sort");
    const down = now ? now === "ascending" : isNumber;
    heads.forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = row => isNumber ? row.cells[column].dataset.s : row.cells[column].textContent;
    const missing = row => isNumber && key(row) === undefined;
    rows.sort((a, b) => {
      if (missing(a) || missing(b)) {
        return missing(a) - missing(b);
      }
      const order = isNumber ? key(a) - key(b) : key(a).localeCompare(key(b), undefined, { numeric: true });
      return down ? -order : order;
    });
    body.append(...rows);
  }));

  const form = box.querySelector(".filters");
  if (!form) {
    continue;
  }
  const find = form.querySelector("[data-find]");
  const choices = [...form.querySelectorAll("select")];
  const count = form.querySelector("[data-count]");
  const filter = () => {
    const text = find.value.trim().toLocaleLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !(row.textContent.toLocaleLowerCase().includes(text)
        && choices.every(one => !one.value || row.cells[one.dataset.column].textContent === one.value));
      shown += !row.hidden;
    }
    count.value = shown === rows.length ? `${shown} rows` : `${shown} of ${rows.length} rows`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());
}
const open = () => document.querySelectorAll("details").forEach(one => { one.open = true; });
addEventListener("beforeprint", open);
// A link to a folded section opens it.
const reveal = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))
  ?.querySelectorAll("details").forEach(one => { one.open = true; });
addEventListener("hashchange", reveal);
reveal();
