/** Mark the words that tell who says it, how, and how surely. */
const highlighter = (ui) => {
  const { words, view, card, draft, choose } = ui;
  const pens = ["source", "cue", "hedge"].map((kind) => ({ kind, name: words[kind] }));
  let box = null;

  function ask({ statement, tokens }) {
    const { lang, dir, zone, form, pieces } = statement;
    box = wordbox(ui, { tokens, lang, dir }, pens, words.ask);
    const first = pieces.findIndex((piece) => piece.now);
    const around = (side) => make("span", {}, side.map((piece) => piece.text).join(""));
    return [
      make(
        "div",
        { class: "passage" },
        make("span", { class: "zone" }, zone),
        make(
          "p",
          { class: `para marking ${form}`, lang, dir },
          around(pieces.slice(0, first)),
          box.box,
          around(pieces.slice(first).filter((piece) => !piece.now)),
        ),
      ),
      make(
        "fieldset",
        { "aria-describedby": `${view}-keys` },
        make("legend", {}, words.ask),
        make("p", { class: "soft how" }, words.how),
        make(
          "div",
          { class: "pens", role: "group", "aria-label": words.pens },
          make("span", { class: "tag", "aria-hidden": "true" }, words.pens),
          ...pens.map(({ kind, name }, at) =>
            press("", () => choose({ pen: kind }, false), { class: "pen", "data-pen": kind, "data-digit": at + 1 }),
          ),
          press(words.none, () => choose({ none: !draft().none, marks: {} }), { class: "pen none" }),
        ),
        make("span", { class: "unseen", id: `${view}-keys` }, words.keys),
      ),
    ].map(dress);
  }

  /** Pens show the line that they draw. */
  function dress(node) {
    for (const pen of node.querySelectorAll("[data-pen]")) {
      const { name } = pens[pen.dataset.digit - 1];
      pen.replaceChildren(kbd(fill("{n}", { n: pen.dataset.digit }, ui.fixed.digits)), make("span", { class: `ev ${pen.dataset.pen}` }, name));
    }
    return node;
  }

  function answer() {
    const given = box?.given() ?? [];
    return given.length || draft().none ? [{ given }] : null;
  }

  function paint() {
    box?.paint();
    for (const pen of card.querySelectorAll(".pen")) {
      const on = pen.dataset.pen ? (draft().pen ?? "source") === pen.dataset.pen : Boolean(draft().none);
      pen.setAttribute("aria-pressed", String(on));
    }
  }

  function keys(event) {
    const pen = pens[digitOf(event) - 1];
    if (pen) choose({ pen: pen.kind }, false);
    return Boolean(pen);
  }

  const frame = (state, nodes) => (state.mode === "verdict" ? [ui.story(state), ...nodes] : nodes);
  return { focus: ".w", ask, answer, paint, keys, frame };
};

export default { render: (context) => exercise(context, "highlighter", highlighter) };
