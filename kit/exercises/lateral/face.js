/** Hold a claim against another source: confirmed, repeated, contradicted, or not found there. */
const lateral = (ui) => {
  const { fixed, words, view, card, draft, choose } = ui;
  let box = null;

  function source({ publisher, published, vouches, url, lang, dir }, text) {
    const link = url && make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, fill(words.open_card, { name: publisher }, []));
    return make(
      "div",
      { class: "box" },
      make("p", { class: "tag" }, `${words.card} · `, make("bdi", {}, publisher), published ? " · " : "", make("bdi", { class: "day" }, published)),
      vouches ? make("p", { class: "tag" }, `${words.vouches} `, make("bdi", {}, vouches)) : null,
      make("p", { class: "para marking", lang, dir }, text),
      link ? make("p", { class: "tag" }, link) : null,
    );
  }

  function ask({ card: shown, tokens }) {
    const { lang, dir } = shown;
    box = wordbox(ui, { tokens, lang, dir }, [{ kind: "source", name: words.marked }], words.words);
    const options = radios(`${view}-label`, fixed.options, (label) => choose({ label }), ({ digit, label }) => [kbd(digit), mark(label)]);
    return [
      source(shown, box.box),
      make("p", { class: "tag" }, words.words),
      make(
        "fieldset",
        { "aria-describedby": `${view}-keys` },
        make("legend", {}, words.ask),
        make("div", { class: "opts", "data-count": fixed.options.length }, ...options),
        hidden(make("span", { id: `${view}-keys` }, words.keys)),
      ),
    ];
  }

  const piece = ({ text, marks }) => make("span", { class: marks.length ? "ev source" : null }, text);
  const told = ({ card: shown, words: pieces }) => [source(shown, make("span", { class: "words" }, ...pieces.map(piece)))];
  const answer = () => (draft().label && draft().label !== ui.now().tried ? [{ label: draft().label, given: box?.given() ?? [] }] : null);

  function paint() {
    box?.paint();
  }

  function keys(event) {
    const option = fixed.options[digitOf(event) - 1];
    if (option) choose({ label: option.label });
    return Boolean(option);
  }

  return { focus: ".opt input:enabled", ask, told, answer, paint, keys };
};

export default { render: (context) => exercise(context, "lateral", lateral) };
