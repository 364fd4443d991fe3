let views = 0;
const PATIENCE = 5000; // milliseconds until a silent Python is spoken of

function render({ model, el: host }) {
  const view = `kit-${++views}`;
  const fixed = model.get("fixed");
  const { words, options, steps, digits } = fixed;
  const prefix = `kit:${fixed.exercise}:`;
  const own = prefix + fixed.learner;
  const live = make("div", { class: "unseen", "aria-live": "polite", role: "status" });
  const card = make("div", { class: "card" });
  const root = make(
    "section",
    { class: "kit-card kit-sorter", lang: fixed.lang, dir: fixed.dir, "aria-label": fixed.title, onkeydown: onKey },
    card,
    live,
  );
  let acted = false; // this view asked last, so it moves the focus and speaks
  let silence = 0;

  // A choice not yet committed lives in the model of the page, not in Python: all views show it at once.
  const draft = () => {
    const kept = model.get("draft");
    return kept && kept.statement_id === model.get("state").statement?.id ? kept : {};
  };
  const choose = (change) =>
    model.set("draft", { ...draft(), ...change, statement_id: model.get("state").statement.id });

  function send(action, more = {}) {
    acted = true;
    model.send({ action, statement_id: model.get("state").statement?.id, ...more });
    clearTimeout(silence);
    silence = setTimeout(() => {
      silence = 0; // Enter may try again
      tell(words.silent);
    }, PATIENCE);
  }

  function tell(message) {
    live.textContent = message;
    const note = card.querySelector(".notice");
    if (note) note.textContent = message;
  }

  function commit() {
    const { label = null, confidence = null, statement_id } = draft();
    if (!label) {
      tell(words.choose);
      return card.querySelector(".opt input")?.focus();
    }
    if (acted && silence) return undefined; // one answer a statement, however often Enter is hit
    remember({ [statement_id]: { label, confidence, answered_at: new Date().toISOString() } });
    card.querySelector(".go").setAttribute("aria-disabled", "true");
    return send("commit", { label, confidence });
  }

  /** Keep the learner's answers in this browser as well. */
  function remember(answers) {
    const known = shelf.get(own);
    const same = known.text_hash === fixed.text_hash && known.scheme === fixed.scheme;
    const { text_hash, scheme } = fixed;
    shelf.put(own, { text_hash, scheme, answers: { ...(same ? known.answers : {}), ...answers } });
  }

  /** Answers that this browser kept and Python does not know: Binder forgets its disk. */
  function forgotten(state) {
    const open = new Set(state.strip.filter((part) => !part.own).map((part) => part.id));
    const places = fixed.anonymous && open.size === state.strip.length ? shelf.keys(prefix) : [own];
    const finds = places.map((key) => {
      const kept = shelf.get(key);
      if (kept.text_hash !== fixed.text_hash || kept.scheme !== fixed.scheme) return [];
      return Object.entries(kept.answers ?? {})
        .filter(([id]) => open.has(id))
        .map(([statement_id, answer]) => ({ ...answer, statement_id }));
    });
    return finds.reduce((best, find) => (find.length > best.length ? find : best), []);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { mode } = model.get("state");
    if (event.key === "Enter" && !event.shiftKey) {
      const button = event.target.closest("button");
      if (button && !event.repeat) return; // the button acts itself
      event.preventDefault();
      if (event.repeat) return; // a key held down must not leaf past the verdict
      if (mode === "ask") commit();
      if (mode === "verdict") send("next");
    } else if (mode === "ask") {
      const option = options[digitOf(event) - 1];
      if (option) {
        event.preventDefault();
        choose({ label: option.label });
        card.querySelector(`.opt[data-label="${option.label}"] input`).focus();
      }
    }
  }

  const kbd = (digit) => make("kbd", { "aria-hidden": "true" }, digit);
  const mark = (label) => make("i", { class: "mark", "data-label": label, "aria-hidden": "true" });
  const enter = () => make("span", { class: "enter", "aria-hidden": "true" }, "⏎");
  const quiet = (words, onclick) => make("button", { type: "button", class: "quiet", onclick }, words);
  const go = (words, onclick) => make("button", { type: "button", class: "go", onclick }, words, enter());

  const strip = (state) =>
    make(
      "div",
      { class: "strip", role: "img", "aria-label": state.strip_label, "data-many": state.strip.length > 60 },
      ...state.strip.map(({ own, size, now }) => {
        const part = make("i", { "data-label": own, class: now ? "now" : null });
        part.style.flexGrow = size;
        return part;
      }),
    );

  function passage({ lang, dir, pieces, zone, form }, label) {
    const inner = (text, marks) =>
      marks.reduce((inside, kind) => make("span", { class: `ev ${kind}` }, inside), document.createTextNode(text));
    const now = make("mark", { id: `${view}-now` }, ...pieces.filter((p) => p.now).map((p) => inner(p.text, p.marks)));
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

  function question(state) {
    const ask = make(
      "fieldset",
      { "aria-describedby": `${view}-now ${view}-keys` },
      make("legend", {}, words.ask),
      make(
        "div",
        { class: "opts", "data-count": options.length },
        ...options.map(({ label, name, gloss, digit }) =>
          make(
            "label",
            { class: "opt", "data-label": label },
            make("input", { type: "radio", name: `${view}-label`, value: label, onchange: () => choose({ label }) }),
            kbd(digit),
            mark(label),
            make("span", {}, name, make("small", {}, gloss)),
          ),
        ),
      ),
      make("span", { class: "unseen", id: `${view}-keys` }, words.keys),
    );
    const sure = make(
      "fieldset",
      { class: "sure" },
      make("legend", {}, words.sure),
      make(
        "div",
        { class: "steps" },
        ...steps.map(({ value, name }) =>
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
      make("button", { type: "button", class: "quiet loose", onclick: () => open(sure) }, words.open),
    );
    return [
      ask,
      sure,
      state.hint ? make("p", { class: "hint" }, make("strong", {}, words.hint), " ", state.hint) : null,
      make(
        "div",
        { class: "row" },
        state.statement.before ? quiet(words.back, () => send("goto", { statement_id: state.statement.before })) : null,
        state.has_hint && !state.hint ? quiet(words.hint, () => send("hint")) : null,
        go(words.commit, commit),
      ),
    ];
  }

  let loose = null;
  const loosen = (value) => {
    loose = draft().confidence === value ? value : null;
  };
  const open = (sure) => {
    choose({ confidence: null });
    sure.querySelector("input").focus();
  };

  function verdict(state) {
    const { label, right, head, own_said, reason, differ } = state.verdict;
    const legend = state.legend.map((kind) => make("span", { class: `ev ${kind}` }, words[kind]));
    return [
      legend.length ? make("p", { class: "legend", "data-label": label }, words.evidence, ...legend) : null,
      make(
        "div",
        { class: "verdict", "data-label": label, "data-right": String(right) },
        make("p", { class: "head" }, mark(label), make("strong", {}, head)),
        own_said && make("p", { class: "own" }, own_said),
        make("p", { class: "reason" }, reason),
        differ && make("p", { class: "differ" }, differ),
      ),
      make(
        "div",
        { class: "row" },
        state.statement.before ? quiet(words.back, () => send("goto", { statement_id: state.statement.before })) : null,
        go(state.complete ? words.to_review : words.next, () => send("next")),
      ),
    ];
  }

  function review(state) {
    const item = ({ id, number, text, lang, dir, own, own_said, right, key_said, reason }) =>
      make(
        "li",
        { "data-right": String(right) },
        make(
          "button",
          { type: "button", class: "item", "data-id": id, onclick: () => send("goto", { statement_id: id }) },
          make("span", { class: "number" }, number),
          mark(own),
          make(
            "span",
            { class: "what" },
            make("span", { class: "said", lang, dir }, text),
            make("small", {}, make("b", {}, right ? "✓" : "✗"), " ", [own_said, key_said].filter(Boolean).join(" · ")),
          ),
        ),
        make("p", {}, reason),
      );
    return [
      make("h4", { class: "result", tabindex: "-1" }, state.result),
      state.items.length ? make("p", { class: "soft" }, words.reopen) : null,
      make("ol", { class: "review" }, ...state.items.map(item)),
    ];
  }

  function draw() {
    clearTimeout(silence);
    silence = 0;
    const state = model.get("state");
    const kept = forgotten(state);
    const done = state.strip.filter((part) => part.own);
    remember(
      Object.fromEntries(done.map(({ id, own: label, confidence, answered_at }) => [id, { label, confidence, answered_at }])),
    );
    const body = { ask: question, verdict, review }[state.mode](state);
    const had = root.contains(document.activeElement);
    card.replaceChildren(
      make(
        "header",
        {},
        make("h3", {}, fixed.title),
        make("span", { class: state.unsaved ? "status bad" : "status" }, state.status),
      ),
      strip(state),
      make("p", { class: "notice" }, state.notice),
      ...(kept.length
        ? [quiet(fill(words.restore, { n: kept.length }, digits), () => send("restore", { answers: kept }))]
        : []),
      ...(state.statement ? [passage(state.statement, state.verdict?.label)] : []),
      ...body.filter(Boolean),
    );
    root.dataset.mode = state.mode;
    paint();
    if (acted || had) focusOn(state);
    if (acted) speak(state);
    acted = false;
  }

  function focusOn({ mode }) {
    const target = { ask: ".opt input", verdict: ".go", review: ".result" }[mode];
    // A new statement is read before it is answered, so it is what must be in sight.
    card.querySelector(target)?.focus({ preventScroll: mode === "ask" });
    if (mode === "ask") card.querySelector(".passage").scrollIntoView({ block: "nearest" });
  }

  function speak(state) {
    const { verdict: told } = state;
    const parts = { ask: [state.hint], verdict: told && [told.head, told.reason, told.differ], review: [state.result] };
    live.textContent = [state.notice, ...parts[state.mode], state.status].filter(Boolean).join(" ");
  }

  /** Show the choice so far without drawing anew. */
  function paint() {
    const { label = null, confidence = null } = draft();
    for (const input of card.querySelectorAll(".opt input")) input.checked = input.value === label;
    for (const input of card.querySelectorAll(".steps input")) input.checked = Number(input.value) === confidence && confidence !== null;
    const loosener = card.querySelector(".loose");
    if (loosener) loosener.hidden = confidence === null;
    const button = card.querySelector(".go");
    if (button && model.get("state").mode === "ask") button.setAttribute("aria-disabled", String(!label));
    const now = card.querySelector(".strip .now");
    if (now) now.dataset.draft = String(Boolean(label));
  }

  const release = keepKeys(root);
  model.on("change:state", draw);
  model.on("change:draft", paint);
  draw();
  host.append(root);
  return () => {
    clearTimeout(silence);
    release();
    model.off("change:state", draw);
    model.off("change:draft", paint);
  };
}

export default { render };
