// Elements of the page, made in one go: make("button", { class: "x", onclick }, "文字", child).

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((c) => c !== null && c !== undefined));
  return element;
}

function show(message, fault) {
  const said = document.getElementById("said");
  said.textContent = message;
  said.className = fault ? "fault" : "";
}

const HELD = 4000; // ms that a sentence stands before how things are stands there again
let heldUntil = 0, state = null, timer = 0;

export function say(message, fault = false) {
  heldUntil = message ? Date.now() + HELD : 0;
  clearTimeout(timer);
  if (message && state) timer = setTimeout(() => show(...state), HELD);
  if (!message) state = null;
  show(message, fault);
}

// How things are: behind what was just said. now: at once.
export function sayState(message, fault, now = false) {
  state = [message, fault];
  if (now) heldUntil = 0;
  clearTimeout(timer);
  const wait = heldUntil - Date.now();
  if (wait > 0) timer = setTimeout(() => show(...state), wait);
  else show(message, fault);
}

// Runs what may fail, and tells the person.
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    say(error.message, true);
    return undefined;
  }
}

export const button = (label, onclick, more = {}) => make("button", { type: "button", onclick, ...more }, label);

// A question over the page; Esc closes it, and whoever had the focus has it again. close() is given, too.
export function dialog(title, ...children) {
  const element = make("dialog", { "aria-label": title }, make("h2", {}, title), ...children);
  const close = () => { element.close(); element.remove(); };
  element.addEventListener("close", () => element.remove());
  document.body.append(element);
  element.showModal();
  return { element, close };
}
