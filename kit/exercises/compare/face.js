/** Stories on one event, strip under strip; a block opens the statement that it stands for. */
const compare = (ui) => {
  const { fixed, words, view, card, draft, choose, now } = ui;
  const { stories } = fixed;
  const read = () => draft().read ?? null;
  // Who stands behind a statement is told once a learner has said so, or the question is answered.
  const behind = (story, block) => now().keys?.[story].blocks[block] ?? draft().told?.[`${story},${block}`];
  const guess = (story, block) => draft().guesses?.[`${story},${block}`];
  const named = (label) => fixed.labels.find((one) => one.label === label)?.name ?? "";
  function say(story, block, label) {
    const at = `${story},${block}`;
    choose({ guesses: { ...draft().guesses, [at]: label } }, false);
    ui.query({ text: `${at},${label}` });
    rows()[story][block].focus();
  }
  function hear({ text, lines }) {
    const [found] = lines ?? [];
    if (found) choose({ told: { ...draft().told, [text]: { label: found.label, name: found.told } } }, false);
  }
  const rows = () => [...card.querySelectorAll(".blocks")].map((row) => [...row.children]);
  const open = (story, block) => choose({ read: [story, block] }, false);

  function onkeydown(event) {
    const grid = rows();
    const line = grid.findIndex((row) => row.includes(event.target));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const to = step ? grid[line + step]?.[Math.min(grid[line].indexOf(event.target), grid[line + step].length - 1)] : null;
    if (to) event.preventDefault();
    if (to) land(grid.flat(), to);
    else if (!step) rove(event, grid[line], fixed.dir);
  }

  const strip = ({ title, lang, dir, blocks }, at) =>
    make(
      "div",
      { class: "story" },
      make("p", { lang, dir }, make("strong", {}, title), now().keys ? make("small", {}, now().keys[at].share) : null),
      make("div", { class: "strip blocks", role: "group", "aria-label": title, onkeydown }, ...blocks.map(({ size }, place) => {
        const block = make("button", { type: "button", tabindex: at || place ? -1 : 0, onclick: () => open(at, place) });
        block.style.flexGrow = size;
        return block;
      })),
    );

  const outlet = (at) => make("bdi", {}, stories[at].outlet);
  const legend = () =>
    make(
      "p",
      { class: "legend" },
      ...fixed.labels.map(({ label, name }) => make("span", {}, make("span", { class: "strip swatch", "aria-hidden": "true" }, make("i", { "data-label": label })), " ", name)),
    );

  function reading() {
    if (!read()) return [];
    const [at, place] = read();
    const { text, lang, dir, alike } = stories[at].blocks[place];
    const key = behind(at, place);
    const other = ([story, block]) => press("", () => open(story, block), { class: "quiet", lang: stories[story].lang });
    const links = alike.map((pair) => [other(pair), pair, behind(...pair)]);
    for (const [link, [story, block], its] of links) link.append(...(its ? [mark(its.label), " "] : []), make("strong", {}, outlet(story)), " ", make("bdi", {}, stories[story].blocks[block].text));
    const own = guess(at, place);
    const said = make("p", { class: "para", lang, dir }, make("mark", {}, text));
    if (!key && !own) {
      const answers = fixed.labels.map((one) => press("", () => say(at, place, one.label), { class: "quiet answer" }));
      answers.forEach((node, index) => node.append(mark(fixed.labels[index].label), " ", fixed.labels[index].name));
      return [make("p", { class: "tag" }, outlet(at)), said, make("p", {}, make("strong", {}, words.who)), make("div", { class: "row", role: "group", "aria-label": words.who }, ...answers)];
    }
    return [
      make("p", { class: "tag" }, outlet(at)),
      said,
      key ? make("p", { class: "head" }, own ? make("b", { "aria-hidden": "true" }, own === key.label ? "✓" : "✗") : null, mark(key.label), make("strong", {}, key.name)) : null,
      own ? make("p", { class: "own" }, fill(words.yours, { answer: named(own) }, fixed.digits)) : null,
      make("p", { class: "tag" }, links.length ? words.alike : words.alone),
      ...links.map(([link]) => link),
    ].filter(Boolean);
  }

  const frame = (_state, nodes) => [
    make("p", { class: "soft lead" }, words.lead, hidden(words.keys)),
    legend(),
    ...stories.map(strip),
    make("div", { class: "box read", "aria-live": "polite" }),
    ...nodes,
  ];

  const ask = () => [
    make("fieldset", {}, make("legend", {}, words.ask), make("div", { class: "opts" }, ...radios(`${view}-label`, fixed.options, (label) => choose({ label }), ({ digit }) => [kbd(digit)]))),
  ];

  function paint() {
    const [at, place] = read() ?? [];
    const alike = read() ? stories[at].blocks[place].alike.map(String) : [];
    rows().forEach((row, story) => row.forEach((block, index) => {
      block.classList.toggle("now", story === at && index === place);
      block.toggleAttribute("data-alike", alike.includes(`${story},${index}`));
      const { number } = stories[story].blocks[index];
      const { label, name } = behind(story, index) ?? {};
      if (label) block.dataset.label = label;
      else delete block.dataset.label;
      block.setAttribute("aria-label", name ? `${number}: ${name}` : number);
      block.setAttribute("aria-pressed", String(story === at && index === place));
    }));
    const box = card.querySelector(".read");
    box?.replaceChildren(...reading());
  }

  function keys(event) {
    const option = now().mode === "ask" && fixed.options[digitOf(event) - 1];
    if (option) choose({ label: option.label });
    return Boolean(option);
  }

  const answer = () => (draft().label ? [{ given: [draft().label] }] : null);
  return { focus: ".blocks button", ask, answer, hear, paint, keys, frame };
};

export default { render: (context) => exercise(context, "compare", compare) };
