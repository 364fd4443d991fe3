/** Stories on one event, strip under strip; a block opens the statement that it stands for. */
const compare = (ui) => {
  const { fixed, words, view, card, draft, choose, now } = ui;
  const { stories } = fixed;
  const read = () => draft().read ?? null;
  // Who stands behind a statement is told once the question is answered.
  const behind = (story, block) => now().keys?.[story].blocks[block];
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
      make("div", { class: "strip blocks", role: "group", "aria-label": title, onkeydown }, ...blocks.map(({ size, number }, place) => {
        const { label = null, name } = behind(at, place) ?? {};
        const block = make("button", { type: "button", tabindex: at || place ? -1 : 0, "data-label": label, "aria-label": name ? `${number}: ${name}` : number, onclick: () => open(at, place) });
        block.style.flexGrow = size;
        return block;
      })),
    );

  function reading() {
    if (!read()) return [];
    const [at, place] = read();
    const { text, lang, dir, alike } = stories[at].blocks[place];
    const key = behind(at, place);
    const other = ([story, block]) => press("", () => open(story, block), { class: "quiet", lang: stories[story].lang });
    const links = alike.map((pair) => [other(pair), stories[pair[0]].blocks[pair[1]], behind(...pair)]);
    for (const [link, block, its] of links) link.append(...(its ? [mark(its.label), " "] : []), make("bdi", {}, block.text));
    return [
      key ? make("p", { class: "head" }, mark(key.label), make("strong", {}, key.name)) : null,
      make("p", { class: "para", lang, dir }, make("mark", {}, text)),
      make("p", { class: "tag" }, links.length ? words.alike : words.alone),
      ...links.map(([link]) => link),
    ].filter(Boolean);
  }

  const frame = (_state, nodes) => [
    make("p", { class: "soft lead" }, words.lead, hidden(words.keys)),
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
