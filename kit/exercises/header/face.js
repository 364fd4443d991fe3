const header = ({ model, el: host }) => {
  const view = `kit-${++views}`;
  const fixed = model.get("fixed");
  const { words } = fixed;
  const said = make("p", { class: "said", role: "status", "aria-live": "polite", tabindex: -1 });
  const rest = make("div", { class: "row" });
  const root = make(
    "section",
    { class: "kit-card kit-header", lang: fixed.lang, dir: fixed.dir, "aria-label": words.title },
    make("div", { class: "card" }, said, rest),
  );
  const send = (want) => model.send({ action: "press", want, name: rest.querySelector("input")?.value ?? "" });

  function draw() {
    const { lines, asks, presses, tools, projector } = model.get("state");
    const had = rest.contains(document.activeElement);
    const enter = (event) => event.key === "Enter" && !event.isComposing && send("keep");
    const name = make("input", { id: `${view}-name`, type: "text", dir: "auto", autocomplete: "off", maxlength: 200, onkeydown: enter });
    said.textContent = lines.join(" ");
    const buttons = (list, main) => list.map(([want, told], at) => press(told, () => send(want), { class: main && !at ? "go" : "quiet" }));
    rest.replaceChildren(
      ...(asks ? [make("label", { for: name.id }, words.label), name] : []),
      ...buttons(presses, asks || presses.length > 1),
      ...(tools.length ? [make("details", {}, make("summary", {}, words.teacher), ...buttons(tools))] : []),
    );
    // The page of this lesson, not that of another one in the same window.
    requestAnimationFrame(() => (root.closest(".jp-NotebookPanel") ?? document.body).classList.toggle("kit-projector", projector));
    if (had) (asks ? name : said).focus();
  }

  return mount(host, root, model, draw);
};

export default { render: header };
