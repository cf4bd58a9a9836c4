"use strict";
(() => {
  const root = document.documentElement;
  const byId = (name) => document.getElementById(name);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  root.classList.add("js");

  /* The list of findings, and what narrows it */
  const form = document.querySelector("form.filter");
  const rows = all("#rows > .finding");
  const words = new Map();
  const visible = () => rows.filter((row) => !row.hidden);
  const said = (row) => {
    if (!words.has(row)) words.set(row, `${row.textContent} ${row.id}`.toLowerCase());
    return words.get(row);
  };
  function narrow() {
    if (!form) return;
    const asked = [...new FormData(form)].filter(([, value]) => value);
    const text = asked.filter(([name]) => name === "q").map(([, value]) => value.trim().toLowerCase()).join("");
    const facets = asked.filter(([name]) => name !== "q");
    for (const row of rows)
      row.hidden = !(facets.every(([name, value]) => row.dataset[name] === value) && said(row).includes(text));
    const left = visible().length;
    if (byId("count")) byId("count").value = `${left} / ${rows.length}`;
    if (byId("none")) byId("none").hidden = left > 0 || rows.length === 0;
    matches(text);
  }
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(narrow);
  };
  if (form) {
    form.addEventListener("input", soon);
    form.addEventListener("reset", () => setTimeout(narrow));
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  for (const button of all("button.pick"))
    button.addEventListener("click", () => {
      form.reset();
      form.elements.rule && (form.elements.rule.value = button.dataset.rule);
      form.elements.severity && (form.elements.severity.value = button.dataset.severity);
      narrow();
      byId("findings").scrollIntoView();
    });

  /* Tables that can be put in another order */
  for (const table of all("table.sortable"))
    all("thead th[data-sort]", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, column));
    });
  function sort(table, head, column) {
    const number = head.dataset.sort === "number";
    const up = head.getAttribute("aria-sort") === (number ? "descending" : "none") || (!number && !head.hasAttribute("aria-sort"));
    const of = (row) => {
      const cell = row.cells[column];
      const text = cell.dataset.value || cell.textContent.trim();
      return number ? Number(text.replace(/[^\d.-]/g, "") || 0) : text;
    };
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => [of(row), row]);
    keyed.sort(([a], [b]) => (number ? a - b : a.localeCompare(b)) * (up ? 1 : -1));
    for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...keyed.map(([, row]) => row));
  }

  /* A report: what is behind a figure or a finding */
  const data = byId("read");
  const read = data ? JSON.parse(data.textContent) : {};
  const chosen = byId("chosen");
  const figures = all("#text a.f");
  const figure = (number) => byId(`f${number}`);
  const MOST = 8; // relations shown at once
  const NAMED = 12; // figures of one that are named; all are marked
  let current = null;

  function show(...nodes) {
    chosen.replaceChildren(...nodes);
    chosen.hidden = byId("close").hidden = nodes.length === 0;
    byId("list").hidden = nodes.length > 0;
    byId("back").hidden = depth === 0;
    byId("panel").scrollTop = 0;
    if (nodes.length) unfold(false);
  }
  function mark(item) {
    for (const one of all(".f.operand, .f.stated")) one.classList.remove("operand", "stated");
    for (const one of all(".marked", chosen)) one.classList.remove("marked");
    if (!item) return;
    item.classList.add("marked");
    for (const number of item.dataset.f.split(" ")) figure(number)?.classList.add("operand");
    if (item.dataset.stated) figure(item.dataset.stated)?.classList.add("stated");
  }
  const printed = (element) => element?.getAttribute("aria-label") || element?.textContent || "";
  const standing = (element) => [...element.classList].find((name) => byId(`is-${name}`));
  function operands(item) {
    const numbers = item.dataset.f.split(" ").filter((number) => number && figure(number));
    if (!numbers.length) return null;
    const list = byId("operands").content.cloneNode(true).firstElementChild;
    for (const number of numbers.slice(0, NAMED)) {
      const chip = document.createElement("a");
      const value = document.createElement("b");
      chip.className = "chip";
      chip.href = `#f${number}`;
      value.textContent = printed(figure(number));
      chip.append(value, ` ${(read[number].label || "").split(" / ").slice(-2).join(" / ")}`);
      list.append(chip);
    }
    if (numbers.length > NAMED) list.append(`… ${numbers.length - NAMED}`);
    return list;
  }
  function copy(name) {
    const item = byId(name)?.cloneNode(true);
    if (!item) return null;
    item.removeAttribute("id");
    const named = operands(item);
    const after = item.querySelector(".operands, .why-known, .about, .identity");
    if (named && after) after.before(named);
    else if (named) item.append(named);
    item.addEventListener("mouseenter", () => mark(item));
    item.addEventListener("focusin", () => mark(item));
    return item;
  }
  function reading(number) {
    const told = read[number];
    const head = byId("reading").content.cloneNode(true);
    for (const slot of all("[data-name]", head)) {
      const name = slot.dataset.name;
      if (name === "standing") slot.append(stand(figure(number)));
      else if (name === "text") slot.textContent = printed(figure(number));
      else if (told[name]) slot.textContent = told[name];
      else slot.closest("div")?.remove();
    }
    return head;
  }
  function stand(element) {
    const word = byId(`is-${standing(element)}`).cloneNode(true);
    word.removeAttribute("id");
    return word;
  }
  function here(element) {
    for (const one of all(".here, .finding.current")) one.classList.remove("here", "current");
    for (const one of figures) if (one.tabIndex === 0) one.tabIndex = -1;
    const first = element?.matches("a.f") ? element : figures[0];
    if (first) first.tabIndex = 0;
    element?.classList.add("here");
    if (element) bringIntoView(element);
  }
  function bringIntoView(element) {
    element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const box = element.getBoundingClientRect();
    const panel = byId("panel").getBoundingClientRect();
    const free = panel.left < 40 ? panel.top : innerHeight; // on a narrow screen the panel lies over the report
    if (box.top < 8 || box.bottom > free - 8)
      scrollBy({ top: box.top + box.height / 2 - free / 2, behavior: "instant" });
  }
  function chooseFigure(number) {
    const element = figure(number);
    const items = (read[number]?.items || []).map(copy).filter(Boolean);
    const shown = items.slice(0, MOST);
    const rest = items.slice(MOST);
    if (rest.length) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "plain";
      more.textContent = `… ${rest.length}`;
      more.addEventListener("click", () => more.replaceWith(...rest));
      shown.push(more);
    }
    show(reading(number), ...shown);
    here(element);
    mark(items[0]);
  }
  function chooseItem(name) {
    const item = copy(name);
    show(item);
    here(byId(item.dataset.at || `f${item.dataset.stated || item.dataset.f.split(" ")[0]}`));
    mark(item);
    const row = byId(`row-${name}`);
    row?.classList.add("current");
  }
  function choose() {
    const name = decodeURIComponent(location.hash.slice(1));
    current = name;
    if (/^f\d+$/.test(name) && byId(name)?.matches("a.f")) chooseFigure(name.slice(1));
    else if (byId(name)?.matches("article.card, article.working")) chooseItem(name);
    else {
      show();
      here(null);
      mark(null);
    }
  }

  /* The way back is the browser's own: what is chosen is the address */
  let depth = 0;
  function go(name, replace = false) {
    if (name === current) return;
    const address = name ? `#${encodeURIComponent(name)}` : location.pathname + location.search;
    if (!replace) depth += 1;
    history[replace ? "replaceState" : "pushState"]({ depth }, "", address);
    choose();
  }
  addEventListener("popstate", (event) => {
    depth = event.state?.depth || 0;
    if (chosen) choose();
  });
  const nameOf = (link) => decodeURIComponent((link.getAttribute("href") || "").slice(1));
  function step(by) {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.findIndex((row) => row.id === `row-${current}` || row.contains(document.activeElement));
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
    if (chosen) {
      go(next.id.slice(4));
      chosen.focus({ preventScroll: true });
    } else {
      const link = next.querySelector("a");
      link.focus();
    }
  }
  if (chosen) {
    for (const one of figures) one.tabIndex = -1;
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || !(link.getAttribute("href") || "").startsWith("#") || event.ctrlKey || event.metaKey) return;
      const name = link.matches("#text a.f") ? link.id : nameOf(link);
      const target = byId(name);
      if (!target?.matches("a.f, article.card, article.working")) return;
      event.preventDefault();
      go(name);
      if (target.matches("a.f") && !link.matches("#text a.f")) target.focus({ preventScroll: true });
      else if (event.detail === 0 || !link.matches("a.f")) chosen.focus({ preventScroll: true });
    });
    for (const row of rows) row.querySelector("a").addEventListener("focus", () => mark(byId(row.id.slice(4))));
    byId("previous").addEventListener("click", () => step(-1));
    byId("next").addEventListener("click", () => step(1));
    byId("previous").disabled = byId("next").disabled = rows.length === 0;
    byId("back").addEventListener("click", () => history.back());
    byId("close").addEventListener("click", close);
    byId("unfold").addEventListener("click", () => unfold(!byId("panel").classList.contains("open")));
    for (const box of all(".switches input"))
      box.addEventListener("change", () => root.classList.toggle(`hide-${box.value}`, !box.checked));
    choose();
  }
  function unfold(open) {
    byId("panel").classList.toggle("open", open);
    byId("unfold").setAttribute("aria-expanded", open);
  }
  function close() {
    const back = /^f\d+$/.test(current || "") ? byId(current) : null;
    go("");
    (back || rows[0]?.querySelector("a"))?.focus({ preventScroll: true });
  }

  /* Figures that a search finds, by how they are printed or what they are */
  function matches(text) {
    const list = byId("matches");
    if (!list) return;
    const found = text.length < 2 ? [] : Object.entries(read).filter(([number, told]) => figure(number) && `${printed(figure(number))} ${told.label || ""}`.toLowerCase().includes(text)).slice(0, 50);
    list.replaceChildren(...found.map(([number, told]) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      row.className = "finding";
      link.href = `#f${number}`;
      const value = document.createElement("b");
      value.textContent = printed(figure(number));
      link.append(value, " ", stand(figure(number)), ` ${told.label || ""}`);
      row.append(link);
      return row;
    }));
    list.hidden = found.length === 0;
  }

  /* Keys */
  const help = byId("help");
  for (const button of all("button.help")) button.addEventListener("click", () => help.showModal());
  function move(by) {
    const at = figures.indexOf(document.activeElement);
    const next = figures[at + by];
    if (at < 0 || !next) return;
    go(next.id, true);
    next.focus({ preventScroll: true });
  }
  function search() {
    if (chosen && !chosen.hidden) go("");
    if (chosen) unfold(true);
    byId("search")?.focus();
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches("input[type=search], select, textarea");
    if (event.key === "Escape" && chosen && !chosen.hidden) return close();
    if (typing) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      if (!figures.includes(event.target)) return;
      event.preventDefault();
      return move(event.key === "ArrowRight" ? 1 : -1);
    }
    if (!byId("keys").checked) return;
    const keys = {
      n: () => step(1),
      p: () => step(-1),
      b: () => depth && history.back(),
      "/": search,
      "?": () => help.showModal(),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  /* On paper all of it is shown */
  addEventListener("beforeprint", () => {
    for (const one of all("img[loading]")) one.loading = "eager";
    for (const one of all("details:not([open]):not(.picture details)")) {
      one.open = true;
      one.dataset.closed = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const one of all("details[data-closed]")) one.open = false;
  });
  narrow();
})();
