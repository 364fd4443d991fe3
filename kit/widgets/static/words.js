/** Words that are marked one by one, by mouse, touch or keyboard: no dragging. One stop of the Tab key. */
function wordbox(ui, { tokens, lang, dir }, pens, label) {
  const marks = () => ui.draft().marks ?? {};
  const names = Object.fromEntries(pens.map(({ kind, name }) => [kind, name]));
  const pen = () => ui.draft().pen ?? pens[0].kind;
  const nodes = tokens.map(([text, start], at) =>
    start < 0
      ? make("span", { class: "gap" }, text)
      : make("button", { type: "button", class: "w", tabindex: -1, onclick: () => toggle(at) }, text, hidden()),
  );
  const words = nodes.filter((node) => node.tagName === "BUTTON");
  if (words.length) words[0].tabIndex = 0;
  const box = make("span", { class: "words", role: "group", "aria-label": label, lang, dir, onkeydown }, ...nodes);

  function put(places, kind) {
    const next = { ...marks() };
    for (const at of places) {
      if (kind) next[at] = kind;
      else delete next[at];
    }
    ui.choose({ marks: next, none: false });
  }

  function toggle(at, kind = pen()) {
    land(words, nodes[at]);
    put([at], marks()[at] === kind ? null : kind);
  }

  function onkeydown(event) {
    const from = nodes.indexOf(event.target);
    const to = nodes.indexOf(rove(event, words, dir));
    if (to >= 0 && event.shiftKey) put([from, to], pen());
    const kind = pens.length > 1 && pens[digitOf(event) - 1]?.kind;
    if (!kind || from < 0) return;
    event.preventDefault();
    event.stopPropagation();
    toggle(from, kind);
  }

  /** The marks as (kind, start, end), in Python's own count. */
  const given = () => Object.entries(marks()).map(([at, kind]) => [kind, tokens[at][1], tokens[at][2]]);

  function paint() {
    nodes.forEach((node, at) => {
      const around = [marks()[at - 1], marks()[at + 1]];
      const kind = node.tagName === "BUTTON" ? marks()[at] : around[0] === around[1] ? around[0] : null;
      node.className = `${node.tagName === "BUTTON" ? "w" : "gap"}${kind ? ` ev ${kind}` : ""}`;
      if (node.tagName !== "BUTTON") return;
      node.setAttribute("aria-pressed", String(Boolean(kind)));
      node.lastChild.textContent = kind ? `, ${names[kind]}` : "";
    });
  }

  return { box, given, paint };
}

