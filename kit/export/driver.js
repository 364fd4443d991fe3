// A lesson without Python: the model that a widget's script expects, over a recording that Python composed.

/** What Python composed, with its pool of shared parts put back where they belong. */
function unpack({ root, pool, names }) {
  const done = [];
  const place = (sign) => parseInt(sign.slice(1), 36);
  const open = (value) => {
    if (isText(value) && value[0] === "#") {
      return "#~".includes(value[1]) ? value.slice(1) : (done[place(value)] ??= open(pool[place(value)]));
    }
    if (!value || typeof value !== "object") return value;
    if (!Array.isArray(value)) return tokensOf(open(value["%"]));
    const [first, ...parts] = value;
    if (!isText(first) || first[0] !== "~") return value.map(open);
    return Object.fromEntries(names[place(first)].map((name, at) => [name, open(parts[at])]));
  };
  return open(root);
}

/** A text cut into words with their places and gaps without; each stands by turns, a gap first. */
function tokensOf(texts) {
  let at = 0;
  const cut = texts.map((text, place) => {
    const start = at;
    at += [...text].length;
    return place % 2 ? [text, start, at] : [text, -1, -1];
  });
  return cut.filter(([text]) => text);
}

/** What a widget's script is given for a model; `take` gets what the script sends. */
class Model {
  constructor(values, take) {
    Object.assign(this, { values, take, heard: {} });
  }
  get(name) {
    return this.values[name];
  }
  set(name, value) {
    const given = typeof name === "object" ? name : { [name]: value };
    const changed = Object.keys(given).filter((key) => this.values[key] !== given[key]);
    Object.assign(this.values, given);
    for (const key of changed) this.tell(`change:${key}`, this, given[key]);
  }
  on(name, hear) {
    (this.heard[name] ??= []).push(hear);
  }
  off(name, hear) {
    this.heard[name] = (this.heard[name] ?? []).filter((other) => other !== hear);
  }
  tell(name, ...what) {
    for (const hear of [...(this.heard[name] ?? [])]) hear(...what);
  }
  send(content) {
    queueMicrotask(() => this.take(this, content));
  }
  save_changes() {}
}

/** A wish that makes no sense; holds the name of what is said about it. */
class Refused extends Error {}
const refuse = (name) => {
  throw new Refused(name);
};

const own = (table, name) => (typeof name === "string" && Object.hasOwn(table, name) ? table[name] : undefined);
const isText = (value) => typeof value === "string";
const once = (parts) => [...new Set(parts.filter(Boolean))].join(" ");

/**
 * One learner at one exercise, as Python's `Sitting`: it goes from place to place and puts together what
 * Python said of each. `keep(rows)` gets each answer as a row of the log; it tells whether it was kept.
 * `kept` are rows of an earlier visit.
 */
