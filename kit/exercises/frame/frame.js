// Shared by all widgets; Python joins it in front of each.

/** Make an element. Properties that start with "on" listen, null and false are left out; text stays text. */
function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Put values in the {places} of a message, with digits as the language writes them; as they are for none. */
function fill(message, values, digits) {
  const local = (value) => String(value).replace(/\d/g, (digit) => digits[digit] ?? digit);
  return message.replace(/\{(\w+)\}/g, (_, name) => local(values[name]));
}

/** The digit that a key stands for in any of the scripts learners type in, or 0. */
function digitOf(event) {
  const code = event.key.length === 1 ? event.key.codePointAt(0) : 0;
  for (const zero of [0x30, 0x660, 0x6f0]) if (code > zero && code <= zero + 9) return code - zero;
  const row = /^Digit([1-9])$/.exec(event.code || ""); // rows where digits need Shift
  return row && !event.shiftKey ? Number(row[1]) : 0;
}

/** Keep plain keys from Jupyter while focus is inside `root`; its other shortcuts with Ctrl, Alt, Cmd still work. */
function keepKeys(root) {
  const decide = (event) => {
    if (!root.contains(event.target)) return;
    const strong = event.ctrlKey || event.metaKey;
    const ours = strong && !event.shiftKey && (event.key === "Enter" || event.key === "z"); // commit and undo
    const theirs = !ours && (strong || event.altKey || (event.key === "Enter" && event.shiftKey));
    root.toggleAttribute("data-lm-suppress-shortcuts", !theirs);
  };
  const stop = (event) => {
    if (root.hasAttribute("data-lm-suppress-shortcuts")) event.stopPropagation();
  };
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  window.addEventListener("keydown", decide, true); // before Jupyter, which listens on the document
  for (const kind of ["keydown", "keypress", "keyup"]) root.addEventListener(kind, stop);
  return () => window.removeEventListener("keydown", decide, true);
}

/** Put `root` into the page, drawn now and again with each state, until what this returns is called. */
function mount(host, root, model, draw) {
  const release = keepKeys(root);
  model.on("change:state", draw);
  draw();
  host.append(root);
  return () => {
    release();
    model.off("change:state", draw);
  };
}

/** A small store in this browser; `put` tells whether it could keep what it was given. */
const shelf = {
  get(key) {
    try {
      const value = JSON.parse(localStorage.getItem(key));
      return value && typeof value === "object" && !Array.isArray(value) ? value : {};
    } catch {
      return {};
    }
  },
  put(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false; // full or forbidden: the log on disk is the one that counts
    }
  },
  keys(prefix) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  },
};

const PATIENCE = 5000; // milliseconds until a silent Python is spoken of
let views = 0;

const hidden = (...words) => make("span", { class: "unseen" }, ...words);
const kbd = (digit) => make("kbd", { "aria-hidden": "true" }, digit);
const mark = (label) => make("i", { class: "mark", "data-label": label, "aria-hidden": "true" });
const sign = (right, points) => make("b", { class: "sign" }, right ? "✓" : points > 0 ? "◐" : "✗");
const press = (words, onclick, more = {}) => make("button", { type: "button", class: "quiet", onclick, ...more }, words);

/** Radios in a row of labels; `more` gives what a label shows besides its name. */
function radios(name, choices, onchange, more = () => []) {
  return choices.map((choice) =>
    make(
      "label",
      { class: "opt", "data-label": choice.label },
      make("input", { type: "radio", name, value: choice.label, onchange: () => onchange(choice.label) }),
      ...more(choice),
      make("span", {}, choice.name, choice.gloss ? make("small", {}, choice.gloss) : null),
    ),
  );
}

