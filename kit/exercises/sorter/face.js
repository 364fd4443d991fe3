/** Sort: one statement after the other, or anywhere in the whole article. */
const sorter = (ui) => {
  const { fixed, words, view, card, now, here, drafts, draft, choose, send, story } = ui;
  const ids = fixed.items.map(([id]) => id);
  const whole = () => now().view === "article";
  const open = ([id, { label }]) => label && !now().strip[ids.indexOf(id)].own;
  let article = null; // made once and moved: an article of 400 statements is not drawn anew at each choice

  const ask = () => [
    make(
      "fieldset",
      { "aria-describedby": `${view}-now ${view}-keys` },
      make("legend", {}, words.ask),
      make(
        "div",
        { class: whole() ? "opts compact" : "opts", "data-count": fixed.options.length },
        ...radios(`${view}-label`, fixed.options, (label) => choose({ label }), ({ digit, label }) => [kbd(digit), mark(label)]),
      ),
      make("span", { class: "unseen", id: `${view}-keys` }, whole() ? words.pick_keys : words.keys),
    ),
  ];

  function answer() {
    const { label } = draft();
    if (!whole() || now().again) return label && label !== now().tried ? [{ label }] : null;
    const found = Object.entries(drafts()).filter(open);
    return found.length ? found.map(([statement_id, { label, confidence = null }]) => ({ statement_id, label, confidence })) : null;
  }

  const statements = () => [...article.querySelectorAll(".st")];
  const node = (id) => statements()[ids.indexOf(id)];
  const goto = (id) => id !== here() && send("goto", { statement_id: id });

  function statement(place, text) {
    const number = make("sup", { "aria-hidden": "true" }, fill("{n}", { n: place + 1 }, fixed.digits));
    const onclick = () => {
      land(statements(), node(ids[place]));
      goto(ids[place]);
    };
    return make("span", { role: "button", class: "st", tabindex: -1, onclick }, number, make("bdi", {}, text), hidden());
  }

  function paragraphs() {
    let place = 0;
    return fixed.article.map(({ lang, dir, form, texts }) =>
      make("p", { class: `para ${form}`, lang, dir }, ...texts.flatMap((text) => [statement(place++, text), " "])),
    );
  }

  function frame(state, nodes) {
    const tab = (mode, name) => press(name, () => send("view", { mode }), { class: "quiet tab", "aria-pressed": String(state.view === mode) });
    const tabs = fixed.article[0] && make("div", { class: "row tabs" }, tab("one", words.one), tab("article", words.article));
    if (!whole()) return [tabs, story(state), ...nodes];
    article ??= make("div", { class: "article" }, ...paragraphs());
    article.querySelector(".panel")?.remove();
    if (state.at) {
      const own = state.mode === "verdict" ? [story(state), ...nodes] : nodes;
      node(state.at).closest("p").after(make("div", { class: "panel" }, ...own.filter(Boolean)));
    }
    for (const one of statements()) one.tabIndex = one === node(state.at || ids[0]) ? 0 : -1;
    return [tabs, make("p", { class: "soft lead" }, state.complete ? words.finished : words.pick), article];
  }

  function keys(event) {
    if (whole() && event.target.classList.contains("st")) {
      const next = rove(event, statements(), fixed.dir);
      if (next) goto(ids[statements().indexOf(next)]);
      if (event.key === " ") return true; // a button that is chosen already
    }
    const option = now().mode === "ask" && fixed.options[digitOf(event) - 1];
    if (!option || option.label === now().tried) return false;
    choose({ label: option.label });
    if (event.target.classList.contains("st")) return true;
    const input = card.querySelector(`.opt[data-label="${option.label}"] input`);
    input.focus();
    input.scrollIntoView({ block: "nearest" }); // also where it had the focus before, out of sight
    return true;
  }

  function paint() {
    const segment = card.querySelector(".strip .now");
    if (segment) segment.dataset.draft = String(Boolean(draft().label));
    if (!whole() || !article) return;
    const { strip } = now();
    const name = (label) => fixed.options.find((option) => option.label === label)?.name ?? "";
    statements().forEach((one, place) => {
      const { own } = strip[place];
      const label = own ?? drafts()[ids[place]]?.label;
      if (label) one.dataset.label = label;
      else delete one.dataset.label;
      one.classList.toggle("pending", Boolean(label && !own));
      one.setAttribute("aria-pressed", String(ids[place] === here()));
      one.lastChild.textContent = label ? ` (${name(label)}${own ? "" : ` – ${words.chosen}`})` : "";
    });
    const button = card.querySelector(".go");
    const count = answer()?.length ?? 0;
    if (button && now().mode === "ask" && count > 1) button.firstChild.data = fill(words.commit_all, { n: count }, fixed.digits);
    else if (button && now().mode === "ask") button.firstChild.data = words.commit;
  }

  return { focus: ".opt input:enabled", whole, ask, answer, frame, keys, paint };
};

export default { render: (context) => exercise(context, "sorter", sorter) };