function sitting(recording, learner, keep = () => true, kept = []) {
  const { feedback, say, items, answers, views } = recording;
  const fixed = { ...recording.fixed, words: { ...recording.words, ...recording.fixed.words }, learner };
  const ids = fixed.items.map(([id]) => id);
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const digits = (text) => String(text).replace(/\d/g, (digit) => fixed.digits[digit]);
  const message = (name, values = {}) =>
    say[name].replace(/\{(\w+)\}/g, (_, field) => (typeof values[field] === "number" ? digits(values[field]) : values[field]));
  const choices = reading(recording, digits);

  const first = new Map(); // the answers that count
  let later = null; // those of a later round
  let round = 1;
  let second = new Map();
  let offered = new Set();
  const hinted = new Map();
  let [turn, trying, notice, unsaved, view] = [0, "", "", false, recording.view];
  const given = () => later ?? first;
  const firstOpen = (after = "") => {
    const cut = after ? placeOf.get(after) + 1 : 0;
    return [...ids.slice(cut), ...ids.slice(0, cut)].find((id) => !given().has(id)) ?? "";
  };
  const before_now = takeUp(kept);
  let at = firstOpen();
  let resumed = Boolean(given().size && at);
  if (before_now) notice = before_now;
  const judged = ({ accepted }) => feedback && (accepted || !recording.drafted); // nobody is wrong against the engine
  const right = (id) => given().get(id).choice.accepted;

  // what the page sends

  /** Do what a page asks for; what makes no sense changes nothing and is said. */
  function obey(wish) {
    turn += 1;
    resumed = false;
    try {
      notice = act(wish && typeof wish === "object" ? wish : {});
    } catch (no) {
      if (!(no instanceof Refused)) throw no;
      notice = message(no.message);
    }
    return state();
  }

  function act(wish) {
    const { action, statement_id: id } = wish;
    if (action === "restore") {
      const said = restore(wish);
      at = firstOpen();
      return said;
    }
    if (action === "commit" && Array.isArray(wish.answers)) return wish.answers.length ? commit(wish.answers) : refuse("not_choice");
    if (action === "anew" || action === "mistakes") return begin(action === "mistakes");
    if (!["commit", "next", "goto", "hint", "again", "show"].includes(action)) {
      if (action !== "view" || !views.includes(wish.mode) || views.length === 1) refuse("not_action");
      view = wish.mode;
      return "";
    }
    if (!placeOf.has(id)) refuse("not_statement");
    if (action === "commit") return commit([wish]);
    if (action === "hint") hinted.set(id, (hinted.get(id) ?? 0) + 1);
    else go(action, id);
    return "";
  }

  function go(action, id) {
    const back = action === "again" || action === "show";
    if (back && !offered.has(id)) refuse("already");
    trying = action === "again" ? id : "";
    at = back || (action === "goto" && (feedback || !given().has(id))) ? id : firstOpen(id);
    if (action === "show" || action === "next") offered.delete(id);
  }

  function begin(mistakes) {
    if (!recording.rounds || !feedback || given().size !== ids.length) refuse("not_action");
    const anew = ids.filter((id) => !mistakes || !right(id));
    if (!anew.length) refuse("not_action");
    later = new Map([...given()].filter(([id]) => !anew.includes(id)));
    round += 1;
    [second, offered] = [new Map(), new Set()];
    hinted.clear();
    trying = "";
    at = firstOpen();
    return message("new_round");
  }

  /** An item and its answer, if that is one and the first. */
  function take(wish, closed, moment) {
    if (!wish || typeof wish !== "object" || !placeOf.has(wish.statement_id)) refuse("not_statement");
    const id = wish.statement_id;
    const step = wish.confidence ?? null;
    if (step !== null && !recording.sure.includes(step)) refuse("not_choice");
    const choice = choices.read(id, wish) ?? refuse("not_choice");
    if (closed(id)) refuse("already");
    return [id, { choice, confidence: step, moment }];
  }

  function commit(wishes) {
    const [said, taken, moment] = [[], new Map(), new Date()];
    const closed = (id) => id !== trying && given().has(id);
    for (const wish of wishes.slice(0, ids.length)) {
      try {
        const [id, one] = take(wish, closed, moment);
        if (taken.has(id)) refuse("already");
        taken.set(id, one);
      } catch (no) {
        if (!(no instanceof Refused)) throw no;
        said.push(message(no.message));
      }
    }
    const only = wishes.length === 1 && wishes[0] && typeof wishes[0] === "object" ? wishes[0].statement_id : "";
    if (given().has(only) || taken.has(only)) at = only;
    if (taken.has(trying)) {
      second.set(trying, taken.get(trying));
      offered.delete(trying);
      store([[trying, taken.get(trying)]], 2);
      taken.delete(trying);
      trying = "";
    }
    for (const [id, one] of taken) given().set(id, one);
    store(taken, 1);
    if (recording.retries && feedback) for (const id of taken.keys()) if (!right(id)) offered.add(id);
    if (taken.size && !feedback) {
      at = firstOpen(at || [...taken.keys()].at(-1));
      said.unshift(message("kept"));
    }
    return once(said);
  }

  /** Keep answers as rows of the log. */
  function store(taken, attempt) {
    const row = ([statement_id, { choice, confidence, moment }]) => ({
      schema: 2, learner_id: learner, exercise_id: fixed.exercise, statement_id, label: choice.sent.label, scheme: fixed.scheme,
      text_hash: fixed.text_hash, given: choice.sent.given, confidence, answered_at: moment.toISOString(), round, attempt,
    });
    const rows = [...taken].map(row);
    if (rows.length) unsaved = !keep(rows);
  }

  // what comes back

  /** Take over rows of an earlier visit: the answers that count, and a later round that was left before its end. */
  function takeUp(rows) {
    const fits = rows.filter((row) => !reason(row, true));
    const pick = (list, attempt) => {
      const found = new Map();
      for (const row of list.filter((one) => one.attempt === attempt && !found.has(one.statement_id))) {
        const choice = choices.again(row.statement_id, row);
        if (choice) found.set(row.statement_id, { choice, confidence: row.confidence, moment: momentOf(row.answered_at) ?? new Date() });
      }
      return found;
    };
    for (const [id, one] of pick(fits.filter((row) => row.round === 1), 1)) first.set(id, one);
    if (!recording.rounds || !feedback || first.size < ids.length) return "";
    let [shown, left] = [first, null];
    for (const number of [...new Set(fits.map((row) => row.round))].filter((n) => n > 1).sort((a, b) => a - b)) {
      round = Math.max(round, number);
      const own_rows = fits.filter((row) => row.round === number);
      const given_then = pick(own_rows, 1);
      if (!given_then.size) continue;
      const stays = [...shown].filter(([, { choice }]) => choice.accepted);
      const all = stays.some(([id]) => given_then.has(id)) ? given_then : new Map([...stays, ...given_then]);
      left = all.size < ids.length ? { all, second: pick(own_rows, 2) } : null;
      shown = left ? first : all;
    }
    if (!left) return "";
    [later, second] = [left.all, left.second];
    return message("new_round");
  }

  function restore(wish) {
    const [taken, told] = isText(wish.text) ? fromFile(wish.text) : fromCopy(wish);
    const now = new Date();
    const late = [...taken.values()].filter((one) => one.moment > now);
    for (const one of late) one.moment = now;
    const fresh = [...taken].filter(([id]) => !first.has(id));
    for (const [id, one] of fresh) first.set(id, one);
    store(fresh, 1);
    const counts = Object.entries({ ...told, late: late.length }).filter(([, n]) => n);
    return once([message("restored", { n: fresh.length }), ...counts.map(([name, n]) => message(name, { n }))]);
  }

  function fromCopy({ text_hash = fixed.text_hash, answers: copies }) {
    if (text_hash !== fixed.text_hash) refuse("other_edition");
    const found = Array.isArray(copies) ? copies : [];
    const taken = new Map();
    let refused = Math.max(0, found.length - ids.length);
    for (const copy of found.slice(0, ids.length)) {
      try {
        const [id, one] = take(copy, (name) => first.has(name), momentOf(copy?.answered_at) ?? new Date());
        if (!taken.has(id)) taken.set(id, one);
      } catch (no) {
        if (!(no instanceof Refused)) throw no;
        refused += no.message !== "already";
      }
    }
    return [taken, { left_out: refused }];
  }

  function fromFile(text) {
    if (text.length > 2e6) refuse("too_large");
    const { rows, torn } = readLog(text, recording.schemes);
    const whose = new Set(rows.map((row) => row.learner_id));
    const taken = new Map();
    const others = { edition: 0, scheme: 0, left_out: 0, not_lesson: 0, not_learner: 0 };
    let edited = 0;
    for (const row of rows.filter(({ attempt }) => attempt === 1)) {
      const { statement_id: id, confidence } = row;
      const why = reason(row, whose.size === 1);
      const choice = why ? null : choices.again(id, row);
      if (why || !choice) others[why || "left_out"] += 1;
      else if (!taken.has(id)) {
        taken.set(id, { choice, confidence, moment: row.moment });
        edited += row.edited;
      }
    }
    return [taken, { ...others, torn, edited }];
  }

  function reason(row, alone) {
    if (row.exercise_id !== fixed.exercise) return "not_lesson";
    if (!alone && row.learner_id !== learner) return "not_learner";
    if (row.text_hash !== fixed.text_hash) return "edition";
    if (row.scheme !== fixed.scheme) return "scheme";
    return placeOf.has(row.statement_id) ? "" : "left_out";
  }

  // what the page sees

  function state() {
    if (given().has(at) && !feedback) at = firstOpen(at);
    const [done, total] = [given().size, ids.length];
    const seen = !at ? review() : given().has(at) && at !== trying ? verdict() : question();
    return {
      ...seen,
      ...(views.length ? { view: at ? view : views[0] } : {}),
      turn,
      at,
      status: message(unsaved ? "unsaved" : "saved", { done, total }),
      unsaved,
      complete: done === total,
      notice,
      strip: ids.map(segment),
      strip_label: stripLabel(done, total),
      ...(resumed ? { resumed: message("go_on", { done, total }) } : {}),
    };
  }

  const before = () => {
    const place = placeOf.get(at);
    return place && !(views.length && view !== views[0]) ? ids[place - 1] : "";
  };

  function verdict() {
    const shown = given().get(at).choice;
    if (offered.has(at)) return { mode: "verdict", before: before(), ...shown.again() };
    const told = second.has(at) ? shown.second(second.get(at).choice) : shown.told();
    return { mode: "verdict", before: before(), ...told, verdict: { ...told.verdict, lines: [...told.verdict.lines, ...going()] } };
  }

  /** How the answers given last went, where that is told. */
  function going() {
    const { window, lines } = recording.going;
    const oldest = [...given().values()].sort((a, b) => a.moment - b.moment).slice(-window);
    return lines[`${oldest.filter(({ choice }) => choice.accepted).length},${oldest.length}`] ?? [];
  }

  function question() {
    const { ask, hints } = items[at];
    const shown = hints.slice(0, hinted.get(at) ?? 0);
    const choice = trying && given().get(trying).choice;
    return {
      mode: "ask",
      before: feedback ? before() : "",
      has_hint: shown.length < hints.length,
      hint: shown.join("\n"),
      ...ask,
      ...(choice ? { again: message("second", { answer: choice.named }), tried: choice.sent.label } : {}),
    };
  }

  function review() {
    offered.clear();
    if (!ids.length) return { mode: "review", ...recording.nothing, ...recording.review };
    if (!feedback) return { mode: "review", result: message("tested", { n: given().size }), items: [] };
    return {
      mode: "review",
      result: result(given()),
      items: ids.map((id) => given().get(id).choice.listed()),
      ...(later ? { counted: message("counted", { result: result(first) }) } : {}),
      ...(recording.rounds ? { anew: true } : {}),
      ...recording.review,
    };
  }

  /** What answers came to: the sentence for so many right ones, or for the points where some count in part. */
  function result(answered) {
    const { apart, lines, points } = recording.result;
    const all = ids.filter((id) => answered.has(id)).map((id) => [id, answered.get(id).choice]);
    const count = (side) => all.filter(([id, { accepted }]) => accepted && apart.includes(id) === side).length;
    const sum = all.reduce((total, [, choice]) => total + choice.points, 0);
    const [right, besides] = [count(false), count(true)];
    if (!points || sum === 1000 * right) return typeof lines === "string" ? put(lines, { right: digits(right), besides: digits(besides) }) : lines[`${right},${besides}`];
    return points.replace("{points}", digits(decimal(sum))).replace("{total}", digits(ids.length));
  }

  /** Thousandths as a number with one decimal at most, as the language writes it. */
  const decimal = (sum) => String(roundEven(sum / 100) / 10).replace(".", recording.point ?? ".");

  /** What the report says of the answers that count; a mistake that may still be mended is left out. */
  function report() {
    const { labels, sides, share, none, figures } = recording.report ?? {};
    const told = [...first].filter(([id]) => labels && !(offered.has(id) && !later));
    if (!told.length) return [];
    const line = (name, part, { length: whole }) => {
      const [head, chance, meaning] = figures[name];
      return whole ? [head, digits(put(share, { part, whole, percent: roundEven((100 * part) / whole) })), chance, meaning] : [head, none, "", meaning];
    };
    const taken = (name, side, as) => {
      const all = told.filter(([id]) => sides[ids.indexOf(id)] === side);
      return line(name, all.filter(([, { choice }]) => !choice.accepted && labels[choice.sent.label] === as).length, all);
    };
    return [
      line("right", told.filter(([, { choice }]) => choice.accepted).length, told),
      taken("trust", "signal", "noise"),
      taken("doubt", "noise", "signal"),
      taken("mixed", "noise", "noise"),
    ];
  }

  function segment(id) {
    const [one, shown] = [first.get(id), given().get(id)];
    if (!one) return {};
    return {
      ...(shown ? { own: shown.choice.sent.label || "done" } : {}),
      ...(shown && judged(shown.choice) ? { right: shown.choice.accepted } : {}),
      confidence: one.confidence,
      answered_at: one.moment.toISOString(),
      ...one.choice.sent,
    };
  }

  function stripLabel(done, total) {
    const parts = [message("strip", { done, total })];
    for (const id of ids.length <= 60 ? ids : []) {
      const choice = given().get(id)?.choice;
      const told = choice && judged(choice) ? message(choice.accepted ? "is_right" : "is_wrong") : "";
      const [said, here] = [choice?.said ?? "", id === at ? message("now") : ""];
      if (said || here) parts.push(`${items[id].number}: ${[said, told, here].filter(Boolean).join(", ")}.`);
    }
    return parts.join(" ");
  }

  const readAlong = (wish) => {
    const told = choices.along?.(wish);
    return told ? { at, ...told } : {};
  };

  return { fixed, state, obey, readAlong, report, given: () => [...first], progress: () => [first.size, ids.length], result: () => (first.size === ids.length && feedback ? result(first) : "") };
}

