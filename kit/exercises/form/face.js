const form = ({ model, el: host }) => {
  const view = `kit-${++views}`;
  const fixed = model.get("fixed");
  const now = () => model.get("state");
  const notice = make("p", { class: "notice", "aria-live": "polite", role: "status" });
  const choose = (label) => model.send({ action: "take", want: label });
  const box = make(
    "fieldset",
    {},
    make("legend", {}, fixed.words.title),
    make("div", { class: "opts" }, ...radios(view, fixed.forms.map(([label, name]) => ({ label, name })), choose)),
  );
  const root = make(
    "section",
    { class: "kit-card kit-form", lang: fixed.lang, dir: fixed.dir, "aria-label": fixed.words.title },
    make("div", { class: "card" }, box, make("p", { class: "soft" }, fixed.words.lead), notice),
  );

  function draw() {
    for (const input of box.querySelectorAll("input")) input.checked = input.value === now().chosen;
    notice.textContent = now().notice;
  }

  return mount(host, root, model, draw);
};

export default { render: form };
