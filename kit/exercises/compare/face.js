/** Stories on one event, strip under strip; a block opens the statement that it stands for. */
const compare = (ui) => {
  const { fixed, words, view, card, draft, choose, now } = ui;
  const { stories } = fixed;
  const read = () => draft().read ?? null;
  const rows = () => [...card.querySelectorAll(".blocks")].map((row) => [...row.children]);
  const open = (story, block) => choose({ read: [story, block] }, false);

  // A block has its colour once a learner has said who stands behind it, and all have it with the verdict.
  const guess = (story, block) => (draft().guesses ?? {})[`${story},${block}`];
  const isOpen = (story, block) => now().mode !== "ask" || Boolean(guess(story, block));
  const named = (label) => fixed.labels.find((one) => one.label === label)?.name ?? "";
  function say(story, block, label) {
    choose({ guesses: { ...draft().guesses, [`${story},${block}`]: label } }, false);
    rows()[story][block].focus();
  }

  function onkeydown(event) {
    const grid = rows();
    const line = grid.findIndex((row) => row.includes(event.target));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const to = step ? grid[line + step]?.[Math.min(grid[line].indexOf(event.target), grid[line + step].length - 1)] : null;
    if (to) event.preventDefault();
    if (to) land(grid.flat(), to);
    else if (!step) rove(event, grid[line], fixed.dir);
  }

  const strip = ({ title, lang, dir, blocks, share }, at) =>
    make(
      "div",
      { class: "story" },
      make("p", { lang, dir }, make("strong", {}, title), share && now().mode !== "ask" ? make("small", {}, share) : null),
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
    const { text, lang, dir, label, name, alike } = stories[at].blocks[place];
    const other = ([story, block]) => press("", () => open(story, block), { class: "quiet", lang: stories[story].lang });
    const links = alike.map((pair) => [other(pair), pair]);
    for (const [link, [story, block]] of links) {
      const there = stories[story].blocks[block];
      link.append(isOpen(story, block) ? mark(there.label) : "", " ", make("strong", {}, outlet(story)), " ", make("bdi", {}, there.text));
    }
    const own = guess(at, place);
    const said = make("p", { class: "para", lang, dir }, make("mark", {}, text));
    if (!isOpen(at, place)) {
      const answers = fixed.labels.map((one) => press("", () => say(at, place, one.label), { class: "quiet answer" }));
      answers.forEach((node, index) => node.append(mark(fixed.labels[index].label), " ", fixed.labels[index].name));
      return [make("p", { class: "tag" }, outlet(at)), said, make("p", {}, make("strong", {}, words.who)), make("div", { class: "row", role: "group", "aria-label": words.who }, ...answers)];
    }
    return [
      make("p", { class: "tag" }, outlet(at)),
      said,
      make("p", { class: "head" }, own ? make("b", { "aria-hidden": "true" }, own === label ? "✓" : "✗") : null, mark(label), make("strong", {}, name)),
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
      const { label, name, number } = stories[story].blocks[index];
      const open = isOpen(story, index);
      if (open) block.dataset.label = label;
      else delete block.dataset.label;
      block.setAttribute("aria-label", open ? `${number}: ${name}` : number);
      block.setAttribute("aria-pressed", String(story === at && index === place));
    }));
    const box = card.querySelector(".read");
    box?.replaceChildren(...reading());
    for (const input of card.querySelectorAll(".opt input")) input.checked = input.value === draft().label;
  }

  function keys(event) {
    const option = now().mode === "ask" && fixed.options[digitOf(event) - 1];
    if (option) choose({ label: option.label });
    return Boolean(option);
  }

  const answer = () => (draft().label ? [{ given: [draft().label] }] : null);
  return { focus: ".blocks button", ask, answer, paint, keys, frame };
};

export default { render: (context) => exercise(context, "compare", compare) };
