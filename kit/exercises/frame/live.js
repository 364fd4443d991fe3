/** A text that the engine reads along with, and what it reads; used where learners write. */
function writing(ui, query) {
  const { words, view, card, draft, choose } = ui;
  let timer = 0;
  const oninput = ({ target }) => {
    choose({ text: target.value }, false);
    clearTimeout(timer);
    timer = setTimeout(query, 150);
  };
  const area = (label, lang, dir) => [
    make("label", { class: "tag", for: `${view}-text` }, label),
    make("textarea", { id: `${view}-text`, lang, dir, maxlength: 500, rows: 2, "aria-describedby": `${view}-live`, oninput }),
  ];
  const panel = (title) => [
    make("p", { class: "tag" }, title),
    make("div", { class: "box live", id: `${view}-live`, role: "status", "aria-live": "polite" }, "…"),
  ];
  const show = (lines) =>
    card.querySelector(".live")?.replaceChildren(
      ...lines.map(({ good, label, name, told }) =>
        make(
          "p",
          { "data-right": good === undefined ? null : String(good) },
          label ? mark(label) : good === undefined ? null : make("b", {}, good ? "✓" : "✗"),
          make("span", {}, name ? make("strong", {}, `${name}: `) : null, told),
        ),
      ),
    );
  const paint = () => {
    const box = card.querySelector("textarea");
    if (box && box.value !== (draft().text ?? "")) box.value = draft().text ?? "";
  };
  return { area, panel, show, paint };
}