/** Walk through a row of things that are one stop of the Tab key; returns the one that gets the focus. */
function rove(event, nodes, dir, step = 1) {
  const at = nodes.indexOf(document.activeElement);
  const side = dir === "rtl" ? -1 : 1;
  const move = { ArrowRight: side, ArrowLeft: -side, ArrowDown: step, ArrowUp: -step }[event.key];
  const to = event.key === "Home" ? 0 : event.key === "End" ? nodes.length - 1 : move === undefined ? -1 : at + move;
  if (at < 0 || !nodes[to]) return null;
  event.preventDefault();
  return land(nodes, nodes[to]);
}

/** Make one of a row the stop of the Tab key, and go there. */
function land(nodes, node) {
  for (const other of nodes) other.tabIndex = other === node ? 0 : -1;
  node.focus();
  return node;
}

/** The statement in its paragraph, with its evidence underlined. */
function passage({ lang, dir, pieces, zone, form }, label, id) {
  const inner = (text, marks) =>
    marks.reduce((inside, kind) => make("span", { class: `ev ${kind}` }, inside), document.createTextNode(text));
  const now = make("mark", { id }, ...pieces.filter((p) => p.now).map((p) => inner(p.text, p.marks)));
  const first = pieces.findIndex((p) => p.now);
  const around = (side) => make("span", {}, side.map((p) => p.text).join(""));
  const [before, after] = [pieces.slice(0, first), pieces.slice(first).filter((p) => !p.now)];
  return make(
    "div",
    { class: "passage", "data-label": label },
    zone ? make("span", { class: "zone" }, zone) : null,
    make("p", { class: `para ${form}`, lang, dir }, around(before), now, around(after)),
  );
}

/**
 * The frame that all exercises share: header, strip, notices, certainty, commit, verdict, review, keeping.
 *
 * `face(ui)` gives what is a widget's own: `ask(state)`, the question; `told(state)`, what stands above a verdict;
 * `answer()`, a list of what a commit sends, or null; `paint()`, the choice so far; `keys(event)`, true if taken;
 * `focus`, where an open item begins; `frame(state, nodes)`, to arrange the page; `bare`, to leave certainty out.
 */
function exercise(context, kind, face) {
  const { model, el } = context;
  let leave = sit(context, kind, face);
  // Another learner works here now: nothing of the page before may stay.
  const change = () => {
    const had = el.contains(document.activeElement);
    leave();
    model.set({ drafts: {}, past: [], here: null });
    leave = sit(context, kind, face);
    if (had) el.querySelector("input,button")?.focus();
  };
  model.on("change:fixed", change);
  return () => {
    model.off("change:fixed", change);
    leave();
  };
}

