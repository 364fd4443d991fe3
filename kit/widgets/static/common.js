// Shared by all widgets; Python joins it in front of each.

/** Make an element. Properties that start with "on" listen, null and false are left out; text stays text. */
function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Put values in the {places} of a message, with digits as the language writes them. */
function fill(message, values, digits) {
  const local = (value) => String(value).replace(/\d/g, (digit) => digits[digit]);
  return message.replace(/\{(\w+)\}/g, (_, name) => local(values[name]));
}

/** The digit that a key stands for in any of the scripts learners type in, or 0. */
function digitOf(event) {
  const code = event.key.length === 1 ? event.key.codePointAt(0) : 0;
  for (const zero of [0x30, 0x660, 0x6f0]) if (code > zero && code <= zero + 9) return code - zero;
  const row = /^Digit([1-9])$/.exec(event.code || ""); // rows where digits need Shift
  return row && !event.shiftKey ? Number(row[1]) : 0;
}

/** Keep plain keys from Jupyter while focus is inside `root`; its shortcuts with Ctrl, Alt, Cmd still work. */
function keepKeys(root) {
  const decide = (event) => {
    if (!root.contains(event.target)) return;
    const theirs = event.ctrlKey || event.metaKey || event.altKey || (event.key === "Enter" && event.shiftKey);
    root.toggleAttribute("data-lm-suppress-shortcuts", !theirs);
  };
  const stop = (event) => {
    if (root.hasAttribute("data-lm-suppress-shortcuts")) event.stopPropagation();
  };
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  window.addEventListener("keydown", decide, true); // before Jupyter, which listens on the document
  for (const kind of ["keydown", "keypress", "keyup"]) root.addEventListener(kind, stop);
  return () => window.removeEventListener("keydown", decide, true);
}

/** A small store in this browser; a browser that forbids it just keeps nothing. */
const shelf = {
  get(key) {
    try {
      const value = JSON.parse(localStorage.getItem(key));
      return value && typeof value === "object" ? value : {};
    } catch {
      return {};
    }
  },
  put(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // full or forbidden: the log on disk is the one that counts
    }
  },
  keys(prefix) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  },
};

