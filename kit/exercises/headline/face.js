/** Hold the body against the headline, a statement at a time. */
const headline = (ui) => {
  const { fixed, words, view, card, draft, choose, story } = ui;
  const { lang, dir, text } = fixed.head;
  const head = () => make("div", { class: "passage" }, make("span", { class: "zone" }, words.head), make("p", { class: "para headline", lang, dir }, make("mark", {}, text)));

  const ask = () => [
    make(
      "fieldset",
      { "aria-describedby": `${view}-now ${view}-keys` },
      make("legend", {}, words.one),
      make("div", { class: "opts", "data-count": fixed.options.length }, ...radios(`${view}-label`, fixed.options, (label) => choose({ label }), ({ digit, label }) => [kbd(digit), mark(label)])),
      make("span", { class: "unseen", id: `${view}-keys` }, words.keys),
    ),
  ];
  const dropped = ({ dropped: lines }) => lines && [make("div", { class: "verdict box" }, make("strong", {}, words.dropped), ...lines.map((line) => make("p", {}, line)))]; // a test tells none
  const answer = () => (draft().label && draft().label !== ui.now().tried ? [{ label: draft().label }] : null);

  function keys(event) {
    const option = ui.now().mode === "ask" && fixed.options[digitOf(event) - 1];
    if (!option || option.label === ui.now().tried) return false;
    choose({ label: option.label });
    card.querySelector(`.opt[data-label="${option.label}"] input`).focus();
    return true;
  }

  const frame = (state, nodes) => [text ? head() : null, story(state), ...nodes];
  return { focus: ".opt input:enabled", ask, review: dropped, answer, keys, frame };
};

export default { render: (context) => exercise(context, "headline", headline) };
