// What is handed in by code: of each exercise that codes can carry one code, as text and as a picture.

/** The answers that count among rows of the log, by item, as far as a code can carry them. */
function countingAnswers(rows, { fixed }, { labels, hands, items }) {
  const sound = ({ statement_id: id, label, given }) => {
    const offered = hands[items.indexOf(id)];
    if (!offered) return labels.includes(label);
    return Array.isArray(given) && given.every((hand, at) => offered.includes(hand) && given.indexOf(hand) === at);
  };
  const found = {};
  for (const row of rows) {
    const counts = row.exercise_id === fixed.exercise && row.text_hash === fixed.text_hash && row.scheme === fixed.scheme && row.round === 1 && row.attempt === 1;
    if (counts && items.includes(row.statement_id) && sound(row)) found[row.statement_id] ??= row;
  }
  return found;
}

/** A picture of rows of modules, dark on white in either theme, with its quiet margin. */
function drawn(rows, words) {
  const dark = rows.flatMap((row, y) => row.map((module, x) => (module ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
  const size = rows.length + 8;
  const box = make("span", { class: "qr", role: "img", "aria-label": words });
  box.innerHTML = `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark.join("")}"/></svg>`;
  return box;
}

/** Show the codes whenever `place` is open; `learner` gives the name in them. Returns what draws them anew. */
function handing(place, { exercises, say, table, locale }, rows, learner, tell) {
  const sheets = exercises.map(({ code, recording }) => {
    if (!code) return null;
    const { fixed, items, schemes, sure } = recording;
    const hands = fixed.scheme === "order" ? code.items.map((id) => items[id].ask.hands) : [];
    return { ...code, labels: schemes[fixed.scheme], steps: sure, hands };
  });
  const titles = exercises.map(({ title }) => title);
  const names = exercises.map(({ title, recording }) => (titles.indexOf(title) === titles.lastIndexOf(title) ? title : `${title} · ${recording.fixed.title}`));
  const copying = (code, name) => {
    const button = press(say.copy, () => navigator.clipboard.writeText(code).then(() => tell(say.copied)));
    button.setAttribute("aria-label", `${say.copy} · ${name}`);
    return button;
  };
  const shown = (sheet, at) => {
    if (sheets.some((other, place) => place < at && other && other.head === sheet?.head)) return []; // parts of one exercise
    const answers = sheet && countingAnswers(rows, exercises[at].recording, sheet);
    const code = sheet && Object.keys(answers).length ? codeOf(sheet, learner(), answers, table) : "";
    if (!code) return [];
    const picture = qrOf(code.replaceAll("-", ""));
    return make(
      "div",
      { class: "code" },
      make("h3", {}, names[at]),
      picture ? drawn(picture, say.picture) : null,
      make("p", {}, make("bdi", { dir: "ltr", lang: "en" }, ...code.match(/.{4}-?/g).map((group) => make("span", {}, group))), navigator.clipboard ? copying(code, names[at]) : null),
    );
  };
  const draw = () => {
    if (!place.open) return;
    const codes = sheets.flatMap(shown);
    const without = names.filter((_, at) => !sheets[at]);
    const line = (words) => make("p", { class: "soft" }, words);
    place.querySelector("div").replaceChildren(
      line(codes.length ? say.codes_how : say.codes_none),
      ...(codes.length && !learner() ? [line(say.codes_name)] : []),
      ...codes,
      ...(without.length ? [line(fill(say.codes_not, { names: new Intl.ListFormat(locale).format(without) }, []))] : []),
    );
  };
  place.addEventListener("toggle", draw);
  return draw;
}