function sit({ model, el: host }, kind, face) {
  const view = `kit-${++views}`;
  const fixed = model.get("fixed");
  const { words, digits } = fixed;
  const prefix = `kit:${fixed.exercise}:`;
  const mine = prefix + fixed.learner;
  const live = make("div", { class: "unseen", "aria-live": "polite", role: "status" });
  const card = make("div", { class: "card" });
  const keep = make("p", { class: "soft keep" });
  const file = make("input", { type: "file", accept: ".jsonl,.json,.txt", hidden: true, onchange: bring });
  const foot = make("footer", { hidden: fixed.unkept }, press(words.save, save), press(words.bring, () => file.click()), file, keep);
  const root = make(
    "section",
    { class: `kit-card kit-${kind}`, lang: fixed.lang, dir: fixed.dir, "aria-label": fixed.title, onkeydown: onKey },
    card,
    foot,
    live,
  );
  let acted = false; // this view asked last, so it moves the focus and speaks
  let silence = 0;
  let asked = "";
  const offered = new Set();
  let loose = null;
  const now = () => model.get("state");
  const place = (id) => fixed.items.findIndex(([item]) => item === id);

  // Choices not yet committed live in the model of the page, not in Python: all views show them at once.
  const drafts = () => model.get("drafts") ?? {};
  const here = () => model.get("here") ?? now().at; // where a learner has gone, before Python has heard of it
  const draft = () => drafts()[here()] ?? {};
  const past = () => (model.get("past") ?? []).filter((step) => face.whole?.() || step.at === here());

  function choose(change, undoable = true) {
    const at = here();
    const steps = undoable ? [...past().slice(-50), { at, drafts: drafts() }] : model.get("past");
    model.set({ past: steps, drafts: { ...drafts(), [at]: { ...draft(), ...change } } });
  }

  /** Ask Python to read something; the answer comes as a message and nothing is drawn anew. */
  function query(more) {
    try {
      model.send({ action: "try", statement_id: now().at, ...more });
    } catch {
      quiet();
    }
  }

  function undo() {
    const steps = past();
    if (!steps.length) return;
    model.set({ past: steps.slice(0, -1), drafts: steps.at(-1).drafts });
    live.textContent = words.undone;
  }

  function send(action, more = {}) {
    acted = true;
    asked = action;
    clearTimeout(silence);
    silence = setTimeout(quiet, PATIENCE);
    model.set("here", face.whole?.() && action === "goto" ? more.statement_id : null);
    try {
      model.send({ action, statement_id: now().at, ...more });
    } catch {
      quiet();
    }
  }

  /** Python has not answered: say so, and say where the answer is meanwhile. */
  function quiet() {
    clearTimeout(silence);
    silence = 0; // Enter may try again
    const kept = !fixed.unkept && shelf.put(`${prefix}?`, 1);
    const status = card.querySelector(".status");
    if (status && kept) status.textContent = words.held;
    status?.classList.add("bad");
    paint(); // the button can be pressed again
    tell(kept ? words.silent : words.silent_bare);
  }

  /** Say something to those who listen and cannot see it. */
  const murmur = (message) => {
    live.textContent = message;
  };

  function tell(message) {
    murmur(message);
    const note = card.querySelector(".notice");
    if (note) note.textContent = message;
  }

  function commit() {
    const answers = face.answer();
    if (!answers) {
      tell(words.choose);
      return card.querySelector(face.focus)?.focus();
    }
    if (asked === "commit" && silence) return undefined; // one answer an item, however often Enter is hit
    const sent = answers.map((one) => ({ confidence: draft().confidence ?? null, statement_id: now().at, ...one }));
    const answered_at = new Date().toISOString();
    const first = sent.filter(({ statement_id }) => !now().strip[place(statement_id)].answered_at); // later ones do not count
    remember(first.map(({ statement_id, ...one }) => [statement_id, { ...one, answered_at }]));
    card.querySelector(".go")?.setAttribute("aria-disabled", "true");
    return send("commit", { answers: sent });
  }

  const same = (copy) => copy.text_hash === fixed.text_hash && copy.scheme === fixed.scheme;
  const entries = (copy) => Object.entries((same(copy) && typeof copy.answers === "object" && copy.answers) || {});

  /** Keep the learner's answers in this browser as well. */
  function remember(pairs) {
    if (fixed.unkept) return;
    const before = shelf.get(mine);
    if (before.text_hash && !same(before)) shelf.put(`${mine}:${before.text_hash}`, before); // of another edition
    const answers = Object.fromEntries([...entries(shelf.get(mine)), ...pairs]);
    const kept = shelf.put(mine, { text_hash: fixed.text_hash, scheme: fixed.scheme, answers });
    keep.textContent = kept ? "" : words.bare;
  }

  /** Answers that Python told of. */
  const told = () =>
    now().strip.flatMap(({ own, right, ...answer }, at) => (answer.answered_at ? [[fixed.items[at][0], answer]] : []));

  /** Answers that this browser kept and Python does not know: Binder forgets its disk. */
  function forgotten() {
    if (fixed.unkept) return [];
    const open = new Set(fixed.items.map(([id]) => id));
    const all = open.size;
    for (const [id] of told()) open.delete(id);
    const places = fixed.anonymous && open.size === all ? shelf.keys(prefix) : [mine];
    const finds = places.map((key) =>
      entries(shelf.get(key))
        .filter(([id, answer]) => open.has(id) && !offered.has(id) && answer && typeof answer === "object")
        .map(([statement_id, answer]) => ({ ...answer, statement_id })),
    );
    return finds.reduce((best, find) => (find.length > best.length ? find : best), []);
  }

  /** Write the answers to a file, in the format of the log on disk. */
  function save() {
    const { text_hash, scheme, exercise, learner } = fixed;
    const known = new Map([...entries(shelf.get(mine)), ...told()]);
    if (!known.size) return tell(words.empty);
    const line = ([statement_id, { label = "", given = [], confidence = null, answered_at }]) =>
      JSON.stringify({
        schema: 1, learner_id: learner, exercise_id: exercise, statement_id, label, scheme, text_hash, given, confidence, answered_at,
      });
    const blob = new Blob([[...known].map(line).join("\n") + "\n"], { type: "application/x-ndjson" });
    const href = URL.createObjectURL(blob);
    const name = `${exercise}.${learner}.jsonl`;
    make("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    return tell(fill(words.saving, { name }, []));
  }

  async function bring() {
    const [chosen] = file.files;
    if (chosen) send("restore", { text: chosen.size > 2e6 ? "x".repeat(2e6 + 1) : await chosen.text() });
    file.value = "";
  }

  function onKey(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && event.target.tagName !== "TEXTAREA") {
      event.preventDefault();
      return undo();
    }
    const { mode, resumed } = now();
    const typing = event.target.tagName === "TEXTAREA";
    const strong = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && !event.shiftKey && (strong || !typing)) {
      if (!strong && event.target.closest("button, summary") && !event.repeat) return undefined;
      event.preventDefault();
      if (event.repeat) return undefined; // a key held down must not leaf past the verdict
      if (resumed) return goOn();
      if (mode === "ask") return commit();
      if (mode === "verdict") return now().verdict.again ? retry() : send("next");
    }
    if (strong || event.altKey || typing || resumed || mode === "review") return undefined;
    if (face.keys?.(event) && event.cancelable) event.preventDefault();
    return undefined;
  }

  const enter = () => make("span", { class: "enter", "aria-hidden": "true" }, "⏎");
  const go = (words, onclick) => make("button", { type: "button", class: "go", onclick }, words, enter());

  function sure() {
    const open = () => {
      choose({ confidence: null });
      box.querySelector("input").focus();
    };
    const loosen = (value) => {
      loose = draft().confidence === value ? value : null;
    };
    const box = make(
      "fieldset",
      { class: "sure" },
      make("legend", {}, words.sure),
      make(
        "div",
        { class: "steps" },
        ...fixed.steps.map(({ value, name }) =>
          make(
            "label",
            {},
            make("input", {
              type: "radio",
              name: `${view}-sure`,
              value,
              // A radio cannot be let go of by itself: the same step again, by mouse or Space, opens it.
              onpointerdown: () => loosen(value),
              onkeydown: (event) => event.key === " " && loosen(value),
              onclick: (event) => {
                const again = loose === value;
                loose = null;
                if (!again) return;
                event.preventDefault();
                setTimeout(() => choose({ confidence: null }));
              },
              onchange: () => choose({ confidence: value }),
            }),
            make("span", {}, name),
          ),
        ),
      ),
      press(words.open, open, { class: "quiet loose" }),
    );
    return box;
  }

  const back = (state) => (state.before ? press(words.back, () => send("goto", { statement_id: state.before })) : null);

  /** Ask for a second try, with nothing chosen. */
  function retry() {
    choose({ label: null, confidence: null }, false);
    model.set("past", []);
    send("again");
  }

  /** Begin a round, with nothing chosen. */
  function begin(action) {
    model.set({ drafts: {}, past: [] });
    if (action === "anew") send("anew");
    else send("mistakes");
  }

  /** Leave the card of an exercise that is taken up again for the item it stands before. */
  const goOn = () => send("goto", { statement_id: now().at });
  const resumed = ({ resumed: head, notice }) =>
    make("div", { class: "resumed" }, make("h4", {}, head), make("p", { class: "notice" }, notice), make("div", { class: "row" }, go(words.go_on, goOn)));

  function question(state) {
    return [
      state.again ? make("p", { class: "again" }, state.again) : null,
      ...face.ask(state),
      face.bare ? null : sure(),
      state.hint ? make("p", { class: "hint" }, make("strong", {}, words.hint), " ", state.hint) : null,
      make(
        "div",
        { class: "row" },
        back(state),
        state.has_hint ? press(words.hint, () => send("hint")) : null,
        press(words.undo, undo, { class: "quiet undo" }),
        go(words.commit, commit),
      ),
    ];
  }

  function verdict(state) {
    const { label, tone, head, own_said, why, reason, differ, rule, lines } = state.verdict;
    const legend = (state.legend ?? []).map((kind) => make("span", { class: `ev ${kind}` }, words[kind]));
    return [
      legend.length ? make("p", { class: "legend", "data-label": label }, words.evidence, ...legend) : null,
      ...(face.told?.(state) ?? []),
      make(
        "div",
        { class: "verdict", "data-label": label, "data-tone": tone, "data-right": String(tone === "right") },
        make("p", { class: "head" }, label ? mark(label) : null, make("strong", {}, head)),
        own_said && make("p", { class: "own" }, own_said),
        why && make("p", { class: "why" }, why),
        reason && make("p", { class: "reason" }, reason),
        ...lines.map((line) => make("p", {}, line)),
        differ && make("p", { class: "differ" }, differ),
        rule && make("details", {}, make("summary", {}, words.more), make("p", { class: "rule" }, rule)),
      ),
      state.verdict.again
        ? make("div", { class: "row" }, back(state), press(words.show, () => send("show"), { class: "quiet show" }), go(words.again, retry))
        : make("div", { class: "row" }, back(state), go(state.complete ? words.to_review : words.next, () => send("next"))),
    ];
  }

  function review(state) {
    const item = ({ id, number, text, lang, dir, own, own_said, right, points, key_said, reason }) =>
      make(
        "li",
        { "data-right": right || points <= 0 ? String(right) : "part" },
        make(
          "button",
          { type: "button", class: "item", "data-id": id, onclick: () => send("goto", { statement_id: id }) },
          make("span", { class: "number" }, number),
          own ? mark(own) : null,
          make(
            "span",
            { class: "what" },
            make("span", { class: "said", lang, dir }, text),
            make("small", {}, sign(right, points), " ", [own_said, key_said].filter(Boolean).join(" · ")),
          ),
        ),
        make("p", {}, reason),
      );
    const wrong = state.items.filter(({ right }) => !right).length;
    const mistakes = fill(words.mistakes, { n: wrong }, digits);
    return [
      make("h4", { class: "result", tabindex: "-1" }, state.result),
      state.counted ? make("p", { class: "soft" }, state.counted) : null,
      state.anew
        ? make("div", { class: "row" }, wrong ? press(mistakes, () => begin("mistakes")) : null, press(words.anew, () => begin("anew")))
        : null,
      ...(face.review?.(state) ?? []),
      state.items.length ? make("p", { class: "soft" }, words.reopen) : null,
      ...listed(words.mistaken, state.items.filter(({ right }) => !right).map(item)),
      ...listed(words.mastered, state.items.filter(({ right }) => right).map(item)),
    ];
  }

  const listed = (name, items) => (items.length ? [make("h5", {}, name), make("ol", { class: "review" }, ...items)] : []);

  const strip = (state) =>
    make(
      "div",
      { class: "strip", role: "img", "aria-label": state.strip_label, "data-many": fixed.items.length > 60 },
      ...fixed.items.map(([id, size], at) => {
        const { own, right } = state.strip[at];
        const part = make("i", { "data-label": own, "data-right": right?.toString(), class: id === state.at ? "now" : null });
        part.style.flexGrow = size;
        return part;
      }),
    );

  const story = (state) => (state.statement ? passage(state.statement, state.verdict?.label, `${view}-now`) : null);

  function draw() {
    clearTimeout(silence);
    silence = 0;
    const state = now();
    const held = document.activeElement; // a statement of an article that is moved, not made anew
    const kept = forgotten();
    remember(told());
    const body = { ask: question, verdict, review }[state.mode];
    const had = card.contains(document.activeElement);
    const offer = () => {
      for (const { statement_id } of kept) offered.add(statement_id); // refused once, not offered for ever
      send("restore", { answers: kept, text_hash: fixed.text_hash });
    };
    card.replaceChildren(
      make(
        "header",
        {},
        make("h3", {}, fixed.title),
        make("span", { class: state.unsaved ? "status bad" : "status" }, state.status),
      ),
      ...(fixed.retold ? [make("p", { class: "tag" }, fixed.retold)] : []),
      strip(state),
      state.resumed ? resumed(state) : make("p", { class: "notice" }, state.notice),
      ...(kept.length ? [press(fill(words.restore, { n: kept.length }, digits), offer)] : []),
      ...(state.resumed ? [] : face.frame ? face.frame(state, body(state)) : [story(state), ...body(state)]).filter(Boolean),
    );
    // A line of words stands once: the title gives way to a headline that says the same, and is still heard.
    const lines = [...card.querySelectorAll(".para mark,.para bdi,.said")].map((line) => line.textContent.trim());
    card.querySelector("h3").classList.toggle("unseen", lines.includes(fixed.title.trim()));
    root.dataset.mode = state.mode;
    paint();
    if (acted || had) focusOn(state, held);
    if (acted) speak(state);
    acted = false;
  }

  function focusOn({ mode }, held) {
    if (held !== document.body && card.contains(held)) return held.focus({ preventScroll: true });
    const target = { ask: face.focus, verdict: ".go", review: ".result" }[mode];
    // A new item is read before it is answered, so it is what must be in sight.
    card.querySelector(target)?.focus({ preventScroll: mode === "ask" });
    if (mode === "ask") card.querySelector(".passage, .lead")?.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  function speak(state) {
    const { verdict: v } = state;
    const parts = { ask: [state.again, state.hint], verdict: v && [v.head, v.why, v.reason, ...v.lines, v.differ], review: [state.result, state.counted] };
    live.textContent = [state.notice, ...parts[state.mode], state.status].filter(Boolean).join(" ");
  }

  /** Show the choice so far without drawing anew. */
  function paint() {
    if (now().resumed) return;
    const { confidence = null, label } = draft();
    for (const input of card.querySelectorAll(".opt input")) {
      input.disabled = input.value === now().tried;
      input.checked = !input.disabled && input.value === label;
    }
    for (const input of card.querySelectorAll(".steps input")) input.checked = Number(input.value) === confidence && confidence !== null;
    const loosener = card.querySelector(".loose");
    if (loosener) loosener.hidden = confidence === null;
    const undoer = card.querySelector(".undo");
    if (undoer) undoer.hidden = !past().length;
    face.paint?.();
    const button = card.querySelector(".go");
    if (button && now().mode === "ask") button.setAttribute("aria-disabled", String(!face.answer()));
  }

  const ui = { model, fixed, words, view, card, now, here, drafts, draft, choose, send, query, murmur, story };
  face = face(ui);
  const release = keepKeys(root);
  model.on("change:state", draw);
  model.on("change:drafts", paint);
  const hear = (message) => face.hear?.(message);
  model.on("msg:custom", hear);
  draw();
  host.append(root);
  return () => {
    clearTimeout(silence);
    release();
    root.remove();
    model.off("change:state", draw);
    model.off("change:drafts", paint);
    model.off("msg:custom", hear);
  };
}
