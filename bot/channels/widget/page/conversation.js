const PATIENCE_MS = 20_000;
const LONGEST_WAIT_MS = 15_000;

// Expired or forgotten, or signed by a server that is no more.
const ENDED = [410, 403];

/**
 * A conversation with the server, kept through lost connections, restarts and reloads. Knows nothing of the page.
 *
 * Each message has an id of its own and is sent again under it until the server answers, which takes it once.
 */
export class Conversation extends EventTarget {
  /** @param {URL} base address of the widget's interface, ending in a slash */
  constructor(base) {
    super();
    this.base = base;
    this.memory = new Memory(`spinewise ${base}`);
    this.tabs = new BroadcastChannel(this.memory.name);
    this.tabs.onmessage = ({ data }) => this.emit("elsewhere", data);
  }

  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Begin, or go on where it was left. @returns {Promise<import("./types").Past[]>} what was said so far */
  async open() {
    const { sender, tab } = this.memory;
    if (!sender) return this.start();
    if (tab.pending) await this.deliver(tab.pending);
    return this.resume();
  }

  async start() {
    const { sender, messages, ...terms } = await this.request("start", {});
    this.memory.know(sender);
    this.emit("terms", terms);
    return messages.map((message) => ({ from: "bot", ...message }));
  }

  async resume() {
    const { messages, ...terms } = await this.ask("resume");
    this.emit("terms", terms);
    return messages;
  }

  /** Send a message and wait for its reply. @returns {Promise<import("./types").Message[]>} */
  say(message) {
    const pending = { id: newId(), message };
    this.memory.note({ pending });
    return this.deliver(pending);
  }

  /** @param {import("./types").Pending} pending */
  async deliver(pending) {
    try {
      return await this.ask("webhook", pending);
    } catch (refusal) {
      refusal.typed = pending.message;
      throw refusal;
    } finally {
      this.memory.note({ pending: null });
      this.tabs.postMessage(this.memory.sender);
    }
  }

  async forget() {
    const messages = await this.ask("forget");
    this.tabs.postMessage(this.memory.sender);
    this.memory.know(null);
    return messages;
  }

  rate(reply, value) {
    return this.ask("feedback", { reply, value, consent: true });
  }

  /** Ask something about this conversation; the first begins it. */
  async ask(path, body) {
    if (!this.memory.sender) await this.start();
    return this.request(path, { sender: this.memory.sender, ...body });
  }

  /** Ask until the server answers. @throws what `refuse` makes of a refusal */
  async request(path, body) {
    for (let tries = 0; ; tries++) {
      const answer = await this.attempt(path, body);
      if (answer?.ok) return answer.data;
      if (answer && answer.status !== 429) throw refuse(answer);
      this.emit("waiting");
      await this.pause(answer?.after * 1000 || Math.min(500 * 2 ** tries, LONGEST_WAIT_MS));
    }
  }

  /** One try; null where there was no answer, or none that the server meant. */
  async attempt(path, body) {
    try {
      const answer = await fetch(new URL(path, this.base), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        credentials: "omit",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const { ok, status, headers } = answer;
      if (status >= 500) return null;
      return { ok, status, after: headers.get("retry-after"), data: status === 204 ? null : await answer.json() };
    } catch {
      return null;
    }
  }

  /** Wait; less long if there is a network again, or the person asks for it. */
  pause(ms) {
    return new Promise((resolve) => {
      setTimeout(resolve, ms);
      addEventListener("online", resolve, { once: true });
      this.addEventListener("hurry", resolve, { once: true });
    });
  }
}

/** An error that says why, and whether the conversation is over. */
const refuse = ({ status, data }) => Object.assign(new Error(data.error), { ended: ENDED.includes(status) });

/** New for each message of a conversation. `crypto.randomUUID` is missing on pages without TLS, as in a clinic's network. */
const newId = () => `${Date.now()}-${Math.random().toString(36).slice(2)}`;

/**
 * What the browser keeps. A tab keeps what is being typed and sent; who is talking is kept by the tab too, or by
 * the device where the person chose so. Where storage is blocked, all is kept as long as the page is open.
 */
class Memory {
  /** @param {string} name one for each server, so that two widgets on one site do not mix */
  constructor(name) {
    this.name = name;
    /** @type {{open?: boolean, draft?: string, pending?: import("./types").Pending | null, consent?: boolean, sender?: string | null}} */
    this.tab = read("sessionStorage", name);
    const { sender } = read("localStorage", name);
    this.kept = Boolean(sender);
    /** @type {string | null | undefined} */
    this.sender = sender ?? this.tab.sender;
  }

  /** Change what the tab keeps. */
  note(change) {
    Object.assign(this.tab, change);
    write("sessionStorage", this.name, this.tab);
  }

  /** @param {string | null} sender null forgets who is talking */
  know(sender, kept = this.kept) {
    Object.assign(this, { sender, kept });
    this.note({ sender: kept ? null : sender });
    write("localStorage", this.name, kept && sender ? { sender } : null);
  }
}

function read(storage, name) {
  try {
    return JSON.parse(window[storage].getItem(name)) ?? {};
  } catch {
    return {};
  }
}

function write(storage, name, value) {
  try {
    if (value) window[storage].setItem(name, JSON.stringify(value));
    else window[storage].removeItem(name);
  } catch {
    // Blocked or full: the page goes on with what it has in memory.
  }
}
