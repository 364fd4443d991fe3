/** Put the hands in order, from the reader to the one who vouches. */
const chain = (ui) => {
  const { fixed, words, view, card, draft, choose } = ui;
  const shown = Object.fromEntries(fixed.hands);
  const mine = () => draft().chain ?? [];
  const arrow = () => make("span", { class: "arrow", "aria-hidden": "true" }, fixed.dir === "rtl" ? "→" : "←");
  const say = (message, values) => ui.murmur(fill(message, values, fixed.digits));
  let carried = null;

  function put(next, hand) {
    choose({ chain: next });
    const place = next.indexOf(hand) + 1;
    say(place ? words.moved : words.out, { hand: shown[hand], n: place });
    card.querySelector(`[data-hand="${CSS.escape(hand)}"]`)?.focus();
  }

  const without = (hand) => mine().filter((one) => one !== hand);
  const toggle = (hand) => put(mine().includes(hand) ? without(hand) : [...mine(), hand], hand);

  function move(hand, step) {
    const at = mine().indexOf(hand) + step;
    if (at < 0 || at >= mine().length) return;
    put(without(hand).toSpliced(at, 0, hand), hand);
  }

  function drop(event, before) {
    event.preventDefault();
    if (!carried) return;
    const rest = without(carried);
    const at = before ? rest.indexOf(before) : rest.length;
    if (carried !== before) put(rest.toSpliced(at < 0 ? rest.length : at, 0, carried), carried);
    carried = null;
  }

  function hand(name, place) {
    const label = place ? fill(words.moved, { hand: shown[name], n: place }, fixed.digits) : null;
    return make(
      "button",
      {
        type: "button", class: "hand", "data-hand": name, draggable: "true", "aria-label": label, "aria-describedby": `${view}-keys`,
        onclick: () => toggle(name),
        ondragstart: () => { carried = name; },
        ondragover: (event) => event.preventDefault(),
        ondrop: (event) => place && drop(event, name),
      },
      make("bdi", {}, shown[name]),
    );
  }

  const reader = () => make("span", { class: "hand reader" }, words.reader);
  const byline = (state) => (state.byline ? make("p", { class: "tag" }, state.byline) : null);
  const ask = (state) => [
    byline(state),
    make("h4", {}, words.ask),
    make("p", { class: "soft lead", id: `${view}-keys` }, words.lead, " ", hidden(words.keys)),
    make("p", { class: "tag" }, words.yours),
    make("div", { class: "line", role: "group", "aria-label": words.yours, ondragover: (event) => event.preventDefault(), ondrop: (event) => drop(event) }),
    make("p", { class: "tag" }, words.hands),
    make("div", { class: "pool", role: "group", "aria-label": words.hands }),
  ];

  function paint() {
    const [line, pool] = [card.querySelector(".line"), card.querySelector(".pool")];
    if (!line || !pool) return;
    const focused = document.activeElement?.dataset?.hand;
    const links = mine().flatMap((name, at) => [arrow(), hand(name, at + 1)]);
    line.replaceChildren(reader(), ...(links.length ? links : [make("span", { class: "soft" }, words.blank)]));
    pool.replaceChildren(...ui.now().hands.filter((name) => !mine().includes(name)).map((name) => hand(name)));
    if (focused !== undefined) (card.querySelector(`[data-hand="${CSS.escape(focused)}"]`) ?? card.querySelector(".hand"))?.focus();
  }

  function keys(event) {
    const name = event.target.dataset?.hand;
    if (name === undefined || !mine().includes(name)) return false;
    const side = fixed.dir === "rtl" ? -1 : 1;
    const step = { ArrowRight: side, ArrowLeft: -side, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) move(name, step);
    else if (event.key === "Delete" || event.key === "Backspace") toggle(name);
    else return false;
    return true;
  }

  const drawn = (links, name, tone) => [
    make("p", { class: "tag" }, name),
    make(
      "div",
      { class: "line", "data-tone": tone },
      reader(),
      ...links.flatMap(({ hand: words, weak }) => [
        arrow(),
        make("span", { class: weak ? "hand weak" : "hand" }, make("bdi", {}, words), weak ? make("small", {}, ui.words.weak) : null),
      ]),
    ),
  ];
  const told = ({ own, key, verdict, ...state }) => [
    byline(state),
    ...(verdict.right ? [] : drawn(own, words.yours, "part")),
    ...(verdict.again ? [] : drawn(key, verdict.right ? words.yours : words.key, "right")),
  ];
  const answer = () => (mine().length ? [{ given: mine() }] : null);
  return { focus: ".pool .hand, .line button", ask, told, answer, paint, keys };
};

export default { render: (context) => exercise(context, "chain", chain) };
