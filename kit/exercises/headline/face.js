/** Hold the body against the headline, all statements at once. */
const headline = (ui) => {
  const { fixed, words, view, card, now, draft, choose } = ui;
  const relations = () => draft().relations ?? {};
  const open = () => fixed.body.filter(({ id }, at) => !now().strip[at].own);
  const head = () => make("p", { class: "para headline lead", lang: fixed.head.lang, dir: fixed.head.dir }, make("mark", {}, fixed.head.text));

  const row = ({ id, number, text, lang, dir }, at) =>
    make(
      "fieldset",
      { class: "claim" },
      make("legend", { lang, dir }, make("sup", {}, number), " ", make("bdi", {}, text)),
      make("div", { class: "opts compact", "data-count": 4 }, ...radios(`${view}-${at}`, fixed.options, (label) => choose({ relations: { ...relations(), [id]: label } }), ({ label }) => [mark(label)])),
    );

  const ask = () => [make("h4", {}, words.ask), make("p", { class: "soft" }, words.lead, hidden(words.keys)), ...open().map(row)];
  const dropped = ({ dropped: lines }) => [make("div", { class: "verdict box" }, make("strong", {}, words.dropped), ...lines.map((line) => make("p", {}, line)))];

  function answer() {
    if (!Object.keys(relations()).length) return null;
    return open().map(({ id }) => ({ statement_id: id, label: relations()[id] ?? "beside" }));
  }

  function paint() {
    card.querySelectorAll(".claim").forEach((claim, at) => {
      const own = relations()[open()[at]?.id];
      for (const input of claim.querySelectorAll("input")) input.checked = input.value === own;
    });
  }

  const frame = (state, nodes) => [head(), state.mode === "verdict" ? ui.story(state) : null, ...nodes];
  return { focus: ".claim input", ask, review: dropped, answer, paint, frame };
};

export default { render: (context) => exercise(context, "headline", headline) };
