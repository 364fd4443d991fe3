// Hand-in codes as docs/hand-in-code.md says: kit/export/codes.py writes the same ones, and reads them.

/** A learner's name as parts of a number, each a value and how many of them there may be. */
function nameParts(learner, { latin, arabic, marks }) {
  const name = learner.replace(/\p{Cf}/gu, "").replace(/[\s\x1c-\x1f\x85]+/g, " ").trim().normalize("NFC");
  if (!name) return [[0, 8]];
  if (/^anon-[0-9a-f]{16}$/.test(name)) return [[7, 8], [`0x${name.slice(5)}`, 16n ** 16n]];
  const [all, words] = [[...name], latin + marks];
  const short = all.slice(0, 24);
  const small = short.join("").toLowerCase();
  const title = small.replace(/(^|[ -])[a-z]/g, (first) => first.toUpperCase()) === short.join("") ? small : "\0";
  const any = latin + latin.toUpperCase() + arabic + marks;
  const tries = [[words, short], [words, [...title]], [arabic + marks, short], [any, short], [0x2000, short], [0x110000, short]];
  for (const [at, [table, letters]] of tries.entries()) {
    const size = table.length ?? table;
    const values = letters.map((letter) => (table.length ? table.indexOf(letter) : letter.codePointAt(0)));
    if (values.every((value) => value >= 0 && value < size)) return [[at + 1, 8], [Math.min(all.length, 25), 26], ...values.map((value) => [value, size])];
  }
  return [[0, 8]];
}

/** An answer as such parts: a label, or an order of the hands that are offered; with the nearest step of its certainty. */
function answerParts(answer, labels, hands, steps) {
  const size = steps.length + 1;
  const far = (at) => Math.abs(steps[at] - answer.confidence);
  const sure = typeof answer?.confidence === "number" ? steps.reduce((best, _, at) => (far(at) < far(best) ? at : best), 0) + 1 : 0;
  if (!hands) return [[answer ? labels.indexOf(answer.label) * size + sure + 1 : 0, labels.length * size + 1]];
  if (!answer) return [[0, size + 1]];
  const left = [...hands];
  const picked = answer.given.map((hand) => {
    const part = [left.indexOf(hand), left.length];
    left.splice(part[0], 1);
    return part;
  });
  return [[sure + 1, size + 1], [picked.length, hands.length + 1], ...picked];
}

/**
 * The code of a learner's first answers, in groups of four with hyphens; empty where it would be too long to copy.
 *
 * `sheet` says what was asked: the first six signs `head`, the way of answering `kind`, its `labels`, the `steps` of
 * certainty, the `items` in order, and for each its `hands` where these were put in order. `answers` are by item:
 * label, given, confidence. `table` has the 23 `signs` and the `letters` of names.
 */
function codeOf(sheet, learner, answers, { signs, letters }) {
  const { head, kind, labels, steps, items, hands } = sheet;
  const parts = [[kind, 16], ...nameParts(learner, letters)];
  for (const [at, item] of items.entries()) parts.push(...answerParts(answers[item], labels, hands[at], steps));
  let number = parts.reduceRight((sum, [value, size]) => sum * BigInt(size) + BigInt(value), 0n);
  const body = [];
  for (; number || !body.length; number /= 23n) body.push(Number(number % 23n));
  const groups = Math.ceil((body.length + 10) / 4);
  const values = [...[...head].map((sign) => signs.indexOf(sign)), groups % 23, ...body];
  while (values.length < groups * 4 - 3) values.push(0);
  const sums = [0, 0, 0];
  for (const [at, value] of values.entries()) {
    const [q, r] = [Math.floor((at + 1) / 23), (at + 1) % 23];
    for (const [n, weight] of [1, r, r * r + q].entries()) sums[n] += weight * value;
  }
  const code = [...values, ...sums.map((sum) => (23 - (sum % 23)) % 23)].map((value) => signs[value]).join("");
  return code.length > 400 ? "" : code.match(/.{4}/g).join("-");
}
