import { words } from "./words.js";

/** Builds what is seen: elements, pictures, texts. Text is always a text node: nothing that a person or the server wrote is read as HTML. */

const SVG = "http://www.w3.org/2000/svg";
const LONG_CHARS = 900;
const PICTURE = new Set(["svg", "path", "text", "circle"]);

/** Lines on a grid of 24. */
const ICONS = {
  chat: "M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12h5",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M5 7h14M5 12h14M5 17h14",
  send: "M12 19V5M6 11l6-6 6 6",
  body: "M12 3a2 2 0 1 0 .01 0M7 20l1-6-2-5q6-2 12 0l-2 5 1 6M12 9v6",
  phone: "M5 4h4l2 5-2 2q1 3 4 4l2-2 5 2v4q-15 2-15-15z",
  up: "M7 11v9H4v-9zl4-7q3 0 2 3l-1 3h6q2 0 2 2l-1 6q-1 2-3 2H7",
};

/**
 * Shapes on a grid of 100 by 220. A limb's shape stands on the right of the picture: on the back view that is the
 * person's own right, on the front view the left.
 */
const SHAPES = {
  neck: "M43 30h14v9q4 4 11 5H32q7-1 11-5z",
  upper_back: "M31 46h38l-2 34H33z",
  lower_back: "M33 82h34l3 30H30z",
  arm: "M71 46q9 3 11 14l6 45-8 2-8-38z",
  leg: "M51 114h20l3 19-4 75H57z",
};

/**
 * An element: `h("p.quiet", { id: "a" }, "text", otherNode, [more])`. Classes are parts too, so that a page can style
 * them. Attributes: `onclick` and the like are listeners. What is falsy is left out, also
 * among the children.
 *
 * @param {string} name tag and classes
 * @param {...unknown} rest attributes, nodes, texts, or lists of them at any depth
 */
export function h(name, ...rest) {
  const [tag, ...classes] = name.split(".");
  const node = PICTURE.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  if (classes[0]) attribute(node, { class: classes.join(" "), part: classes.join(" ") });
  for (const one of rest.flat(Infinity)) {
    if (!one) continue;
    if (one instanceof Node || typeof one !== "object") node.append(one);
    else attribute(node, one);
  }
  return node;
}

function attribute(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value) node.setAttribute(name, value === true ? "" : value);
  }
}

/** A native button. */
export const button = (name, onclick, ...rest) => h(`button${name}`, { type: "button", onclick }, rest);

/** Things that belong together, named for screen readers. */
export const group = (name, label, ...rest) => h(name, { role: "group", "aria-label": label }, rest);

/** Text for screen readers alone. */
export const unseen = (text) => h("span.unseen", text);

/** @param {keyof typeof ICONS} name a picture beside a word; never the only label */
export const icon = (name, turned = "") => h(`svg.icon${turned}`, { viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: ICONS[name] }));

export const list = (items) => h("ul", items.map((item) => h("li", item)));

/** What is folded away under its name. */
export const fold = (title, content, count) =>
  h("details", h("summary", h("span", title), count && h("span.count", count)), h("div", content));

/**
 * A reply that is known by its text alone: paragraphs, and lists of lines that begin with a dash. Of a very long one
 * the beginning is shown and the rest folded; the sources at its end are folded as everywhere.
 *
 * @param {string} text
 * @param {string[]} offered titles of quick replies: drawn as buttons, so left out of the lists
 */
export function drawText(text, offered) {
  const draw = (blocks) => blocks.map((block) => drawBlock(block, offered));
  const blocks = text.split(/\n{2,}/);
  const at = blocks.findIndex((block) => block.startsWith(`${words.sources}:`));
  const sources = at < 0 ? [] : blocks.splice(at);
  let room = LONG_CHARS;
  const first = blocks.filter((block) => room > 0 && ((room -= block.length), true));
  const rest = blocks.slice(first.length);
  return [
    draw(first),
    rest.length > 0 && fold(words.more, draw(rest)),
    sources.length > 0 && fold(words.sources, draw(sources)),
  ];
}

function drawBlock(block, offered) {
  const lines = block.split("\n").filter((line) => !offered.includes(line.replace(/^- /, "")));
  const items = lines.filter((line) => line.startsWith("- ")).map((line) => line.slice(2));
  const said = lines.filter((line) => !line.startsWith("- ")).join("\n");
  return [said && h("p", said), items.length > 0 && list(items)];
}

/**
 * The picture, for pointing; and the same choices as buttons, for the keyboard and for those who do not see it.
 *
 * @param {(message: string) => void} onsend told what was pointed at, in words
 * @param {() => void} oncancel
 */
export function drawBody(onsend, oncancel) {
  /** @type {Set<string>} */
  const chosen = new Set();
  const toggle = (place) => {
    if (!chosen.delete(place)) chosen.add(place);
    for (const node of box.querySelectorAll("[data-place]")) {
      node.setAttribute("aria-pressed", chosen.has(node.dataset.place));
    }
    send.disabled = !chosen.size;
  };
  const choices = (title, places) =>
    group(
      "div.places",
      title,
      Object.entries(places).map(([place, name]) =>
        button("", () => toggle(place), { "aria-pressed": "false", "data-place": place }, name),
      ),
    );
  const send = button(".main", () => onsend(say(chosen)), { disabled: true }, words.send);
  const box = group(
    "div.box.body",
    words.body,
    h("div.figures", drawFigure(words.behind, true, toggle), drawFigure(words.front, false, toggle)),
    h("div", choices(words.spine, words.regions), choices(words.spread, words.limbs)),
    h("div.tools", send, button("", oncancel, words.cancel)),
  );
  return box;
}

function drawFigure(name, behind, toggle) {
  const sides = behind ? ["left", "right"] : ["right", "left"];
  const shape = (kind, place, transform) =>
    h("path", { d: SHAPES[kind], "data-place": place, transform, onclick: () => place && toggle(place) });
  const limbs = ["arm", "leg"].flatMap((limb) => [
    shape(limb, `${sides[0]}_${limb}`, "matrix(-1 0 0 1 100 0)"),
    shape(limb, `${sides[1]}_${limb}`),
  ]);
  const write = (x, y, text) => h("text", { x, y }, text);
  return h(
    "svg",
    { viewBox: "0 0 100 232", "aria-hidden": "true" },
    h("circle", { cx: 50, cy: 17, r: 13 }),
    ["upper_back", "lower_back"].map((place) => shape(place, behind && place)),
    shape("neck", "neck"),
    limbs,
    write(50, 228, name),
    sides.map((side, at) => write(at ? 92 : 8, 40, words.sides[side])),
  );
}

/** Plain words, as a person could have typed them. */
function say(chosen) {
  const part = (places, tell) => {
    const named = Object.keys(places).filter((place) => chosen.has(place));
    return named.length ? [tell(named.map((place) => places[place].toLowerCase()).join(words.and))] : [];
  };
  return [...part(words.regions, words.hurts), ...part(words.limbs, words.spreads)].join(" ");
}
