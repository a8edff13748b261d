import { drawAnswer, drawAssessment, drawReplies, Sources } from "./assessment.js";
import { button, drawText, fold, group, h, icon, list, unseen } from "./draw.js";
import { words } from "./words.js";

/** Notices after which nothing said before counts any more. */
const FRESH = ["restarted", "forgotten"];
const QUIET_MS = 300;

/** How each kind of data is drawn; any other is drawn by its text. */
const KINDS = {
  assessment: drawAssessment,
  answer: ({ custom }, sources) => [drawAnswer(custom, sources), h("div.folds", sources.details())],
  summary: drawSummary,
  export: drawExport,
};

/** What was said, as one sees it. A live region: what is put in is announced, whole and once. */
export class Log {
  /**
   * @param {string} opening
   * @param {import("./flow.js").Flow} flow
   */
  constructor(opening, flow) {
    this.flow = flow;
    this.opening = opening;
    this.numbers = null;
    this.element = h("div.log", { role: "log", tabindex: "0", "aria-label": words.log });
    this.clear();
  }

  clear() {
    /** @type {import("./types").Assessment | null} the last one of this episode */
    this.before = null;
    this.number = 0;
    this.element.replaceChildren(h("p.opening", this.opening));
  }

  get alarmed() {
    return this.before?.urgency === "emergency";
  }

  put(node) {
    this.element.append(node);
    this.element.scrollTop = this.element.scrollHeight;
    return node;
  }

  /** What the person said. @returns how to take it out again, if the server refuses it */
  user(text) {
    this.settle();
    const bubble = this.put(h("div.user", { dir: "auto" }, unseen(words.you), text));
    return () => bubble.remove();
  }

  /**
   * @param {import("./types").Message[]} messages one turn of the bot, drawn as one element to be announced once
   * @param {boolean} [live] whether it is said just now
   */
  bot(messages, live = true) {
    this.settle();
    this.number += messages.length;
    const drawn = messages.map((message) => drawMessage(message, this.flow));
    const turn = h("div.bot", drawn);
    for (const { custom } of messages) {
      if (custom?.kind === "assessment") this.before = custom;
      if (FRESH.includes(custom?.id)) this.before = null;
    }
    const found = messages.some(({ custom }) => custom === this.before);
    const answered = messages.some(({ custom }) => custom?.kind === "answer");
    // An emergency interrupts what a screen reader says, and nobody is asked how it was.
    if (this.alarmed) found && live && this.alert(turn);
    else if (found || answered) turn.append(drawRating(this.number, this.flow));
    this.flow.banner.element.classList.toggle("alarm", this.alarmed);
    this.put(turn);
    // A long reply is read from its beginning.
    if (turn.offsetHeight > this.element.clientHeight - 24) this.element.scrollTop = turn.offsetTop - 12;
  }

  /** Also where the panel was closed before the reply came. */
  alert(turn) {
    turn.setAttribute("role", "alert");
    this.element.getRootNode().host.open();
  }

  /** Something the page says itself, with one thing to do. */
  notice(text, label, act) {
    const box = this.put(h("div.box.notice", h("p", text)));
    if (label) box.append(button(".main", () => (box.remove(), act()), label));
  }

  /**
   * A whole conversation at once, without reading it all out.
   *
   * @param {import("./types").Past[]} past
   */
  async past(past) {
    this.element.setAttribute("aria-live", "off");
    this.clear();
    for (const message of past) {
      if (message.from === "bot") this.bot([message], false);
      else this.user(message.text);
    }
    await new Promise((done) => setTimeout(done, QUIET_MS));
    this.element.removeAttribute("aria-live");
  }

  /** Quick replies and offers belong to the last turn alone. */
  settle() {
    for (const node of this.element.querySelectorAll(".replies, .notice")) node.remove();
  }
}

function drawMessage(message, flow) {
  const { custom, text = "", buttons = [] } = message;
  // The question that still waits, where a reply in between offers its answers again.
  const asked = flow.log.before?.next_question;
  const same = JSON.stringify(asked?.options) === JSON.stringify(buttons);
  const replies = () => drawReplies(buttons, flow, same ? asked.text : "");
  try {
    const draw = KINDS[custom?.kind];
    if (draw) return [draw(message, new Sources(), flow), !custom.next_question && replies()];
  } catch (error) {
    // Data of another server's age: the text says the same.
    console.error(error);
  }
  return [drawText(text, buttons.map(({ title }) => title)), replies()];
}

function drawRating(number, flow) {
  const thumb = (value, name, turned) =>
    button(
      ".round",
      () => flow.rate(number, value, () => box.replaceChildren(words.thanks)),
      icon("up", turned),
      unseen(name),
    );
  const box = group("div.rating", words.helpful, words.helpful, thumb("up", words.yes, ""), thumb("down", words.no, ".down"));
  return box;
}

/** The summary for a clinician: to print, to copy, to save. */
function drawSummary({ text, custom }, sources, flow) {
  const part = (title, all) => all.length > 0 && [h("h3", title), list(all)];
  const { not_asked: open, reasons } = custom;
  return [
    h(
      "div.box.sheet",
      h("p", text.split("\n\n", 1)),
      part(words.have, custom.have),
      part(words.haveNot, custom.have_not),
      part(words.ownWords, custom.own_words),
      reasons.length > 0 && [h("h3", words.why), sources.list(reasons)],
      h("div.folds", open.length > 0 && fold(words.notAsked, list(open), open.length), sources.details()),
    ),
    h(
      "div.tools",
      button("", () => print(text), words.print),
      // Without TLS no browser allows it.
      navigator.clipboard && button("", () => copy(text, flow), words.copy),
      button("", () => save(text, "summary.txt"), words.save),
    ),
  ];
}

/** Everything stored, as a file: too much to read in a chat. */
function drawExport({ text, custom }) {
  const all = JSON.stringify(custom.conversation, null, 2);
  return [h("p", text.split("\n", 1)), h("div.tools", button("", () => save(all, "conversation.json"), words.save))];
}

/** On a sheet of its own: the page around the chat is not what the clinician wants. */
function print(text) {
  const sheet = open("", "", "popup");
  if (!sheet) return;
  const { document } = sheet;
  document.body.style.cssText = "font:medium/1.5 sans-serif;white-space:pre-wrap";
  document.body.append(text);
  sheet.print();
}

async function copy(text, flow) {
  await navigator.clipboard.writeText(text);
  flow.tell(words.copied);
}

function save(text, name) {
  const href = URL.createObjectURL(new Blob([text]));
  h("a", { href, download: `spinewise-${name}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}
