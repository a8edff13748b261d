import { button, fold, group, h, list, unseen } from "./draw.js";
import { words } from "./words.js";

const AT_ONCE = 3;

/** The sources of one reply: a number for each document, beside each sentence, and the list that explains them. */
export class Sources {
  /** @type {Map<string, {title: string, sections: Set<string>}>} */
  documents = new Map();

  /** @param {import("./types").Source[]} sources @returns the numbers as they stand behind a sentence */
  mark(sources) {
    const numbers = new Set(sources.map((source) => this.number(source)));
    if (!numbers.size) return null;
    return h("sup.mark", unseen(` ${words.source} `), [...numbers].sort((a, b) => a - b).join(", "));
  }

  number({ document, section, title }) {
    const { documents } = this;
    if (!documents.has(document)) documents.set(document, { title, sections: new Set() });
    if (section !== title) documents.get(document).sections.add(section);
    return [...documents.keys()].indexOf(document) + 1;
  }

  /** @param {import("./types").Statement} said @returns what an element may hold */
  sentence(said) {
    return [said.text, this.mark(said.sources)];
  }

  /** @param {import("./types").Statement[]} statements */
  list(statements) {
    return list(statements.map((said) => this.sentence(said)));
  }

  /** All of them, folded; false where there are none. */
  details() {
    const rows = [...this.documents].map(([id, { title, sections }]) =>
      h(
        "li",
        h("cite", title),
        sections.size > 0 && `: ${[...sections].join("; ")}`,
        id.startsWith("guideline:") && h("small", ` ${words.guideline}`),
      ),
    );
    return rows.length > 0 && fold(words.sources, h("ol", rows), rows.length);
  }
}

/**
 * Quick replies, beneath the question that they answer if there is one: they show their title and send their payload.
 *
 * @param {import("./types").Option[]} options
 * @param {import("./flow.js").Flow} flow
 * @param {string} [question]
 */
export function drawReplies(options, flow, question) {
  const buttons = options.map(({ title, payload }) => button(".reply", () => flow.say(payload, title), title));
  const replies = buttons.length > 0 && group("div.replies", question || words.replies, buttons);
  return question ? h("div.box.question", h("p", question), replies) : replies;
}

/**
 * What to do first, then why, what was understood and the next question; the rest folded. Where the level has not
 * changed the reasons are folded too, so that the question is not buried under what was read before.
 *
 * @param {{custom: import("./types").Assessment}} message
 * @param {Sources} sources
 * @param {import("./flow.js").Flow} flow
 */
export function drawAssessment({ custom: found }, sources, flow) {
  const { urgency, next_question: ask, causes, treatments, watch_for: watch, reasons } = found;
  const same = urgency !== "emergency" && flow.log.before?.urgency === urgency;
  const part = (title, all, draw) => all.length > 0 && fold(title, draw(all), all.length);
  return [
    drawVerdict(found, sources, flow, same),
    found.notes.map((note) => h("p", note)),
    found.answer && drawAnswer(found.answer, sources),
    h("div.understood", h("p", found.understood), button(".link", () => flow.fix(), words.fix)),
    ask && drawReplies(ask.options, flow, ask.text),
    h(
      "div.folds",
      same && part(words.why, reasons, (all) => sources.list(all)),
      part(words.causes, causes, (all) => drawCauses(all, sources)),
      part(words.treatments, treatments, (all) => drawTreatments(all, sources)),
      part(words.watch, watch, (all) => sources.list(all)),
      sources.details(),
    ),
  ];
}

/** Said again at the same level, it is short: of the advice only what is new. */
function drawVerdict({ urgency, action: [first, ...rest], reasons }, sources, flow, same) {
  const known = same ? flow.log.before.action.map(({ text }) => text) : [];
  return h(
    `div.box.verdict.${urgency}`,
    h("p.badge", words.urgency[urgency]),
    h(same ? "p.again" : "p.action", sources.sentence(first)),
    rest.map((said) => !known.includes(said.text) && h("p", sources.sentence(said))),
    urgency === "emergency" && flow.log.numbers && drawCall(flow.log.numbers.emergency, words.call, ".call"),
    !same && reasons.length > 0 && sources.list(reasons),
  );
}

/** A number as a link that a phone dials; only what can be dialled, whatever stands in the setting. */
export const drawCall = (number, say, name = "") => h(`a${name}`, { href: `tel:${number.replace(/[^0-9+*#]/g, "")}` }, say(number));

function drawCauses(causes, sources) {
  const side = (name, title, all) => all.length > 0 && h(`div.${name}`, h("b", title), list(all));
  const cards = causes.map((cause) =>
    h(
      "li.box.cause",
      h("h3", cause.name, sources.mark(cause.sources)),
      side("for", words.speaksFor, cause.why_text),
      side("against", words.speaksAgainst, cause.against_text),
    ),
  );
  return [h("p.quiet", words.causesHelp), h("ol.causes", cards)];
}

function drawTreatments(treatments, sources) {
  return list(
    treatments.map((one) => [
      one.name,
      sources.mark(one.sources),
      one.cautions.map((said) => h("p.box.caution", sources.sentence(said))),
    ]),
  );
}

/**
 * An answer about the documents: its first facts and cautions; the rest of each under "more", beside what they go with.
 *
 * @param {import("./types").Answer} answer
 * @param {Sources} sources
 */
export function drawAnswer({ facts, cautions, table }, sources) {
  const [first, rest] = parted(facts);
  const [noted, notedToo] = parted(cautions);
  const more = (all) => all.length > 0 && fold(words.more, sources.list(all), all.length);
  const shown = first.map((fact) => h("p", sources.sentence(fact)));
  const folds = [more(rest), table && fold(words.compare, drawTable(table))];
  return [
    shown,
    noted.length > 0 && h("div.box.caution", { role: "note" }, h("b", words.cautions), sources.list(noted), more(notedToo)),
    folds.some(Boolean) && h("div.folds", folds),
  ];
}

/** One alone is not worth folding away. */
const parted = (all) => (all.length > AT_ONCE + 1 ? [all.slice(0, AT_ONCE), all.slice(AT_ONCE)] : [all, []]);

function drawTable({ columns, rows }) {
  return h(
    "table",
    h("tr", columns.map((title) => h("th", { scope: "col" }, title))),
    rows.map((row) => h("tr", row.map((cell) => h("td", cell)))),
  );
}
