export default {
  render({ model, el }) {
    const draw = () => { el.innerHTML = model.get("html"); };
    el.classList.add("kit-live");
    draw();
    model.on("change:html", draw);
    return () => model.off("change:html", draw);
  },
};
