// A lesson is ready as it is opened: once the kernel is there, the kit's own cells run by themselves.
// Cells that differ from what the kit shipped wait for a person. Written by hand as the module that
// JupyterLab and Notebook 7 load; it takes what it needs of them from the scope they share.
"use strict";

globalThis._JUPYTERLAB ??= {};
globalThis._JUPYTERLAB["who-said-so"] = (() => {
  const WORDS = {
    en: {
      ready: "Getting the exercises ready …",
      changed: "Some Python in this notebook is not the kit's own, so nothing was run. Run it only if you trust whoever sent it.",
      run: "Run it",
      failed: "The exercises did not start. Reload the page to try again; no answer is lost.",
      show: "Show the Python",
      hide: "Hide the Python",
    },
    ar: {
      ready: "نجهّز التمارين …",
      changed: "في هذا الدفتر شيفرة ليست من الأداة، فلم يُشغَّل شيء. لا تشغّلوها إلا إن وثقتم بمن أرسلها.",
      run: "شغّلوها",
      failed: "لم تبدأ التمارين. أعيدوا تحميل الصفحة للمحاولة من جديد؛ لا يضيع أي جواب.",
      show: "إظهار الشيفرة",
      hide: "إخفاء الشيفرة",
    },
  };
  // Files in the notebook's own folder could pass for the kit, or for what it needs, so that folder is
  // no place to import from while cells run by themselves.
  const ALONE = "import sys; sys.path[:] = [p for p in sys.path if p]; del sys";
  const AS_BEFORE = "import sys; sys.path.insert(0, ''); del sys";

  let shared = {};
  const take = async name => {
    const [version] = Object.values(shared[name] ?? {});
    return version ? (await version.get())() : {};
  };
  const address = new URL(".", document.currentScript.src).href;
  let known = null;
  const shipped = () =>
    (known ??= fetch(`${address}cells.json`).then(answer => answer.json()).then(cells => new Set(cells)));

  const code = panel => panel.content.widgets.filter(cell => cell.model.type === "code");
  const text = cell => cell.model.sharedModel.getSource();
  const isLesson = panel => {
    const [first] = code(panel);
    return first !== undefined && /^import kit$/m.test(text(first));
  };
  const language = panel => {
    const [first] = panel.content.widgets;
    return first && text(first).startsWith('<div dir="rtl" lang="ar">') ? "ar" : "en";
  };

  function say(panel, message, act) {
    panel.node.querySelector(".kit-notice")?.remove();
    panel.node.dataset.kit = message ?? "done";
    if (!message) {
      if (document.activeElement === document.body) panel.content.activate(); // keys work at once
      return;
    }
    const notice = document.createElement("div");
    notice.className = "kit-notice";
    notice.lang = language(panel);
    notice.dir = notice.lang === "ar" ? "rtl" : "ltr";
    notice.setAttribute("role", "status");
    notice.append(WORDS[notice.lang][message]);
    if (act) notice.append(button(WORDS[notice.lang].run, act));
    panel.node.append(notice);
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  // One button shows and hides the Python; a lesson comes with it hidden.
  function offerCode(panel, actions, Widget) {
    const words = WORDS[language(panel)];
    const made = button(words.show, () => {
      const shown = panel.toggleClass("kit-code");
      (shown ? actions.showAllCode : actions.hideAllCode)(panel.content);
      made.textContent = shown ? words.hide : words.show;
      made.setAttribute("aria-pressed", shown);
    });
    made.className = "kit-show-code";
    made.lang = language(panel);
    made.setAttribute("aria-pressed", false);
    const node = document.createElement("div");
    node.append(made);
    panel.toolbar.insertItem(0, "kit-show-code", new Widget({ node }));
  }

  // The page shows what the kernel holds: it was saved, and is opened again while that kernel lives.
  async function live(panel, kernel) {
    const shown = code(panel).flatMap(cell => cell.model.sharedModel.getOutputs())
      .map(output => output.data?.["application/vnd.jupyter.widget-view+json"]?.model_id).filter(Boolean);
    if (!shown.length) return false;
    const { content } = await kernel.requestCommInfo({ target_name: "jupyter.widget" });
    return shown.every(id => id in (content.comms ?? {}));
  }

  // On a phone the lesson is one column: bars at its sides would leave it no room.
  async function makeRoom({ shell, restored }) {
    if (!matchMedia("(max-width: 600px)").matches) return;
    await restored;
    shell.collapseLeft?.();
    shell.collapseRight?.();
    for (const side of ["left", "right"]) {
      if (shell.isSideTabBarVisible?.(side)) shell.toggleSideTabBarVisibility(side);
    }
  }

  async function start(panel, { actions, Widget, app }) {
    await panel.context.ready;
    await panel.revealed;
    if (!isLesson(panel)) return;
    panel.addClass("kit-lesson");
    await makeRoom(app);
    offerCode(panel, actions, Widget);
    const run = async () => {
      say(panel, "ready");
      const done = await actions.runCells(panel.content, panel.content.widgets, panel.sessionContext);
      say(panel, done ? null : "failed");
    };
    const own = await shipped();
    if (!code(panel).every(cell => own.has(text(cell)))) return say(panel, "changed", run);
    say(panel, "ready");
    await panel.sessionContext.ready;
    const kernel = panel.sessionContext.session?.kernel;
    if (!kernel) return say(panel, "failed");
    await kernel.info;
    if (await live(panel, kernel)) return say(panel, null);
    const quietly = code => kernel.requestExecute({ code, silent: true, store_history: false }).done;
    await quietly(ALONE);
    await run();
    await quietly(AS_BEFORE);
  }

  // Voila shows a page without a notebook: it gets a lesson's style once something of the kit stands in it.
  function dress(page) {
    const watch = new MutationObserver(() => {
      if (!page.querySelector(".kit-card, .kit-printed")) return;
      watch.disconnect();
      page.classList.add("kit-lesson");
    });
    watch.observe(page, { childList: true, subtree: true });
  }

  const plugin = (tracker, tools) => ({
    id: "who-said-so:lesson",
    autoStart: true,
    optional: [tracker], // Voila has none
    activate: (app, notebooks) => {
      if (!notebooks) return dress(document.body);
      shipped().catch(() => {}); // on its way while the notebook loads; asked for again, it says what is wrong
      notebooks.widgetAdded.connect((_, panel) => {
        start(panel, { ...tools, app }).catch(error => {
          console.error(error);
          say(panel, "failed");
        });
      });
    },
  });

  const style = () => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = `${address}lesson.css`;
    document.head.append(link);
    return {};
  };

  return {
    init: scope => { shared = scope; },
    get: async name => {
      if (name === "./style") return style;
      const { INotebookTracker, NotebookActions: actions } = await take("@jupyterlab/notebook");
      const { Widget } = await take("@lumino/widgets");
      const plugins = actions ? [plugin(INotebookTracker, { actions, Widget })] : [];
      return () => ({ __esModule: true, default: plugins });
    },
  };
})();
