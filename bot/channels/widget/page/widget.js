import { Conversation } from "./conversation.js";
import { button, h, icon } from "./draw.js";
import { Flow } from "./flow.js";
import { drawHeader } from "./frame.js";
import { words } from "./words.js";

const NAME = "spinewise-chat";
const BASE = new URL(".", import.meta.url);
const SMALL = matchMedia("(max-width: 30em)");

/**
 * `<spinewise-chat>`: the chat in the page where it stands, or, with `data-floating`, a launcher in the corner.
 * Attributes: `data-title`, `data-opening`, `data-colour`, `data-position` (`start` or `end`).
 */
class SpinewiseChat extends HTMLElement {
  async connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: "open" });
    this.build();
    const css = await (await fetch(new URL("styles.css", BASE))).text();
    // Adopted, so that no page need allow inline styles.
    this.shadowRoot.adoptedStyleSheets = [await new CSSStyleSheet().replace(css)];
    this.shadowRoot.append(...[this.launcher, this.panel].filter(Boolean));
    const { open, pending } = this.flow.talk.memory.tab;
    if (!this.launcher) this.flow.begin();
    else if (open || pending) this.open(false);
  }

  build() {
    const { title = words.title, opening = words.opening, colour } = this.dataset;
    if (colour) this.style.setProperty("--spinewise-accent", colour);
    const floating = "floating" in this.dataset;
    this.flow = new Flow(new Conversation(BASE), opening);
    const { banner, log, status, retry, tray, composer } = this.flow;
    this.header = drawHeader(title, this.flow, floating && (() => this.close()));
    this.panel = h(
      floating ? "dialog.panel" : "section.panel",
      { "aria-label": title, lang: "en", onkeydown: (event) => this.key(event) },
      this.header,
      banner.element,
      log.element,
      h("div.dock", h("div.line", status, retry), tray.element, composer.element),
    );
    if (floating) this.float(opening);
  }

  float(opening) {
    this.launcher = button(".main.launcher", () => this.open(), { "aria-expanded": "false" }, icon("chat"), opening);
    // The browser's own way to close a dialog would not tell the launcher.
    this.panel.addEventListener("cancel", (event) => event.preventDefault());
  }

  /** Escape undoes the last thing that was opened. */
  key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    const menu = this.header.querySelector("details[open]");
    if (menu) menu.open = false;
    else if (!this.flow.tray.clear() && this.launcher) this.close();
  }

  open(focus = true) {
    if (!this.launcher || this.panel.open) return;
    // Over the whole screen of a phone nothing else may be reached; beside a page it may.
    if (SMALL.matches) this.panel.showModal();
    else this.panel.show();
    this.mark(true);
    if (focus) this.flow.composer.field.focus();
    this.flow.begin();
  }

  close() {
    this.panel.close();
    this.mark(false);
    this.launcher.focus();
  }

  mark(open) {
    this.launcher.setAttribute("aria-expanded", open);
    this.flow.talk.memory.note({ open });
  }
}

/** What the one script of a page adds, where the page has no chat of its own. */
function floating() {
  const chat = document.createElement(NAME);
  const tag = [...document.scripts].find((script) => script.src === import.meta.url);
  Object.assign(chat.dataset, tag?.dataset, { floating: "" });
  return chat;
}

if (!customElements.get(NAME)) {
  customElements.define(NAME, SpinewiseChat);
  if (!document.querySelector(NAME)) document.body.append(floating());
}
