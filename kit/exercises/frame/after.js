// What is shown once an exercise is done; the HTML is the kit's own, and comes from Python alone.
export default {
  render({ model, el }) {
    const draw = () => {
      el.innerHTML = model.get("html");
      // What is wider than the page is scrolled by keyboard too.
      requestAnimationFrame(() => {
        if (el.scrollWidth > el.clientWidth) el.tabIndex = 0;
      });
    };
    el.classList.add("kit-after");
    draw();
    model.on("change:html", draw);
    return () => model.off("change:html", draw);
  },
};
