// A page inside a learning system: what it tells of the answers by SCORM 1.2, and what it finds there of an earlier visit.

const ROOM = 4096; // signs of suspend_data
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"; // an answer or a hand that is offered is named by one sign
const base36 = (number) => number.toString(36);
const idsOf = ({ fixed }) => fixed.items.map(([id]) => id);

/** The system's object, in a window around this page or around the one that opened it; undefined where there is none. */
function systemAround() {
  const seen = new Set();
  for (const start of [window, window.opener, window.top?.opener]) {
    for (let at = start; at && !seen.has(at); at = at.parent) {
      seen.add(at);
      try {
        if (at.API?.LMSInitialize) return at.API;
      } catch {
        continue; // a window of another host, which may not be looked into
      }
    }
  }
  return undefined;
}

/** All texts that an answer to an item may hold, in the order in which a recording has them. */
function textsOf({ how, fixed, texts, answers }, id) {
  if (how === "order") return fixed.hands.map(([hand]) => hand);
  return how === "slots" ? texts : Object.keys(answers[id].by);
}

/** Numbers that stand for an answer: item, label, certainty, seconds since `start`, then texts and marks. */
function numbersOf(recording, [id, { choice, confidence, moment }], start) {
  const { fixed, schemes, sure, marking } = recording;
  const { label, given } = choice.sent;
  const texts = textsOf(recording, id);
  const parts = given.map((part) => (Array.isArray(part) ? [marking.pens.indexOf(part[0]), part[1], part[2]] : [texts.indexOf(part)]));
  const head = [idsOf(recording).indexOf(id), schemes[fixed.scheme].indexOf(label), sure.indexOf(confidence) + 1, Math.max(0, Math.floor((moment - start) / 1000))];
  return [...head.map((one) => [one]), ...parts];
}

/**
 * The answers that count as a text for suspend_data: plain letters, digits and `,.:;_!`, which all systems keep.
 * `answers` has for each exercise [id, answer] in turn. What finds no room is left out from the end; `whole` says if all did.
 */
function suspended(exercises, learner, answers) {
  const all = answers.flatMap((own, at) => own.map((one) => [at, one])).sort(([, [, a]], [, [, b]]) => a.moment - b.moment);
  const second = Math.floor((all[0]?.[1][1].moment ?? 0) / 1000);
  const parts = exercises.map(({ recording }) => ({ hash: recording.fixed.text_hash.slice(0, 6), told: [] }));
  const head = `1,${learner},${base36(second)};`;
  let left = ROOM - head.length - 1 - parts.reduce((sum, { hash }) => sum + hash.length + 2, 0);
  let whole = true;
  for (const [at, one] of all) {
    const numbers = numbersOf(exercises[at].recording, one, 1000 * second);
    const text = numbers.map((group) => group.map(base36).join(".")).join(",");
    const fits = !numbers.flat().includes(-1) && left > text.length;
    whole &&= fits;
    if (!fits) continue;
    left -= text.length + 1;
    parts[at].told.push(text);
  }
  return { text: `${head}${parts.map(({ hash, told }) => `${hash}:${told.join(";")}`).join("_")}!`, whole };
}

/** The learner and the rows that a text of `suspended` stands for; undefined where it is none. What was cut off is left out. */
function resumed(exercises, text) {
  const [, learner, seconds, body, end] = /^1,(anon-[0-9a-f]{16}),([0-9a-z]{1,9});([^!]*)(!?)/.exec(text) ?? [];
  if (!learner) return undefined;
  const start = parseInt(seconds, 36) * 1000;
  const rows = body.split("_").flatMap((part, at, parts) => {
    const { recording } = exercises[at] ?? {};
    const [hash, told = ""] = part.split(":");
    if (!recording || hash !== recording.fixed.text_hash.slice(0, 6)) return [];
    const texts = told.split(";").slice(0, end || at < parts.length - 1 ? undefined : -1);
    return texts.flatMap((one) => rowOf(recording, learner, one, start) ?? []);
  });
  return { learner, rows };
}

function rowOf(recording, learner, text, start) {
  const { fixed, schemes, sure, marking } = recording;
  const [head, parts] = [text.split(",").slice(0, 4), text.split(",").slice(4)];
  const [item, label, step, seconds] = head.map((one) => parseInt(one, 36));
  const id = idsOf(recording)[item];
  if (id === undefined || schemes[fixed.scheme][label] === undefined || !(seconds >= 0)) return undefined;
  const given = parts.map((part) => {
    const [first, ...span] = part.split(".").map((one) => parseInt(one, 36));
    return span.length ? [marking?.pens[first], ...span] : textsOf(recording, id)[first];
  });
  if (given.flat().some((part) => !isText(part) && !Number.isInteger(part))) return undefined;
  return {
    schema: 2, learner_id: learner, exercise_id: fixed.exercise, statement_id: id, label: schemes[fixed.scheme][label], scheme: fixed.scheme,
    text_hash: fixed.text_hash, given, confidence: sure[step - 1] ?? null, answered_at: new Date(start + seconds * 1000).toISOString(), round: 1, attempt: 1,
  };
}

