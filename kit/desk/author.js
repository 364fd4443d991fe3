const author = ({ model, el: host }) => {
  const view = `kit-${++views}`;
  const fixed = model.get("fixed");
  const { words } = fixed;
  const now = () => model.get("state");
  let anchor = -1; // the word at which a mark begins
  let at = -1; // the statement that is shown

  const send = (step, more = {}) => model.send({ action: "step", step, ...more });
  const place = make("p", { class: "status" });
  const before = make("p", { class: "soft", lang: fixed.lang, dir: fixed.dir });
  const after = make("p", { class: "soft", lang: fixed.lang, dir: fixed.dir });
  const story = make("div", { class: "words", tabindex: -1, role: "group", "aria-label": words.statement });
  const what = make("select", { id: `${view}-what`, onchange: () => ((anchor = -1), draw()) });
  what.append(...fixed.marks.map(([value, name]) => make("option", { value }, name)));
  const told = make("p", { class: "soft" });
  const labels = make(
    "fieldset",
    {},
    make("legend", {}, words.label),
    make("div", { class: "opts" }, ...radios(view, fixed.labels, (label) => send("label", { label }), ({ label }) => [mark(label)])),
  );
  const also = make(
    "fieldset",
    {},
    make("legend", {}, words.also),
    make("div", { class: "also" }, ...fixed.labels.map(({ label, name }) => make("label", {}, make("input", { type: "checkbox", value: label, onchange: () => send("also", { label }) }), name))),
  );
  const ready = make("select", { id: `${view}-ready`, onchange: choose });
  const own = fixed.tongues.map(([lang, name, dir]) => {
    const box = make("textarea", { id: `${view}-${lang}`, lang, dir, rows: 2, onchange: write });
    return [box, make("div", { class: "own" }, make("label", { for: box.id }, name), box)];
  });
  const notice = make("p", { class: "notice", role: "status", "aria-live": "polite" });
  const undo = press(words.undo, () => send("undo"));
  const go = make("button", { type: "button", class: "go", onclick: () => send("accept") }, words.accept);
  const root = make(
    "section",
    { class: "kit-card kit-author", lang: fixed.face, dir: fixed.facing, "aria-label": words.title, onkeydown: onKey },
    make(
      "div",
      { class: "card" },
      make("header", {}, make("h3", { lang: fixed.lang, dir: fixed.dir }, fixed.title), place),
      make("div", { class: "story" }, before, story, after),
      make("div", { class: "pick" }, make("label", { for: what.id }, words.mark), what, told),
      labels,
      make("div", { class: "own" }, make("label", { for: ready.id }, words.ready), ready),
      ...own.map(([, part]) => part),
      also,
      make("div", { class: "row" }, press(words.back, () => send("back")), press(words.later, () => send("skip")), undo, go),
      notice,
    ),
  );

  /** The sentences that were not changed stay as they are: only what is in both boxes goes to Python. */
  function write() {
    const [english, arabic] = own.map(([box]) => box.value);
    send("reason", { english, arabic });
  }

  function choose() {
    const pair = now().ready[ready.value];
    if (pair) send("reason", { english: pair[0], arabic: pair[1] });
  }

  function touch(word) {
    const [first, last] = now().marks[what.value];
    if (anchor >= 0 && anchor !== word) {
      send("mark", { what: what.value, first: Math.min(anchor, word), last: Math.max(anchor, word) });
      anchor = -1;
    } else if (first === word && last === word) {
      send("mark", { what: what.value, first: 0, last: -1 });
      anchor = -1;
    } else {
      anchor = word;
      send("mark", { what: what.value, first: word, last: word });
    }
  }

  function onKey(event) {
    const strong = event.ctrlKey || event.metaKey;
    if (strong && event.key === "Enter") send("accept");
    else if (strong && event.key === "z" && event.target.tagName !== "TEXTAREA") send("undo");
    else return;
    event.preventDefault();
  }

  function draw() {
    const state = now();
    const held = [...story.children].indexOf(document.activeElement);
    const [first, last] = state.marks[what.value];
    const pieces = state.words.map((word, index) =>
      make("button", { type: "button", "aria-pressed": String(index >= first && index <= last), onclick: () => touch(index) }, word),
    );
    story.replaceChildren(...pieces);
    if (held >= 0 && held < pieces.length) pieces[held].focus();
    before.textContent = state.before;
    after.textContent = state.after;
    place.textContent = state.place;
    told.textContent = state.told;
    for (const input of labels.querySelectorAll("input")) input.checked = input.value === state.label;
    for (const input of also.querySelectorAll("input")) {
      input.checked = state.accept.includes(input.value);
      input.disabled = input.value === state.label;
    }
    ready.replaceChildren(make("option", { value: "" }, words.mine), ...state.ready.map((pair, index) => make("option", { value: index }, pair[fixed.face === "ar" ? 1 : 0])));
    const chosen = state.ready.findIndex(([english, arabic]) => english === state.reason[0] && arabic === state.reason[1]);
    ready.value = chosen < 0 ? "" : String(chosen);
    own.forEach(([box], index) => (box.value = state.reason[index]));
    undo.disabled = !state.can_undo;
    notice.textContent = state.notice;
    if (at !== state.at) {
      anchor = -1;
      if (at >= 0) story.focus();
      at = state.at;
    }
  }

  return mount(host, root, model, draw);
};

export default { render: author };
