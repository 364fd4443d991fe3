// The page of a lesson: each exercise in its place, what is kept in this browser, and what the answers came to.

/** An id for whoever answers without a name, as Python makes one. */
const anonymous = () => `anon-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

/**
 * What one learner has answered on this page, in this browser. Two windows may write: each adds its rows to
 * what it finds. `put` tells whether the browser could keep them; what it could not is tried again with the next.
 */
function notebook(page, school) {
  const name = school ? school.place(page) : page;
  const who = { learner: anonymous(), name: "", ...(school ? school.recall(name, shelf.get(name)) : shelf.get(name)) };
  const place = `${name}:${who.learner}`;
  const found = () => (Array.isArray(shelf.get(place).rows) ? shelf.get(place).rows : []);
  const rows = found().filter((row) => row && typeof row === "object" && isText(row.exercise_id) && momentOf(row.answered_at));
  let waiting = [];
  const put = (more = []) => {
    rows.push(...more);
    waiting.push(...more);
    const kept = shelf.put(place, { rows: [...found(), ...waiting] }) && shelf.put(name, who);
    if (kept) waiting = [];
    return kept;
  };
  return { who, place, rows, put, leave: () => shelf.put(name, {}) };
}

function open(lesson) {
  const { say, digits } = lesson;
  const school = typeof lms === "function" ? lms(lesson, JSON.parse(document.getElementById("lms").textContent)) : null; // only a package has it
  const book = notebook(`kit-page:${lesson.name}`, school);
  const seats = [];
  const one = (query) => document.querySelector(query);
  const [note, name, file] = [".hand-in-note", ".who input", ".bring input"].map(one);
  const kept = one(".kept");
  if (!book.put(school?.fresh(book.rows))) kept.textContent = say.unkept;

  const codes = school ? () => one(".codes")?.remove() : handing(one(".codes"), lesson, book.rows, () => name.value.trim(), (said) => (note.textContent = said));

  /** Tell how far each exercise is, and what it came to. */
  function tell() {
    school?.soon();
    codes();
    const alike = (title) => seats.filter((other) => other.title === title).length > 1;
    const shown = ({ seat, title }) => {
      const [done, total] = seat.progress();
      const came = seat.result();
      const far = fill(say.far, { done, total }, digits);
      const name = alike(title) ? `${title} · ${seat.fixed.title}` : title;
      const figures = seat.report().map(([head, value, chance, meaning]) =>
        make("dd", { class: "figure" }, make("span", {}, head), make("b", {}, value), meaning ? make("small", {}, meaning) : null, chance ? make("i", {}, chance) : null),
      );
      return [make("dt", {}, name), make("dd", {}, far), ...(figures.length ? figures : came ? [make("dd", { class: "came" }, came)] : [])];
    };
    for (const list of document.querySelectorAll(".results")) {
      const { of } = list.dataset;
      list.replaceChildren(...(of ? [seats[of]] : seats).flatMap(shown));
    }
    for (const host of document.querySelectorAll("[data-after]")) {
      const { exercise, html } = lesson.after[host.dataset.after];
      const [done, total] = seats[exercise].seat.progress();
      if (done < total || host.dataset.open) continue;
      host.dataset.open = "true";
      host.innerHTML = html; // Python's own, in which all that is not is escaped
    }
  }

  /** Whose answers were found, and a way to begin without them; they are kept all the same. */
  function visit() {
    const { rows, who } = book;
    const last = rows.map((row) => row.answered_at).sort().at(-1);
    if (!last) return;
    const day = new Intl.DateTimeFormat(lesson.locale, { dateStyle: "long", numberingSystem: lesson.numbering }).format(new Date(last));
    const first = rows.filter((row) => row.attempt === 1 && row.round === 1);
    one(".visit span").textContent = fill(who.name ? say.visit_of : say.visit, { n: first.length, day, name: who.name }, []).replace(/\d/g, (digit) => digits[digit]);
    one(".visit button").addEventListener("click", () => {
      book.leave();
      location.reload();
    });
    one(".visit").hidden = false;
    const old = first.filter((row) => seats.some(({ seat: { fixed } }) => fixed.exercise === row.exercise_id && fixed.text_hash !== row.text_hash));
    if (old.length) note.textContent = fill(say.edition, { n: old.length }, digits);
  }

  for (const host of document.querySelectorAll("[data-exercise]")) {
    const { kind, title, recording } = lesson.exercises[host.dataset.exercise];
    const mine = book.rows.filter((row) => row.exercise_id === recording.fixed.exercise);
    const { model, seat } = recorded(recording, book.who.learner, book.put, { kept: mine, told: tell });
    seats.push({ seat, title });
    host.replaceChildren();
    faces[kind].render({ model, el: host });
    host.bring = (text) => model.send({ action: "restore", statement_id: seat.fixed.items[0]?.[0], text });
  }

  /** All answers as a file in the format of the log, under the learner's name if there is one. */
  function save(event) {
    event.preventDefault();
    if (!book.rows.length) return void (note.textContent = say.empty);
    const learner = name.value.trim() || book.who.learner;
    const lines = book.rows.map((row) => writeRow({ ...row, learner_id: learner }));
    const href = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "application/x-ndjson" }));
    const called = `${lesson.name.split(":")[0]}.${learner.replace(/[^\p{L}\p{M}\p{N}-]+/gu, "-")}.jsonl`;
    make("a", { href, download: called }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    note.textContent = fill(say.saving, { name: called }, []);
  }

  async function bring() {
    const [chosen] = file.files;
    const text = chosen ? (chosen.size > 2e6 ? "x".repeat(2e6 + 1) : await chosen.text()) : "";
    for (const host of text ? document.querySelectorAll("[data-exercise]") : []) host.bring(text);
    file.value = "";
  }

  name.value = book.who.name;
  name.addEventListener("change", () => {
    book.who.name = name.value.trim();
    book.put();
    codes();
  });
  file.addEventListener("change", bring);
  one(".hand-in").addEventListener("submit", save);
  addEventListener("storage", ({ key }) => {
    if (key === book.place) note.textContent = say.elsewhere;
  });
  for (const line of document.querySelectorAll(".blocked")) line.remove();
  for (const part of document.querySelectorAll("[hidden].needs-script")) part.hidden = false;
  visit();
  tell();
  school?.begin(seats, book);
}

open(unpack(JSON.parse(document.getElementById("lesson").textContent)));
