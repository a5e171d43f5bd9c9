"use strict";
(() => {
  const root = document.documentElement;
  const languages = ["en", "ru", "kk"];
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const tables = new Map();

  const said = () => texts[languages.indexOf(root.lang)];
  const fold = (text) => text.normalize("NFKC").toLocaleLowerCase();

  function speak(language) {
    root.lang = language;
    const now = said();
    for (const item of all("[data-t]")) item.textContent = now[item.dataset.t];
    for (const item of all("[data-t-label]")) item.setAttribute("aria-label", now[item.dataset.tLabel]);
    for (const item of all("[data-t-title]")) item.title = now[item.dataset.tTitle];
    for (const item of all("[data-language]")) item.setAttribute("aria-pressed", item.dataset.language === language);
    for (const table of tables.values()) { table.found = null; table.apply(); }
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
      form.addEventListener("input", () => this.later());
      form.addEventListener("reset", () => this.later());
      form.addEventListener("submit", (event) => event.preventDefault());
      all("th .sort", this.table).forEach((button) => button.addEventListener("click", () => this.sort(button.closest("th"))));
    }

    later() {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.apply());
    }

    apply() {
      const search = this.form.elements.search;
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      if (words.length && !this.found) this.found = this.rows.map((row) => fold(row.textContent));
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
      this.output.textContent = said()[this.output.dataset.tShown].replace("{shown}", shown).replace("{total}", this.rows.length);
      this.empty.hidden = shown > 0;
      const evidence = this.form.elements.evidence;
      if (evidence && evidence.checked !== this.opened) {
        this.opened = evidence.checked;
        for (const item of all("details", this.body)) item.open = this.opened;
      }
    }

    sort(head) {
      const column = head.cellIndex;
      const down = head.getAttribute("aria-sort") === "ascending";
      const compare = new Intl.Collator(root.lang, { numeric: true }).compare;
      const key = (row) => row.cells[column].dataset.s ?? row.cells[column].textContent;
      const keyed = this.rows.map((row, i) => [key(row), i, row]);
      keyed.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]) || a[1] - b[1]);
      all("th", this.table.tHead).forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      this.rows = keyed.map((entry) => entry[2]);
      this.found = null;
      this.body.append(...this.rows);
      this.apply();
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
