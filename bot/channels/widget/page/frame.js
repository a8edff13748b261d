import { drawCall } from "./assessment.js";
import { button, group, h, icon, unseen } from "./draw.js";
import { words } from "./words.js";

const WARN_CHARS = 200;

/**
 * The title, and the menu of what one may do with the conversation.
 *
 * @param {string} title
 * @param {import("./flow.js").Flow} flow
 * @param {false | (() => void)} onclose
 */
export function drawHeader(title, flow, onclose) {
  const { memory } = flow.talk;
  const choice = (text, act, name = "") => button(name, () => ((menu.open = false), act()), text);
  const onchange = ({ target }) => memory.know(memory.sender, target.checked);
  const keep = h("input", { type: "checkbox", checked: memory.kept, onchange });
  const menu = h(
    "details.menu",
    h("summary.round", icon("menu"), unseen(words.menu)),
    h(
      "div.box.choices",
      choice(words.summary, () => flow.say(words.summaryAsk, words.summary)),
      choice(words.export, () => flow.export()),
      h("label", keep, h("span", words.keep, h("small", words.keepHelp))),
      choice(words.restart, () => flow.say(words.restartAsk, words.restart)),
      choice(words.forget, () => flow.forget(), ".danger"),
    ),
  );
  const close = onclose && button(".round", onclose, icon("close"), unseen(words.close));
  return h("header", h("div.name", h("h2", title), h("p", words.subtitle)), menu, close);
}

/** Whom to call: always in reach, and louder once something said is an emergency. */
export class Banner {
  constructor() {
    this.numbers = h("span", words.callLocal);
    this.element = group("div.banner", words.emergency, icon("phone"), h("b", words.emergency), this.numbers);
  }

  /** @param {import("./types").Numbers} numbers */
  show({ emergency, crisis, non_emergency: advice }) {
    const shown = h(
      "span",
      drawCall(emergency, words.call),
      crisis && drawCall(crisis, words.crisis),
      advice && drawCall(advice, words.advice),
    );
    this.numbers.replaceWith(shown);
    this.numbers = shown;
  }
}

/** In the place of the field: what is asked in between, such as the body picture, a consent, a last warning. */
export class Tray {
  element = h("div.tray");

  /** @param {() => void} [dropped] told when it is emptied */
  show(node, dropped) {
    this.back = this.element.getRootNode().activeElement;
    this.dropped = dropped;
    this.element.replaceChildren(node);
    node.querySelector("button").focus();
  }

  /** Empty it; the focus goes back to where it was. @returns {boolean} whether there was anything */
  clear() {
    if (!this.element.firstChild) return false;
    this.element.replaceChildren();
    this.back?.focus();
    this.dropped?.();
    return true;
  }

  /** @returns {Promise<boolean>} the answer; no where the tray is emptied without one */
  ask(question, yes, no) {
    return new Promise((resolve) => {
      const agree = () => (resolve(true), this.clear());
      const tools = h("div.tools", button("", () => this.clear(), no), button(".main", agree, yes));
      this.show(group("div.box", question, h("p", question), tools), () => resolve(false));
    });
  }
}

/** Where one writes: Enter sends, Shift and Enter makes a new line; what is typed survives a reload. */
export class Composer {
  limit = Infinity;
  /** While a reply is awaited one may write on, but not send. */
  ready = true;
  hurried = false;

  /**
   * @param {string} text what was typed before
   * @param {import("./flow.js").Flow} flow
   */
  constructor(text, flow) {
    this.flow = flow;
    this.field = h("textarea.field", {
      dir: "auto",
      "aria-label": words.field,
      placeholder: words.hint,
      enterkeyhint: "send",
      oninput: () => this.changed(),
      onkeydown: (event) => this.key(event),
    });
    this.left = h("p.quiet", { role: "status" });
    this.sender = h("button.round.main.send", icon("send"), unseen(words.send));
    const point = button(".round", () => flow.point(), icon("body"), unseen(words.body));
    const onsubmit = (event) => (event.preventDefault(), this.submit());
    this.element = h("form", { onsubmit }, point, this.field, this.sender, this.left);
    this.text = text;
  }

  get text() {
    return this.field.value;
  }

  set text(text) {
    this.field.value = text;
    this.changed();
  }

  get sendable() {
    return this.ready && Boolean(this.text.trim()) && this.text.length <= this.limit;
  }

  /** @param {boolean} ready */
  wait(ready) {
    this.ready = ready;
    this.changed();
    if (this.hurried) this.submit();
  }

  changed() {
    const left = this.limit - this.text.length;
    this.left.textContent = left < WARN_CHARS ? words.left(left) : "";
    this.sender.setAttribute("aria-disabled", !this.sendable);
    this.flow.talk.memory.note({ draft: this.text });
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  /** What is sent too early goes out as soon as it may. */
  submit() {
    this.hurried = !this.ready;
    if (!this.sendable) return;
    const { text } = this;
    this.text = "";
    this.flow.say(text.trim());
  }
}
