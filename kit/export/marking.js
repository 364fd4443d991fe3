// What no list holds is compared here, as Python compares it: marked words, and hands in an order.

/** Put words into a message's {fields}. */
const put = (message, values) => message.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** The nearest number with `places` decimals; of two as near, the even one, as Python rounds. */
function roundEven(value, places = 0) {
  const scaled = value * 10 ** places;
  const low = Math.floor(scaled);
  const tie = Math.abs(value * 2 ** (places + 1)) % 2 === 1; // only such numbers lie in the very middle
  const whole = tie ? low + (low % 2 ? 1 : 0) : Number(`${Number(value.toFixed(places))}e${places}`);
  return whole / 10 ** places;
}

/** How many hands must be added, taken away or exchanged (Levenshtein 1966). */
function editDistance(one, other) {
  let row = [...other.keys(), other.length];
  for (const [i, a] of one.entries()) {
    const next = [i + 1];
    for (const [j, b] of other.entries()) next.push(Math.min(row[j + 1] + 1, next[j] + 1, row[j] + (a !== b)));
    row = next;
  }
  return row.at(-1);
}

/** The words of a text as [text, start, end], and the places of those that spans reach into. */
const touched = (words, spans) => words.flatMap(([, start, end], at) => (spans.some(([a, b]) => a < end && start < b) ? [at] : []));

/** Places in a row as runs of neighbours. */
function runs(places) {
  const found = [];
  for (const at of places) {
    if (found.length && found.at(-1).at(-1) === at - 1) found.at(-1).push(at);
    else found.push([at]);
  }
  return found;
}

/** Marks as they are kept, from marks as they are sent; undefined where they are none. */
function readMarks(words, given, pens) {
  if (!Array.isArray(given) || given.length > 2000) return undefined;
  const places = new Map();
  for (const part of given) {
    const [kind, a, b] = Array.isArray(part) && part.length === 3 ? part : [];
    if (!pens.includes(kind) || !Number.isInteger(a) || !Number.isInteger(b)) return undefined;
    places.set(kind, [...(places.get(kind) ?? []), ...touched(words, [[a, b]])]);
  }
  const marks = [...places.keys()].sort().flatMap((kind) => {
    const own = [...new Set(places.get(kind))].sort((x, y) => x - y);
    return runs(own).map((run) => [kind, words[run[0]][1], words[run.at(-1)][2]]);
  });
  return marks.sort((x, y) => x[1] - y[1] || x[2] - y[2]);
}

/** By kind, which marked words are right, which do not belong, which are missed; places of words. */
function overlap(words, marks, wanted, pens) {
  const found = {};
  for (const kind of pens) {
    const own = touched(words, marks.filter(([name]) => name === kind).map(([, a, b]) => [a, b]));
    const key = wanted[kind] ? touched(words, [wanted[kind]]) : [];
    if (!own.length && !key.length) continue;
    const one = { right: own.filter((at) => key.includes(at)), extra: own.filter((at) => !key.includes(at)), missed: key.filter((at) => !own.includes(at)) };
    const right = 2 * one.right.length;
    found[kind] = { ...one, share: right / (right + one.extra.length + one.missed.length) };
  }
  return found;
}

/** A text in pieces, those inside one of the spans marked; spans begin and end where words do. */
function cut(tokens, spans) {
  const edges = new Set(spans.flat());
  const pieces = [];
  let at = 0;
  let apart = true;
  for (const [text, start, end] of tokens) {
    const from = start < 0 ? at : start;
    if (apart || edges.has(from)) pieces.push({ text: "", marks: spans.some(([a, b]) => a <= from && from < b) ? ["source"] : [] });
    pieces.at(-1).text += text;
    at = start < 0 ? at : end;
    apart = edges.has(at) && start >= 0;
  }
  return pieces;
}

/** Words marked in a text: what they are called, and what is told of them beside the key's. */
function marker({ pens, say }, tokens) {
  const words = tokens.filter(([, start]) => start >= 0);
  const listed = (texts) => texts.map((text) => put(say.quoted, { words: text })).join(say.comma);
  const span = (a, b) => tokens.slice(tokens.findIndex(([, start]) => start === a), tokens.findIndex(([, , end]) => end === b) + 1).map(([text]) => text).join("");
  const texts = (places) => runs(places).map((run) => span(words[run[0]][1], words[run.at(-1)][2]));
  const told = (found) =>
    Object.entries(found).map(([kind, { right, extra, missed }]) => {
      const parts = right.length || missed.length ? { found: right, missed, extra } : { none: extra };
      const said = Object.entries(parts).filter(([, places]) => places.length);
      return `${say[`pen_${kind}`]}: ${said.map(([name, places]) => put(say[`marked_${name}`], { words: listed(texts(places)) })).join(say.semicolon)}`;
    });
  return {
    read: (given) => readMarks(words, given, pens),
    said: (marks) => listed(marks.map(([, a, b]) => span(a, b))),
    held: (marks, wanted) => overlap(words, marks, wanted, pens),
    listed,
    texts,
    told,
    pieces: (spans) => cut(tokens, spans),
  };
}

