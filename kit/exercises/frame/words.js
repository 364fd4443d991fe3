/** Words that are marked one by one or by drawing over them, by mouse, touch, pen or keyboard. One stop of
 * the Tab key. They are spans: a row of real buttons would turn Latin words round in an Arabic line. They hold
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
  const isWord = (at) => tokens[at]?.[1] >= 0;
  let drawn = null; // from where a pointer draws, and to where it has come
  const words = nodes.filter((_, at) => isWord(at));
  if (words.length) words[0].tabIndex = 0;
  const box = make("span", { class: "words", role: "group", "aria-label": label, lang, dir, onkeydown, onpointerdown, onmousedown }, ...nodes);

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

  /** The words that are drawn over. */
  function under() {
    const [from, to] = [drawn?.from, drawn?.to].sort((a, b) => a - b);
    return nodes.map((_, at) => at).filter((at) => drawn && drawn.from !== drawn.to && at >= from && at <= to && isWord(at));
  }

  /** A mouse would select text at the same time; keys, and whatever reads the page, still can. */
  function onmousedown(event) {
    if (!event.button) event.preventDefault();
  }

  /** Begin to draw. A finger that moves up or down scrolls: the browser then takes the pointer back. */
  function onpointerdown(down) {
    const from = nodes.indexOf(down.target);
    if (from < 0 || !down.isPrimary || down.button) return;
    drawn = { from, to: from };
    const moves = { pointermove, pointerup: end, pointercancel: end };
    function pointermove(event) {
      const to = nodes.indexOf(document.elementFromPoint(event.clientX, event.clientY));
      if (event.pointerId !== down.pointerId || to < 0 || to === drawn.to) return;
      drawn.to = to;
      paint();
    }
    function end(event) {
      if (event.pointerId !== down.pointerId) return;
      for (const [name, hear] of Object.entries(moves)) window.removeEventListener(name, hear);
      const places = under();
      drawn = null;
      if (event.type === "pointercancel" || !places.length || !box.isConnected) return paint();
      land(words, nodes[places.at(-1)]);
      put(places, places.every((at) => marks()[at] === pen()) ? null : pen()); // drawn over again, marks go
    }
    for (const [name, hear] of Object.entries(moves)) window.addEventListener(name, hear);
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
    const now = { ...marks(), ...Object.fromEntries(under().map((at) => [at, pen()])) };
    nodes.forEach((node, at) => {
      const around = [now[at - 1], now[at + 1]];
      const kind = isWord(at) ? now[at] : around[0] === around[1] ? around[0] : null;
      node.className = `${isWord(at) ? "w" : "gap"}${kind ? ` ev ${kind}` : ""}`;
      if (!isWord(at)) return;
      node.setAttribute("aria-pressed", String(Boolean(kind)));
      if (kind) node.setAttribute("aria-label", `${tokens[at][0]}, ${names[kind]}`);
      else node.removeAttribute("aria-label");
    });
  }

  return { box, given, paint };
}

