/** Swap source, verb and hedge, and see what that does to the same fact. */
const cuelab = (ui) => {
  const { fixed, words, card, draft, choose, now } = ui;
  const slots = () => ({ ...fixed.start, ...draft().slots });
  const typed = () => (draft().text ?? "").trim();
  let read = ""; // what the engine was asked last

  function ask_engine() {
    read = JSON.stringify(slots());
    ui.query(typed() ? { text: typed() } : { slots: slots() });
  }
  const pen = writing(ui, ask_engine);

  const swap = ({ target }) => choose({ slots: { ...slots(), [target.name]: target.value }, text: "" });
  // Enter opens or closes a list of choices, so that it does not commit there.
  const onkeydown = (event) => event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.stopPropagation();
  const part = ([slot, choices]) =>
    make(
      "label",
      {},
      make("span", { class: "tag" }, words[`slot_${slot}`]),
      make("select", { name: slot, onchange: swap, onkeydown }, ...choices.map(({ label, name }) => make("option", { value: label }, name))),
    );

  const ask = ({ goal }) => {
    read = "";
    if (typed()) ask_engine();
    return [
      make("h4", { class: "lead" }, `${words.ask}: ${goal}`),
      make("p", { class: "para made", lang: fixed.lang, dir: fixed.dir, "aria-live": "polite" }, make("mark", {}, "…")),
      make("div", { class: "parts" }, ...Object.entries(fixed.slots).map(part)),
      hidden(words.keys),
    ];
  };

  const hear = ({ at, text, lines }) => {
    if (at !== now().at || !card.querySelector(".made")) return;
    card.querySelector(".made mark").textContent = text;
    pen.show(lines);
  };

  function paint() {
    pen.paint();
    for (const select of card.querySelectorAll("select")) select.value = typed() ? "" : slots()[select.name];
    if (card.querySelector(".made") && !typed() && read !== JSON.stringify(slots())) ask_engine();
  }

  const told = ({ goal, own }) => [make("h4", {}, goal), make("p", { class: "para", lang: fixed.lang, dir: fixed.dir }, make("mark", {}, own))];
  const answer = () => (typed() ? [{ given: [typed()] }] : draft().slots ? [{ slots: slots() }] : null);
  // Sentence, parts and Commit first: what the engine reads may be long, and few write a sentence of their own.
  const more = () => [...pen.panel(words.reads), ...(fixed.finite ? [] : pen.area(words.typed, fixed.lang, fixed.dir))];
  const frame = (state, nodes) => (state.mode === "ask" ? [...nodes, ...more()] : nodes);
  return { bare: true, focus: "select", ask, told, answer, hear, paint, frame };
};

export default { render: (context) => exercise(context, "cuelab", cuelab) };