/** A value with some fields changed; null takes one out, and a verdict is changed field by field. */
function patched(base, change) {
  const found = { ...base };
  for (const [name, part] of Object.entries(change)) {
    if (name === "verdict" && base[name]) found[name] = patched(base[name], part);
    else if (part === null) delete found[name];
    else found[name] = part;
  }
  return found;
}

/** What is told after a second try: its verdict, and which answer counts. */
function tellSecond(say, named, next) {
  const last = next.told();
  const own_said = put(say.first_counts, { answer: named, second: next.named });
  const change = next.accepted ? { tone: "part", head: put(say.second_right, { answer: next.named }) } : { why: next.why };
  return { ...last, verdict: { ...last.verdict, right: false, own_said, ...change } };
}

/** Answers that can be listed: each has what Python composed for it. */
function listedAnswers({ how, answers = {}, say }) {
  const shown = (id, key) => {
    const { base, by } = answers[id];
    const found = own(by, key);
    if (!found) return undefined;
    const told = () => patched(base.told, found.told);
    return {
      ...found,
      key,
      told,
      listed: () => ({ reason: told().verdict.lines.join(" · "), ...patched(base.listed, found.listed) }),
      again: () => patched(base.again, found.again),
      why: found.again ? patched(base.again, found.again).verdict.why : "",
      second: (next) => (found.second ? patched(next.told(), found.second[next.key]) : tellSecond(say, found.named, next)),
    };
  };
  const read = (id, { label, given }) => {
    if (how === "label") return shown(id, label);
    return Array.isArray(given) && given.length === 1 ? shown(id, given[0]) : undefined;
  };
  return { read, again: read };
}

