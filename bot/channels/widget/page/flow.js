import { button, drawBody, h } from "./draw.js";
import { Banner, Composer, Tray } from "./frame.js";
import { Log } from "./log.js";
import { words } from "./words.js";

/** What goes on between the person, the page's parts and the server. */
export class Flow {
  /**
   * @param {import("./conversation.js").Conversation} talk
   * @param {string} opening
   */
  constructor(talk, opening) {
    this.talk = talk;
    this.banner = new Banner();
    this.tray = new Tray();
    this.status = h("p.status", { role: "status" });
    this.retry = button(".link", () => talk.emit("hurry"), { hidden: true }, words.again);
    this.log = new Log(opening, this);
    this.composer = new Composer(talk.memory.tab.draft ?? "", this);
    talk.addEventListener("terms", ({ detail }) => this.terms(detail));
    talk.addEventListener("waiting", () => this.tell(words.waiting, true));
    talk.addEventListener("elsewhere", ({ detail }) => detail === talk.memory.sender && this.sync());
    addEventListener("pageshow", ({ persisted }) => persisted && this.sync());
  }

  /** @param {{numbers: import("./types").Numbers, limits: import("./types").Limits}} terms */
  terms({ numbers, limits }) {
    this.log.numbers = numbers;
    this.banner.show(numbers);
    this.composer.limit = limits.message_chars;
    this.composer.changed();
  }

  /** Nothing is asked of the server before someone wants to talk. */
  begin() {
    if (this.begun) return;
    this.begun = true;
    this.show(() => this.talk.open());
  }

  /** @param {() => Promise<import("./types").Past[]>} ask what was said so far */
  show(ask) {
    return this.during(async () => {
      const past = await ask();
      if (past[1]) await this.log.past(past);
      else this.log.bot(past);
    });
  }

  say(message, shown = message) {
    if (!this.composer.ready) return;
    this.tray.clear();
    // The pressed quick reply goes away; the focus must not go with it.
    if (!this.composer.field.matches(":focus")) this.log.element.focus();
    const undo = this.log.user(shown);
    this.during(async () => this.log.bot(await this.talk.say(message)), undo);
  }

  /** One thing at a time, with a sign that it goes on; a refusal is said. */
  async during(task, undo) {
    this.composer.wait(false);
    this.tell(words.typing);
    try {
      await task();
      this.tell("");
    } catch (refusal) {
      if (refusal.ended === undefined) throw refusal;
      undo?.();
      this.refused(refusal);
    } finally {
      this.composer.wait(true);
      if (this.stale) this.sync();
    }
  }

  /**
   * What was typed goes back where it was typed, before what was typed since.
   *
   * @param {Error & {ended: boolean, typed?: string}} refusal
   */
  refused({ ended, typed = "", message }) {
    const { composer, log } = this;
    composer.hurried = false;
    composer.text = `${typed}\n${composer.text}`.trim();
    this.tell("");
    if (!ended) return log.notice(`${words.refused} ${message}`);
    this.talk.memory.know(null);
    return log.notice(words.ended, words.fresh, () => this.restart());
  }

  restart() {
    this.log.clear();
    this.composer.field.focus();
    this.show(() => this.talk.start());
  }

  /** Another tab of the same conversation went on, or the page came back from the browser's memory. */
  sync() {
    // Not in the midst of something: then after it.
    this.stale = !this.composer.ready;
    if (this.stale || !this.talk.memory.sender) return;
    this.show(() => this.talk.resume());
  }

  /** @param {boolean} [retry] offer to try at once */
  tell(text, retry = false) {
    this.status.textContent = text;
    this.retry.hidden = !retry;
  }

  fix() {
    this.composer.field.focus();
    this.tell(words.hintFix);
  }

  point() {
    this.tray.show(drawBody((message) => this.say(message), () => this.tray.clear()));
  }

  /** @param {() => void} done told when it is stored */
  async rate(reply, value, done) {
    const { memory } = this.talk;
    if (!memory.tab.consent && !(await this.tray.ask(words.consent, words.consentYes, words.consentNo))) return;
    memory.note({ consent: true });
    this.during(() => this.talk.rate(reply, value).then(done));
  }

  export() {
    this.during(async () => this.log.bot(await this.talk.ask("export")));
  }

  async forget() {
    if (!(await this.tray.ask(words.forgetSure, words.forgetYes, words.cancel))) return;
    this.during(async () => {
      const messages = await this.talk.forget();
      this.log.clear();
      this.composer.text = "";
      this.log.bot(messages);
    });
  }
}
