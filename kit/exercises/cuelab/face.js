/** Swap source, verb and hedge, and see what that does to the same fact. */
const cuelab = (ui) => {
  const { fixed, words, view, card, draft, choose, now } = ui;
  const slots = () => ({ ...fixed.start, ...draft().slots });
  const typed = () => (draft().text ?? "").trim();
  const ask_engine = () => ui.query(typed() ? { text: typed() } : { slots: slots() });
  const pen = writing(ui, ask_engine);

  function swap(slot, id) {
    choose({ slots: { ...slots(), [slot]: id }, text: "" });
    ask_engine();
  }

  const row = ([slot, choices]) =>
    make(
      "fieldset",
      { class: "slot" },
      make("legend", {}, words[`slot_${slot}`]),
      make("div", { class: "chips" }, ...radios(`${view}-${slot}`, choices, (id) => swap(slot, id))),
    );

  const ask = ({ goal }) => {
    ask_engine();
    return [
      make("h4", { class: "lead" }, `${words.ask}: ${goal}`),
      ...Object.entries(fixed.slots).map(row),
      make("p", { class: "para made", lang: fixed.lang, dir: fixed.dir, "aria-live": "polite" }, make("mark", {}, "…")),
      ...pen.area(words.typed, fixed.lang, fixed.dir),
      hidden(words.keys),
      ...pen.panel(words.reads),
    ];
  };

  const hear = ({ at, text, lines }) => {
    if (at !== now().at || !card.querySelector(".made")) return;
    card.querySelector(".made mark").textContent = text;
    pen.show(lines);
  };

  function paint() {
    pen.paint();
    for (const input of card.querySelectorAll(".slot input")) input.checked = !typed() && slots()[input.name.split("-").at(-1)] === input.value;
  }

  const told = ({ goal, own }) => [make("h4", {}, goal), make("p", { class: "para", lang: fixed.lang, dir: fixed.dir }, make("mark", {}, own))];
  const answer = () => [typed() ? { given: [typed()] } : { slots: slots() }];
  return { focus: ".slot input:checked", ask, told, answer, hear, paint, frame: (_state, nodes) => nodes };
};

export default { render: (context) => exercise(context, "cuelab", cuelab) };