/** A finding, with words that may be marked for it. */
function besideAnswers(recording) {
  const { marking, items, feedback } = recording;
  const { say } = marking;
  const listed = listedAnswers(recording);
  const read = (id, sent) => {
    const found = listed.read(id, sent);
    const pen = marker(marking, items[id].ask.tokens);
    const marks = pen.read(sent.given ?? []);
    if (!found || !marks) return undefined;
    if (!marks.length) return found;
    const plain = { ...found, sent: { ...found.sent, given: marks } };
    if (!feedback) return plain;
    const { wanted } = marking.items[id];
    const lines = wanted.source ? pen.told(pen.held(marks, wanted)).map((line) => put(say.words, { told: line.slice(line.indexOf(": ") + 2) })) : [];
    const words = pen.pieces(marks.map(([, a, b]) => [a, b]));
    const own_said = `${found.told().verdict.own_said} · ${pen.said(marks)}`;
    const marked = (told, more) => ({ ...told, ...(wanted.source ? {} : { words }), verdict: { ...told.verdict, lines: [...lines, ...told.verdict.lines], ...more } });
    return {
      ...plain,
      told: () => marked(found.told(), { own_said }),
      listed: () => ({ ...found.listed(), reason: [...lines, found.listed().reason].filter(Boolean).join(" · ") }),
      again: () => ({ ...found.again(), words }),
    };
  };
  return { read, again: read };
}