const upper = (text) => (text ? text[0].toUpperCase() + text.slice(1) : "");

/**
 * What is shown of an answer in parts: `said`, how it is called in a sentence; `points`, 0 to 1 with three
 * decimals; `lines`, `why` it fails; `own`, what of it stands beside the verdict; `more`, other fields of a verdict.
 */
function partly(recording, item, digits, one) {
  const { feedback, drafted } = recording;
  const { say } = recording.marking;
  const { said, sent, accepted, points, lines, why, own = {}, more = {}, spoken = "", reason } = one;
  const named = said.replace(/\.+$/, "") || say.no_source;
  if (!feedback) return { sent, said };
  const share = digits(roundEven(100 * points));
  const head = spoken || (accepted ? say.all_right : put(points ? say.part : say.not_yet, { share }));
  const tone = accepted ? "right" : points || drafted ? "part" : "wrong";
  const told = () => ({ ...item.told, ...own, verdict: { ...item.told.verdict, tone, right: accepted, head, lines, ...more } });
  return {
    sent,
    said,
    named,
    accepted,
    why: upper(why),
    points: Math.round(1000 * points),
    told,
    listed: () => ({
      ...item.listed,
      own_said: said ? put(say.own, { answer: said }) : "",
      right: accepted,
      points: Math.max(roundEven(points, 2), drafted ? 0.5 : 0),
      reason,
    }),
    again: () => ({ ...item.again, ...own, verdict: { ...item.again.verdict, tone, own_said: put(say.own, { answer: named }), why: upper(why) } }),
    second: (next) => tellSecond(recording.say, named, next),
  };
}

/** Answers that mark words. */
function markedAnswers(recording, digits) {
  const { marking, items, feedback } = recording;
  const { say } = marking;
  const read = (id, { given }) => {
    const pen = marker(marking, items[id].ask.tokens);
    const marks = pen.read(given);
    if (!marks) return undefined;
    const [said, sent] = [pen.said(marks), { label: "", given: marks }];
    if (!feedback) return { sent, said };
    const item = marking.items[id];
    const found = pen.held(marks, item.wanted);
    const parts = Object.values(found);
    const mean = parts.length ? parts.reduce((sum, { share }) => sum + share, 0) / parts.length : 1;
    const [kind, bad] = Object.entries(found).find(([, { share }]) => share < 1) ?? [];
    const name = bad && (bad.extra.length ? "extra" : bad.right.length ? "short" : "none");
    const why = bad ? put(say[`drawn_${name}`], { kind: say[`pen_${kind}`], words: pen.listed(pen.texts(bad.extra.length ? bad.extra : bad.right)) }) : "";
    const lines = pen.told(found);
    return partly(recording, item, digits, {
      said, sent, lines, why,
      accepted: mean === 1,
      points: roundEven(mean, 3),
      more: { own_said: marks.length ? "" : put(say.own, { answer: say.no_source }) },
      spoken: parts.length || recording.drafted ? "" : say.none,
      reason: [...lines, ...(item.reason ? [item.reason] : [])].join(" · "),
    });
  };
  return { read, again: read };
}

/** Answers that put hands in an order. */
function orderedAnswers(recording, digits) {
  const { marking, fixed, feedback } = recording;
  const { say, arrow } = marking;
  const names = fixed.hands.map(([hand]) => hand);
  const read = (id, { given }) => {
    const sound = Array.isArray(given) && given.length && given.length <= names.length && new Set(given).size === given.length && given.every((hand) => names.includes(hand));
    if (!sound) return undefined;
    const [said, sent] = [given.join(arrow), { label: "", given }];
    if (!feedback) return { sent, said };
    const item = marking.items[id];
    const { chain } = item;
    const points = 1 - editDistance(given, chain) / Math.max(given.length, chain.length);
    const strange = given.find((hand) => !chain.includes(hand));
    const at = Math.max(0, chain.findIndex((hand, place) => given[place] !== hand));
    const name = strange ? "strange" : at && given.length < chain.length ? "missing" : "order";
    const hand = strange ?? (name === "missing" ? given[at - 1] : given[Math.min(at, given.length - 1)]);
    return partly(recording, item, digits, {
      said, sent,
      lines: item.told.verdict.lines,
      why: put(say[`chained_${name}`], { hand }),
      accepted: given.length === chain.length && given.every((one, place) => one === chain[place]),
      points: roundEven(points, 3),
      own: { own: given.map((one) => ({ hand: one, weak: false })) },
      reason: item.listed.reason,
    });
  };
  return { read, again: read };
}
