// Everything here writes text as text: no markup is ever made of what a notebook holds.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, name, ...children) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...children);
    return node;
  };

  // What is remembered; a browser may forbid a file to remember anything.
  const recall = (key) => {
    try { return localStorage.getItem(`jupyter-mlops-diff-${key}`); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(`jupyter-mlops-diff-${key}`, value); } catch { /* not allowed */ }
  };

  // Theme
  const themes = ["auto", "light", "dark"];
  const setTheme = (theme) => {
    root.dataset.theme = theme;
    const button = document.getElementById("theme");
    button.textContent = { auto: "◐ Auto", light: "○ Light", dark: "● Dark" }[theme];
    button.setAttribute("aria-label", `Theme: ${theme}`);
  };
  const nextTheme = () => {
    const theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
    remember("theme", theme);
    setTheme(theme);
  };

  // Layout: lines that both sides have stand twice where the sides stand beside each other.
  const twin = (block) => {
    if (block.firstElementChild?.classList.contains("twin")) return;
    const copies = all(":scope > .ln", block).map((line) => {
      const copy = line.cloneNode(true);
      copy.classList.add("twin");
      copy.setAttribute("aria-hidden", "true");
      return copy;
    });
    block.prepend(...copies);
  };
  const setLayout = (layout) => {
    if (layout === "split") all(".same").filter((node) => !node.matches("article, td")).forEach(twin);
    else all(".twin").forEach((node) => node.remove());
    root.dataset.layout = layout;
    for (const button of all("[data-layout-to]")) {
      button.setAttribute("aria-pressed", String(button.dataset.layoutTo === layout));
    }
  };
  const toggleLayout = (layout = root.dataset.layout === "split" ? "unified" : "split") => {
    remember("layout", layout);
    keepPlace(() => setLayout(layout));
  };

  // What is shown
  const showPressed = () => {
    for (const button of all("[data-toggle]")) {
      button.setAttribute("aria-pressed", String(button.dataset.toggle in root.dataset));
    }
  };
  const toggle = (what) => {
    keepPlace(() => {
      if (!document.querySelector(`[data-toggle="${what}"]`)) return;
      if (what in root.dataset) delete root.dataset[what];
      else root.dataset[what] = "";
      showPressed();
    });
  };

  // Where the reader is stays where it is, whatever unfolds above it.
  const keepPlace = (change) => {
    const anchor = all(".cell.change, .fold").find((node) => {
      const box = node.getBoundingClientRect();
      return box.height && box.bottom > 80;
    });
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (anchor && seen(anchor)) {
      scrollBy({ top: anchor.getBoundingClientRect().top - before });
    }
  };

  // Folds
  const folded = new Map();
  const cellsOf = (notebook) => {
    if (!folded.has(notebook)) {
      folded.set(notebook, JSON.parse(document.getElementById(`folded-${notebook}`).textContent));
    }
    return folded.get(notebook);
  };
  const codeLines = (source, colors = []) => {
    const lines = [make("code")];
    const add = (text, style) => {
      text.split("\n").forEach((part, index) => {
        if (index) lines.push(make("code"));
        if (part) lines[lines.length - 1].append(style ? make("span", `t-${style}`, part) : part);
      });
    };
    let at = 0;
    for (let i = 0; i < colors.length; i += 3) {
      add(source.slice(at, at + colors[i]));
      at += colors[i];
      add(source.slice(at, at + colors[i + 1]), colors[i + 2]);
      at += colors[i + 1];
    }
    add(source.slice(at));
    if (source.endsWith("\n")) lines.pop();
    return lines;
  };
  const buildCell = (known) => {
    const name = make("span", "place", known.name);
    const cell = make("article", "cell same", make("header", "", make("h3", "", name)));
    if (known.source) {
      const block = make("div", "same");
      codeLines(known.source, known.colors).forEach((code, index) => {
        const line = make("div", "ln", code);
        line.dataset.b = line.dataset.h = index + 1;
        block.append(line);
      });
      if (root.dataset.layout === "split") twin(block);
      cell.append(make("div", "lines", block));
    }
    if (known.note) cell.append(make("p", "note", known.note));
    return cell;
  };
  const build = (fold) => {
    if (fold.childElementCount > 1) return;
    const { notebook, from, count } = fold.dataset;
    const cells = cellsOf(notebook);
    const box = make("div", "folded");
    for (let index = +from; index < +from + +count; index++) {
      if (cells[index]) box.append(buildCell(cells[index]));
    }
    fold.append(box);
  };
  const expandAll = () => {
    // First all that reads the layout, then all that changes it: in turns, each would do it anew.
    const folds = visible("details");
    const open = folds.some((fold) => !fold.open);
    keepPlace(() => folds.forEach((fold) => {
      if (open && fold.classList.contains("fold")) build(fold);
      fold.open = open;
    }));
  };

  // Next and previous
  // By the rules of the stylesheet, as asking the browser would lay out all that is off the screen.
  const seen = (node) => {
    const { noise, outputs, metadata } = root.dataset;
    return !node.closest(noise === undefined ? ".noise" : ".calm")
      && (outputs !== undefined || !node.closest(".outputs, .only-outputs"))
      && (metadata !== undefined || !node.closest(".metadata, .only-metadata"));
  };
  const visible = (selector) => all(selector).filter(seen);
  const goTo = (node) => {
    if (!node) return;
    node.scrollIntoView({ block: "start" });
    node.focus({ preventScroll: true });
    mark(node);
  };
  const mark = (node) => {
    for (const old of all(".rail [aria-current]")) old.removeAttribute("aria-current");
    const link = all(".rail li a").find((one) => one.hash === `#${node.id}`);
    link?.setAttribute("aria-current", "true");
    link?.scrollIntoView({ block: "nearest" });
  };
  const step = (selector, by) => {
    const nodes = visible(selector);
    const current = document.activeElement?.closest?.(selector);
    let at = nodes.indexOf(current);
    if (at < 0) {
      const below = nodes.findIndex((node) => node.getBoundingClientRect().top > 70);
      at = by > 0 ? (below < 0 ? nodes.length : below) - 1 : below < 0 ? nodes.length : below;
    }
    goTo(nodes[Math.min(Math.max(at + by, 0), nodes.length - 1)]);
  };

  // Pictures
  const show = (button) => {
    const pictures = button.closest(".pictures");
    pictures.dataset.mode = button.dataset.show;
    for (const one of all("[data-show]", pictures)) {
      one.setAttribute("aria-pressed", String(one === button));
    }
  };

  const dialog = document.getElementById("keys");
  const actions = {
    n: () => step(".cell.change", 1), j: () => step(".cell.change", 1),
    p: () => step(".cell.change", -1), k: () => step(".cell.change", -1),
    "]": () => step(".notebook", 1), "[": () => step(".notebook", -1),
    u: () => toggleLayout(), o: () => toggle("outputs"), m: () => toggle("metadata"),
    h: () => toggle("noise"), e: expandAll, t: nextTheme, "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.target.matches?.("input, select, textarea")) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button) {
      const link = event.target.closest?.('main a[href^="#"], .rail li a');
      const target = link && document.getElementById(link.hash.slice(1));
      if (target) { event.preventDefault(); goTo(target); }
      return;
    }
    if (button.dataset.show) show(button);
    else if (button.dataset.layoutTo) toggleLayout(button.dataset.layoutTo);
    else if (button.dataset.toggle) toggle(button.dataset.toggle);
    else if (button.id === "theme") nextTheme();
    else if (button.id === "help") dialog.showModal();
    else if (button.id === "close") dialog.close();
  });
  document.addEventListener("input", (event) => {
    const pictures = event.target.closest?.(".pictures");
    if (pictures) pictures.style.setProperty("--split", `${event.target.value}%`);
  });
  // `toggle` doesn't bubble, but can be caught on its way down.
  document.addEventListener("toggle", (event) => {
    if (event.target.classList?.contains("fold") && event.target.open) build(event.target);
  }, true);

  const theme = recall("theme");
  setTheme(themes.includes(theme) ? theme : "auto");
  setLayout(recall("layout") === "split" ? "split" : "unified");
  showPressed();
  root.dataset.ready = "";
})();
