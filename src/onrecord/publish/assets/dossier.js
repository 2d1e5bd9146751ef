"use strict";
(() => {
  const panel = document.getElementById("panel");
  const heading = document.getElementById("panel-h");
  const body = document.getElementById("panel-body");
  let opener = null;

  const copyOf = (node) => {
    const copy = node.cloneNode(true);
    for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
    return copy;
  };
  const holds = (node, row) => (node.dataset.rows || "").split(" ").includes(row);
  const made = (tag, text, name) => {
    const node = document.createElement(tag);
    node.textContent = text;
    if (name) node.className = name;
    return node;
  };
  const sentencesOf = (row) =>
    [...document.querySelectorAll("main .sentence")].filter((sentence) => holds(sentence, row));
  const reportOf = (node) => node.closest("article.report");

  const mark = (rows) => {
    for (const node of document.querySelectorAll("mark.on, .sentence.on")) node.classList.remove("on");
    for (const node of document.querySelectorAll("mark")) {
      if (rows.some((row) => holds(node, row))) node.classList.add("on");
    }
  };
  const open = (title, nodes, from) => {
    heading.textContent = title;
    body.replaceChildren(...nodes);
    if (!panel.contains(from)) opener = from;
    panel.hidden = false;
    panel.focus({ preventScroll: true });
    panel.scrollTop = 0;
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    mark([]);
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  };
  const source = (report, sentence) => {
    const line = made("p", "", "meta");
    line.append(made("b", report.querySelector("h3").textContent.trim()));
    const link = made("a", "Show in the report", "go");
    link.href = "#" + sentence.id;
    const whole = made("p", "");
    whole.append(link);
    return [line, whole];
  };
  const showSentence = (row, from) => {
    const sentences = sentencesOf(row);
    if (!sentences.length) return false;
    mark([row]);
    const quote = made("blockquote", "", "quote");
    for (const sentence of sentences) quote.append(copyOf(sentence));
    const line = document.querySelector(`[data-entry="${CSS.escape(row)}"]`);
    const nodes = [quote, ...source(reportOf(sentences[0]), sentences[0])];
    if (line) {
      const list = made("ul", "", "sentence-rows");
      list.append(copyOf(line));
      nodes.unshift(list);
    }
    open("The words of this row", nodes, from);
    return true;
  };
  const showRows = (sentence, from) => {
    const rows = sentence.dataset.rows.split(" ");
    mark(rows);
    const list = made("ul", "", "sentence-rows");
    for (const row of rows) {
      const line = document.querySelector(`[data-entry="${CSS.escape(row)}"]`);
      if (line) list.append(copyOf(line));
    }
    const quote = made("blockquote", "", "quote");
    quote.append(copyOf(sentence));
    open("The rows of this sentence", [quote, list, ...source(reportOf(sentence), sentence)], from);
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    if (target.closest("#panel-close")) return close();
    const row = target.closest("a[data-row]");
    if (row) {
      if (showSentence(row.dataset.row, row)) event.preventDefault();
      return;
    }
    const sentence = target.closest("main .sentence");
    if (sentence && String(window.getSelection()) === "") {
      event.preventDefault();
      showRows(sentence, sentence.querySelector("a.count"));
      return;
    }
    if (target.closest("a.go")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  const lists = document.querySelectorAll("details.rows");
  for (const list of lists) list.open = false;
  window.addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });
  document.documentElement.classList.add("js");
})();