/** Sentences put together from slots, and what the engine reads in each. */
function slotAnswers(recording, digits) {
  const { fixed, texts, sentences, along, marking, feedback } = recording;
  const made = (slots) => (slots && typeof slots === "object" ? texts[own(sentences, Object.keys(fixed.slots).map((slot) => slots[slot]).join("|"))] : undefined);
  const again = (id, { given }) => {
    const text = Array.isArray(given) && given.length === 1 ? given[0] : undefined;
    const place = texts.indexOf(text);
    const read = along[place];
    if (!read) return undefined;
    const sent = { label: "", given: [text] };
    if (!feedback) return { sent, said: text };
    const item = marking.items[id];
    const accepted = marking.meets[place].includes(id);
    const [{ label, name, told }, { told: certainty }] = read;
    return partly(recording, item, digits, {
      sent, accepted,
      said: text,
      lines: [...read.map((line) => `${line.name}: ${line.told}`), ...(accepted ? [] : item.told.verdict.lines.slice(2))],
      why: put(marking.say.reads, { answer: name, certainty }),
      reason: `${told} ${certainty}`,
      points: Number(accepted),
      own: { own: text },
      more: accepted ? { label } : {},
    });
  };
  const read = (id, wish) => again(id, "given" in wish ? wish : { given: [made(wish.slots)] });
  const behind = ({ slots }) => {
    const text = made(slots);
    return text ? { text, lines: along[texts.indexOf(text)] } : { text: "", lines: [] };
  };
  return { read, again, along: behind };
}

