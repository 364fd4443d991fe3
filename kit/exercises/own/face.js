const HEAVY = 200000; // letters that no box should hold

const own = ({ model, el: host }) => {
  const view = `kit-${++views}`;
  const fixed = model.get("fixed");
  const { words } = fixed;
  const place = `kit:own:${fixed.lang}`;
  const live = make("div", { class: "unseen", "aria-live": "polite", role: "status" });
  const notice = make("p", { class: "notice" });
  const now = () => model.get("state");
  let kept = shelf.get(place);
  let open = false; // the box is shown again, over an exercise that stays
  let silence = 0;
  let later = 0;
  let brought = ""; // a text that comes into the box once it has been read

  const box = make("textarea", { id: `${view}-box`, dir: "auto", rows: 9, spellcheck: "false", oninput: typed, onpaste: pasted });
  box.value = typeof kept.text === "string" ? kept.text : "";
  const file = make("input", { type: "file", accept: ".txt,.md,.html,.htm,.mhtml,.docx,.pdf", hidden: true, onchange: () => take(file.files[0]) });
  const tongue = make("select", { id: `${view}-tongue`, onchange: () => send("tongue", { tongue: tongue.value }) });
  tongue.append(make("option", { value: "" }, words.told), ...fixed.languages.map(([value, name]) => make("option", { value }, name)));
  tongue.value = kept.tongue ?? "";
  const found = make("p", { class: "found", tabindex: -1 });
  const what = make("fieldset", {}, make("legend", {}, words.what), make("div", { class: "opts" }));
  const again = press(words.again, () => turn(true));
  const back = press(words.back, () => turn(false));
  const paste = make(
    "div",
    { class: "paste" },
    make("p", { class: "soft" }, words.lead),
    make("label", { for: box.id }, words.box),
    box,
    make(
      "div",
      { class: "row" },
      press(words.file, () => file.click()),
      press(words.sample, () => bring(fixed.sample)),
      back,
      make("button", { type: "button", class: "go", onclick: read }, words.read),
      file,
    ),
  );
  const done = make(
    "div",
    { class: "done" },
    found,
    make("div", { class: "row" }, make("label", { for: tongue.id, class: "soft" }, words.language), tongue, again),
    what,
  );
  const root = make(
    "section",
    { class: "kit-card kit-own", lang: fixed.lang, dir: fixed.dir, "aria-label": words.title, onkeydown: onKey, ondragover: over, ondragleave: leave, ondrop: drop },
    make("div", { class: "card" }, make("h3", {}, words.title), notice, paste, done),
    live,
  );

  function tell(message) {
    notice.textContent = message;
    live.textContent = message;
  }

  function keep(more) {
    kept = { ...kept, ...more };
    if (!shelf.put(place, kept)) tell(words.bare);
  }

  function typed() {
    clearTimeout(later);
    later = setTimeout(() => keep({ text: box.value, read: false }), 400);
  }

  /** Ask Python; bytes go beside the message, as they are. */
  function send(action, more, bytes) {
    clearTimeout(silence);
    tell(words.reading);
    silence = setTimeout(() => tell(words.silent), 4 * PATIENCE);
    keep(more.tongue === undefined ? {} : { tongue: more.tongue });
    try {
      model.send({ action, ...more }, undefined, bytes ? [bytes] : undefined);
    } catch {
      clearTimeout(silence);
      tell(words.silent);
    }
  }

  const asked = (name) => ({ name, tongue: "", want: kept.want ?? "" });

  function read() {
    clearTimeout(later);
    tongue.value = "";
    const bytes = new TextEncoder().encode(box.value);
    if (bytes.length > fixed.most) return tell(words.large);
    keep({ text: box.value, read: true });
    return send("read", asked(""), bytes.buffer);
  }

  /** A browser stands still for minutes over a box of some megabytes: Python reads them at once. */
  function pasted(event) {
    const text = event.clipboardData.getData("text/plain");
    if (text.length <= HEAVY) return;
    event.preventDefault();
    bring(text);
  }

  function bring(text) {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > fixed.most) return tell(words.large);
    brought = text;
    return send("read", asked(""), bytes.buffer);
  }

  async function take(chosen) {
    file.value = "";
    if (!chosen) return undefined;
    if (chosen.size > fixed.most) return tell(words.large);
    try {
      return send("read", asked(chosen.name), await chosen.arrayBuffer());
    } catch {
      return tell(words.unreadable); // a folder
    }
  }

  function over(event) {
    event.preventDefault();
    root.toggleAttribute("data-over", true);
  }

  function leave(event) {
    if (!root.contains(event.relatedTarget)) root.toggleAttribute("data-over", false);
  }

  function drop(event) {
    event.preventDefault();
    event.stopPropagation();
    root.toggleAttribute("data-over", false);
    const [one] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/plain");
    if (one) take(one);
    else if (text) bring(text);
  }

  function onKey(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target !== box) return;
    event.preventDefault();
    read();
  }

  function turn(shown) {
    open = shown;
    draw();
    (shown ? box : found).focus();
  }

  function draw() {
    const { options, chosen, told } = now();
    const ready = options.length > 0;
    found.textContent = now().found;
    paste.hidden = ready && !open;
    done.hidden = !ready || open;
    back.hidden = !ready;
    for (const one of tongue.options) if (one.value === "") one.textContent = ready ? `${words.told}: ${fixed.languages.find(([value]) => value === told)?.[1] ?? told}` : words.told;
    const choice = ({ label }) => make("input", { type: "radio", name: `${view}-what`, value: label, checked: label === chosen, onchange: () => want(label) });
    const held = document.activeElement?.value;
    const inside = what.contains(document.activeElement);
    what.lastChild.replaceChildren(
      ...options.map((option) => make("label", { class: "opt" }, choice(option), make("span", {}, option.name, make("small", {}, option.gloss)))),
    );
    for (const input of what.querySelectorAll("input")) if (inside && input.value === held) input.focus();
  }

  function want(label) {
    keep({ want: label });
    send("take", { want: label });
  }

  function heard() {
    clearTimeout(silence);
    const { notice: wrong, found: line, text: seen } = now();
    const text = seen || (wrong ? "" : brought);
    brought = "";
    if (text) {
      box.value = text;
      keep({ text, read: true });
    }
    if (wrong) keep({ read: false });
    else open = false;
    tell(wrong);
    if (!wrong) live.textContent = line;
    const here = document.activeElement;
    draw();
    if (root.contains(here) && !here.isConnected) found.focus();
    if (!wrong && paste.contains(here)) found.focus();
  }

  const release = keepKeys(root);
  model.on("change:state", heard);
  draw();
  host.append(root);
  if (!now().turn && kept.read && box.value.trim()) {
    send("read", { name: "", tongue: kept.tongue ?? "", want: kept.want ?? "" }, new TextEncoder().encode(box.value).buffer);
  }
  return () => {
    clearTimeout(silence);
    clearTimeout(later);
    release();
    model.off("change:state", heard);
  };
};

export default { render: own };