/** Milliseconds as SCORM 1.2 writes a span of time. */
function spanOf(milliseconds) {
  const seconds = Math.max(0, milliseconds) / 1000;
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  return `${two(Math.min(9999, seconds / 3600))}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${two((seconds * 100) % 100)}`;
}

/** An answer as fields of an interaction; no field says what is right where the page does not. */
function interactionOf({ kind, recording }, at, [id, { choice, moment }], latency) {
  const { how, fixed, feedback, drafted, marking, items, answers } = recording;
  const told = feedback && !drafted;
  const [texts, { given }] = [textsOf(recording, id), choice.sent];
  const listed = ["label", "given"].includes(how) || how === "order";
  const coded = listed && texts.length <= LETTERS.length;
  const signs = (list) => list.map((text) => LETTERS[texts.indexOf(text)]).join(",");
  const marked = (wanted) => marker(marking, items[id].ask.tokens).said(Object.entries(wanted).map(([pen, span]) => [pen, ...span]));
  const right = () => {
    if (how === "order") return [coded ? signs(marking.items[id].chain) : ""];
    if (how === "marks") return [marked(marking.items[id].wanted)];
    return coded ? texts.filter((text) => answers[id].by[text].accepted).map((text) => signs([text])) : [];
  };
  const result = () => (choice.accepted ? "correct" : choice.points ? (choice.points / 1000).toFixed(2) : "wrong");
  return [
    ["id", `${kind}-${at + 1}-${idsOf(recording).indexOf(id) + 1}`],
    ["type", !coded ? "fill-in" : how === "order" ? "sequencing" : "choice"],
    ["time", [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map((one) => String(one).padStart(2, "0")).join(":")],
    ["student_response", (coded ? signs(how === "order" ? given : [choice.key]) : choice.said).slice(0, 255)],
    ...(told ? right() : []).filter(Boolean).map((text, n) => [`correct_responses.${n}.pattern`, text.slice(0, 255)]),
    ...(feedback ? [["result", told ? result() : "neutral"]] : []),
    ["weighting", "1"],
    ["latency", spanOf(latency)],
  ];
}

/** What the answers came to, of a hundred; undefined where nothing is marked. What is not answered earns nothing. */
function scoreOf(exercises, answers) {
  const marked = exercises.flatMap(({ recording: { feedback, drafted, fixed } }, at) => (feedback && !drafted ? [[fixed.items.length, answers[at]]] : []));
  const total = marked.reduce((sum, [items]) => sum + items, 0);
  const points = marked.flatMap(([, own]) => own).reduce((sum, [, { choice }]) => sum + choice.points, 0);
  return total ? Math.round((10 * points) / total) / 100 : undefined;
}

/**
 * The learning system around a page: `recall` says whose answers these are, `fresh` gives rows that only it has, `begin`
 * and `soon` let it hear of answers. Whatever it refuses stays in this browser and is told again.
 */
function lms({ exercises }, say) {
  const api = systemAround();
  const call = (name, ...given) => {
    try {
      return String(api[name](...given) ?? "");
    } catch {
      return "";
    }
  };
  const get = (name) => call("LMSGetValue", `cmi.${name}`);
  const set = (name, value) => call("LMSSetValue", `cmi.${name}`, String(value)) === "true";
  const open = Boolean(api) && call("LMSInitialize", "") === "true";
  const mode = open ? get("core.lesson_mode") : "";
  const records = open && mode !== "browse" && mode !== "review";
  const student = open ? get("core.student_id") : "";
  const [family, first] = open ? get("core.student_name").split(", ") : [""];
  const earlier = open ? resumed(exercises, get("suspend_data")) : undefined;
  const anew = open && get("core.entry") === "ab-initio";
  const keyOf = (exercise, id) => `${exercise} ${id}`;
  const told = new Set((earlier?.rows ?? []).map((row) => keyOf(row.exercise_id, row.statement_id)));
  const since = new Map();
  const opened = Date.now();
  let [seats, book, waiting, ended] = [[], null, 0, false];

  const place = (name) => (open ? `${name}@${student}` : name);

  /** Whose answers these are: those of the attempt that the system tells of, or ones it never took; else a new beginning. */
  function recall(name, kept) {
    if (!open) return kept;
    const named = { name: [first, family].filter(Boolean).join(" ") };
    if (earlier) return { ...kept, ...named, learner: earlier.learner };
    const untold = (shelf.get(`${name}:${kept.learner}`).rows?.length ?? 0) > (kept.told ?? 0);
    return anew && !untold ? named : { ...kept, ...named };
  }

  function fresh(rows) {
    const known = new Set(rows.filter((row) => row.round === 1 && row.attempt === 1).map((row) => keyOf(row.exercise_id, row.statement_id)));
    return (earlier?.rows ?? []).filter((row) => !known.has(keyOf(row.exercise_id, row.statement_id)));
  }

  /** Since when what is asked now has been asked. */
  function look() {
    for (const [at, { seat }] of seats.entries()) {
      const id = `${at} ${seat.state().at}`;
      if (!since.has(id)) since.set(id, Date.now());
    }
  }

  /** How long an answer took: since its item was shown, or since the answer before it, on whatever exercise. */
  function latency(at, id, moment, moments) {
    const before = moments.filter((one) => one < moment);
    return moment - Math.max(since.get(`${at} ${id}`) ?? opened, ...before);
  }

  function tellInteractions(answers) {
    const moments = answers.flat().map(([, { moment }]) => Number(moment));
    for (const [at, own] of answers.entries()) {
      for (const one of own) {
        const [id, { moment }] = one;
        const key = keyOf(exercises[at].recording.fixed.exercise, id);
        const count = get("interactions._count"); // none where a system has no interactions, which 1.2 leaves open
        if (told.has(key) || !/^\d+$/.test(count)) continue;
        const fields = interactionOf(exercises[at], at, one, latency(at, id, moment, moments));
        const sent = fields.map(([name, value]) => set(`interactions.${count}.${name}`, value));
        if (!sent[0]) return; // its id is refused: all of them wait for the next time
        told.add(key);
      }
    }
  }

  /** Tell all that is new; the `last` time the system keeps it as the session ends, when a request of ours is too late. */
  function tell(last = false) {
    clearTimeout(waiting);
    look();
    const answers = seats.map(({ seat }) => seat.given());
    const rows = book.rows.length;
    const status = get("core.lesson_status");
    const done = seats.every(({ seat }) => seat.progress()[0] === seat.progress()[1]);
    if (!["passed", "failed", "completed"].includes(status)) set("core.lesson_status", done ? "completed" : "incomplete");
    const score = scoreOf(exercises, answers);
    if (score !== undefined) for (const [name, value] of [["raw", score], ["min", 0], ["max", 100]]) set(`core.score.${name}`, value);
    tellInteractions(answers);
    const { text, whole } = suspended(exercises, book.who.learner, answers);
    set("core.session_time", spanOf(Date.now() - opened));
    set("core.exit", "suspend"); // an attempt that is over may be looked at again
    const taken = [set("suspend_data", text), call(last ? "LMSFinish" : "LMSCommit", "") === "true"].every(Boolean);
    if (!last && taken) {
      book.who.told = rows; // a session's end is believed once the next visit finds its answers
      book.put();
    } else if (!last) waiting = setTimeout(tell, 30000);
    line(taken && whole ? say.on : say.failed);
  }

  function line(words) {
    const [kept, note] = [".kept", ".hand-in-note"].map((one) => document.querySelector(one)); // at the head; at the end, read out
    if (kept.textContent === words) return;
    [kept.textContent, note.textContent] = [words, words];
    kept.classList.toggle("line", words === say.failed);
  }

  /** Let the system hear of answers, once those that come in a row are given. */
  function soon() {
    if (!records || !book || ended) return;
    clearTimeout(waiting);
    waiting = setTimeout(tell, 50); // once the verdict is drawn: a system may keep the page waiting
  }

  function begin(these, own) {
    [seats, book] = [these, own];
    if (!open) return void document.querySelector(".kept").prepend(`${say.none} `);
    for (const part of document.querySelectorAll(".who, .visit button")) part.hidden = true; // the system knows who it is
    line(records ? say.on : say.look);
    if (records) tell();
    document.addEventListener("visibilitychange", () => records && !ended && document.hidden && tell());
    addEventListener("pagehide", () => {
      if (!ended && records) tell(true);
      else if (!ended) call("LMSFinish", "");
      ended = true;
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted || !records) return;
      ended = call("LMSInitialize", "") !== "true"; // it ended as the page was left
      if (ended) line(say.failed);
      else tell();
    });
  }

  return { place, recall, fresh, begin, soon };
}
