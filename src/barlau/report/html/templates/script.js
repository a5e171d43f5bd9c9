"use strict";
(() => {
  const root = document.documentElement;
  const languages = ["en", "ru", "kk"];
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const tables = new Map();

  const said = () => texts[languages.indexOf(root.lang)];
  const fold = (text) => text.normalize("NFKC").toLocaleLowerCase();

  function translate(part) {
    const now = said();
    for (const item of all("[data-t]", part)) item.textContent = now[item.dataset.t];
    for (const item of all("[data-t-label]", part)) item.setAttribute("aria-label", now[item.dataset.tLabel]);
    for (const item of all("[data-t-title]", part)) item.title = now[item.dataset.tTitle];
  }

  // What stands in a noscript element is our own markup, parsed when it is wanted: 2,000 columns open at once without it.
  function built(later) {
    const box = document.createElement("template");
    box.innerHTML = later.textContent;
    translate(box.content);
    return box.content;
  }

  function unfold(details) {
    const later = details.querySelector("noscript");
    if (later) later.replaceWith(built(later));
  }

  function textOf(row) {
    const now = said();
    return all("noscript", row).reduce((text, later) => text.replace(later.textContent,
      [...later.textContent.matchAll(/data-t="(\d+)"/g)].map((match) => now[match[1]]).join(" ")), row.textContent);
  }

  function speak(language) {
    root.lang = language;
    translate(document);
    label();
    for (const item of all("[data-language]")) item.setAttribute("aria-pressed", item.dataset.language === language);
    for (const table of tables.values()) { table.found = null; table.apply(); }
  }

  // On a narrow screen a row becomes a card: each field is told by the text of its head.
  const narrow = matchMedia("(max-width: 40rem)");
  function label() {
    if (!narrow.matches) return;
    for (const [name, at] of [["t-findings", 4], ["t-columns", 2]]) {
      const table = document.getElementById(name);
      table?.style.setProperty("--sure", JSON.stringify(table.tHead.rows[0].cells[at].textContent.trim()));
    }
    for (const table of all("table.reg, table.systems, table.promises, table.matrix, table.rules")) {
      const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
      for (const row of table.tBodies[0].rows) {
        let at = 0;
        for (const cell of row.cells) {
          if (cell.colSpan === 1) cell.dataset.label = heads[at];
          at += cell.colSpan;
        }
      }
    }
  }

  class Table {
    constructor(form) {
      this.form = form;
      this.table = document.getElementById(form.dataset.table);
      this.body = this.table.tBodies[0];
      this.rows = [...this.body.rows];
      this.output = form.querySelector("output");
      this.empty = this.table.nextElementSibling;
      this.fields = all("select, input[value]", form);
      this.found = null;
      this.later = this.table.parentElement.querySelector("noscript.later");
      this.waiting = this.later ? Number(this.later.dataset.count) : 0;
      this.table.addEventListener("toggle", (event) => unfold(event.target), true);
      form.addEventListener("input", () => this.soon());
      form.addEventListener("reset", () => this.soon());
      form.addEventListener("submit", (event) => event.preventDefault());
      all("th .sort", this.table).forEach((button) => button.addEventListener("click", () => this.sort(button.closest("th"))));
    }

    soon() {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.apply());
    }

    // The rows of clean columns: they fit only where nothing is asked of category, verdict or confidence.
    complete() {
      const { personal, category, verdict, confidence } = this.form.elements;
      if (!this.waiting || personal.checked || [category, verdict, confidence].some((field) => field?.value)) return;
      const rows = [...built(this.later).querySelectorAll("tr")];
      this.waiting = 0;
      this.found = null;
      this.rows = [...this.rows, ...rows].sort((a, b) => a.dataset.i - b.dataset.i);
      const head = this.table.querySelector("[aria-sort]");
      if (head) this.arrange(head.cellIndex, head.getAttribute("aria-sort") === "descending");
      this.body.append(...this.rows);
    }

    apply() {
      if (this.waiting) this.complete();
      const search = this.form.elements.search;
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      if (words.length && !this.found) this.found = this.rows.map((row) => fold(textOf(row)));
      const wanted = this.fields
        .filter((field) => field !== search && field.value && (field.type !== "checkbox" || field.checked))
        .map((field) => [field.name, ` ${field.value} `]);
      let shown = 0;
      this.rows.forEach((row, i) => {
        const fits = wanted.every(([name, value]) => ` ${row.dataset[name]} `.includes(value))
          && words.every((word) => this.found[i].includes(word));
        if (row.hidden === fits) row.hidden = !fits;
        shown += fits;
      });
      this.output.textContent = said()[this.output.dataset.tShown].replace("{shown}", shown).replace("{total}", this.rows.length + this.waiting);
      this.empty.hidden = shown > 0;
      this.open();
    }

    open() {
      const wanted = this.form.elements.evidence?.checked;
      if (!wanted && !this.opened) return;
      this.opened = wanted;
      for (const row of this.rows) {
        const details = row.hidden ? null : row.querySelector("details");
        if (details && details.open !== wanted) {
          unfold(details);
          details.open = wanted;
        }
      }
    }

    sort(head) {
      const down = head.getAttribute("aria-sort") === "ascending";
      all("th", this.table.tHead).forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      this.arrange(head.cellIndex, down);
      this.body.append(...this.rows);
      this.apply();
    }

    arrange(column, down) {
      const compare = new Intl.Collator(root.lang, { numeric: true }).compare;
      const key = (row) => row.cells[column].dataset.s ?? row.cells[column].textContent;
      const keyed = this.rows.map((row, i) => [key(row), i, row]);
      keyed.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]) || a[1] - b[1]);
      this.rows = keyed.map((entry) => entry[2]);
      this.found = null;
    }

    show(wanted) {
      this.form.reset();
      if (wanted.category && this.form.elements.personal) this.form.elements.personal.checked = false;
      for (const name of ["search", "category", "system", "rule", "policy", "verdict"]) {
        if (wanted[name] && this.form.elements[name]) this.form.elements[name].value = wanted[name];
      }
      this.apply();
    }
  }

  root.classList.add("js");
  narrow.addEventListener("change", label);
  label();
  for (const form of all("form.filters")) {
    const table = new Table(form);
    tables.set(form.dataset.table, table);
    table.apply();
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (link) tables.get(`t-${link.dataset.go}`)?.show(link.dataset);
    const button = event.target.closest("[data-language]");
    if (button) speak(button.dataset.language);
    if (event.target.closest(".print")) print();
  });
})();