/** A story picked among several, and who stands behind a block once a learner has said who does. */
function pickedAnswers(recording) {
  const { along, fixed } = recording;
  const labels = fixed.labels.map(({ label }) => label).join("|");
  const block = new RegExp(`^(\\d{1,3}),(\\d{1,4}),(?:${labels})$`);
  const behind = ({ statement_id: at, text }) => {
    const [, story, place] = block.exec(isText(text) ? text : "") ?? [];
    const line = along[Number(story)]?.[Number(place)];
    return line ? { at, text: `${Number(story)},${Number(place)}`, lines: [line] } : { lines: [] };
  };
  return { ...listedAnswers(recording), along: behind };
}

const reading = (recording, digits) => {
  const { how, marking, along } = recording;
  if (how === "slots") return slotAnswers(recording, digits);
  if (along) return pickedAnswers(recording);
  if (how === "marks") return markedAnswers(recording, digits);
  if (how === "order") return orderedAnswers(recording, digits);
  return marking ? besideAnswers(recording) : listedAnswers(recording);
};

/** The time of an answer, or null. */
function momentOf(text) {
  const moment = isText(text) && /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? new Date(text) : null;
  return moment && !Number.isNaN(moment.getTime()) ? moment : null;
}

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = (text) =>
  [...new TextEncoder().encode(text)].reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff;

/** A row as a line of the log: its last field is the CRC-32 of the line without it. */
function writeRow(row) {
  const body = JSON.stringify(row);
  return `${body.slice(0, -1)},"checksum":"${(crc32(body) >>> 0).toString(16).padStart(8, "0")}"}`;
}

/** The rows of a saved file, and how many lines are none; a row whose checksum is wrong is marked. */
function readLog(text, schemes) {
  const rows = [];
  let torn = 0;
  for (const line of text.split(/\r\n|\n|\r/).filter((one) => one.trim())) {
    try {
      rows.push(readRow(line.replace(/^\ufeff/, ""), schemes));
    } catch {
      torn += 1;
    }
  }
  return { rows, torn };
}

function readRow(line, schemes) {
  const row = JSON.parse(line);
  const texts = ["learner_id", "exercise_id", "statement_id", "label", "scheme", "text_hash"];
  const { round = 1, attempt = 1, confidence = null, given = [], checksum } = row;
  const moment = momentOf(row.answered_at);
  const counts = [round, attempt].every((n) => Number.isInteger(n) && n >= 1);
  const step = confidence === null || (typeof confidence === "number" && confidence >= 0 && confidence <= 1);
  const sound = texts.every((name) => isText(row[name])) && Array.isArray(given) && own(schemes, row.scheme)?.includes(row.label);
  if (!sound || !moment || !counts || !step || ![1, 2].includes(row.schema)) throw new Error("no answer");
  const [, body, sum] = /^(.*),"checksum":"([0-9a-f]{8})"\}\s*$/.exec(line) ?? [];
  const whole = body ? (crc32(`${body}}`) >>> 0).toString(16).padStart(8, "0") === sum : row.schema === 1 && checksum === undefined;
  return { ...row, given, round, attempt, confidence, moment, edited: !whole };
}

/** The model of a recorded exercise. */
function recorded(recording, learner, keep, { kept = [], told = () => {} } = {}) {
  const seat = sitting(recording, learner, keep, kept);
  const model = new Model({ fixed: seat.fixed, state: seat.state() }, (self, wish) => {
    if (wish.action === "try") return self.tell("msg:custom", seat.readAlong(wish), []);
    self.set("state", seat.obey(wish));
    return told(seat);
  });
  return { model, seat };
}
