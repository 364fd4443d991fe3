/** Words that are marked one by one, by mouse, touch or keyboard: no dragging. One stop of the Tab key.
 * They are spans: a row of real buttons would turn Latin words round in an Arabic line. They hold
 * nothing unseen: browsers draw the line under a Latin word with Arabic in it through its letters. */
function wordbox(ui, { tokens, lang, dir }, pens, label) {
  const marks = () => ui.draft().marks ?? {};
  const names = Object.fromEntries(pens.map(({ kind, name }) => [kind, name]));
  const pen = () => ui.draft().pen ?? pens[0].kind;
  const nodes = tokens.map(([text, start], at) =>
    start < 0
      ? make("span", { class: "gap" }, text)
      : make("span", { role: "button", class: "w", tabindex: -1, onclick: () => toggle(at) }, text),
  );
  const isWord = (at) => tokens[at][1] >= 0;
  const words = nodes.filter((_, at) => isWord(at));
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
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const kind = event.key === " " && plain && !event.repeat ? pen() : pens.length > 1 && pens[digitOf(event) - 1]?.kind;
    if (event.key === " ") event.preventDefault(); // or the page scrolls
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
      const kind = isWord(at) ? marks()[at] : around[0] === around[1] ? around[0] : null;
      node.className = `${isWord(at) ? "w" : "gap"}${kind ? ` ev ${kind}` : ""}`;
      if (!isWord(at)) return;
      node.setAttribute("aria-pressed", String(Boolean(kind)));
      if (kind) node.setAttribute("aria-label", `${tokens[at][0]}, ${names[kind]}`);
      else node.removeAttribute("aria-label");
    });
  }

  return { box, given, paint };
}

