/** Write the honest headline; the engine reads along. */
const rewrite = (ui) => {
  const { words, draft, now } = ui;
  const text = () => (draft().text ?? "").trim();
  const pen = writing(ui, () => ui.query({ text: text() }));
  const hear = ({ at, lines }) => at === now().at && pen.show(lines);
  const said = (name, { lang, dir, text }) => make("div", {}, make("p", { class: "tag" }, name), make("p", { class: "para lead", lang, dir }, make("mark", {}, text)));

  const ask = ({ head, matter }) => {
    if (text()) ui.query({ text: text() });
    return [
      make("h4", {}, words.ask),
      head ? said(words.now, head) : null,
      said(words.matter, matter),
      ...pen.area(words.yours, matter.lang, matter.dir),
      hidden(words.keys),
      ...pen.panel(words.live),
    ];
  };

  const told = ({ own, matter }) => [said(words.yours, own), said(words.model, matter)];
  const answer = () => (text() ? [{ given: [text()] }] : null);
  return { focus: "textarea", ask, told, answer, hear, paint: pen.paint, frame: (_state, nodes) => nodes };
};

export default { render: (context) => exercise(context, "rewrite", rewrite) };
