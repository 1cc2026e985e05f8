// Cards, drawn by the official renderer. Markdown in them is our own: what people typed was escaped when the card was written.
import { send, at, newRequest } from "./api.js";
import { el, announce } from "./dom.js";
import { hostConfig } from "./host-config.js";
import { state, tell } from "./state.js";
import { point } from "./times.js";
import { mention } from "./rich.js";
import { answered, trouble } from "./answered.js";
import { plainly, stepped } from "./steps.js";

// Titles of choices and ticks are words of people, not written for markdown.
AdaptiveCards.GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
const markdown = window.markdownit({ html: false, linkify: false, breaks: true });
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = DOMPurify.sanitize(markdown.render(text), {
    ALLOWED_TAGS: ["p", "br", "strong", "em", "code", "a", "ul", "ol", "li"], ALLOWED_ATTR: ["href"],
  });
  result.didProcess = true;
};

// What a person has begun in a card stays when the card is drawn anew.
const begun = new Map();

/** A card as a node. The key tells one card from another across redraws. */
export function cardNode(json, key) {
  const node = el("div", { class: "card" });
  const scope = `${state.room?.id}/${key}`;
  const kept = begun.get(scope) ?? { inputs: {}, shown: {} };
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = action => execute(action, node, scope);
  card.onAnchorClicked = () => false;
  card.parse(plainly(withKept(structuredClone(json), kept)));
  const drawn = card.render();
  if (!drawn) return el("div", { class: "card", text: json.fallbackText ?? "" });
  node.append(drawn);
  finish(node);
  stepped(node, scope);
  node.addEventListener("input", () => remember(card, json, scope));
  node.addEventListener("change", () => remember(card, json, scope));
  node.addEventListener("click", () => setTimeout(() => rememberShown(card, json, scope)));
  return node;
}

/** Links that stand for times, people and rooms become what they stand for. */
function finish(node) {
  for (const link of node.querySelectorAll("a[href^='#/']")) {
    const [, kind, ...rest] = decodeURIComponent(link.getAttribute("href")).split("/");
    const what = rest.join("/");
    if (kind === "time" || kind === "date") link.replaceWith(point(what, kind === "date"));
    else if (kind === "person") link.replaceWith(mention(what));
  }
  for (const link of node.querySelectorAll("a[href^='http']")) Object.assign(link, { target: "_blank", rel: "noopener noreferrer" });
  for (const table of node.querySelectorAll("table.ac-factset, table")) table.setAttribute("role", "presentation");
  for (const scroller of node.querySelectorAll("[tabindex='0'].ac-adaptiveCard")) scroller.removeAttribute("tabindex");
}

async function execute(action, node, scope) {
  const type = action.getJsonTypeName();
  if (type === "Action.OpenUrl") {
    if (action.url?.startsWith("https:")) open(action.url, "_blank", "noopener,noreferrer");
    return;
  }
  if (type !== "Action.Execute" && type !== "Action.Submit") return;
  const { word, stream, ...values } = action.data ?? {};
  const place = state.current;
  const buttons = [...node.querySelectorAll("button")];
  const focused = document.activeElement;
  node.setAttribute("aria-busy", "true");
  for (const button of buttons) button.setAttribute("aria-disabled", "true");
  try {
    const request = requestFor(scope, action);
    const reply = await send(at(place, "/press"), { request, word: word ?? action.verb, stream, values: words(values) });
    pending.delete(pendingKey(scope, action));
    begun.delete(scope);
    if ("typed" in values && reply.kind !== "asked" && !reply.answer?.refusal) tell("chosen");
    await answered(reply, place, focused);
  } catch (e) {
    trouble(e, () => execute(action, node, scope));
    announce(e.message);
  } finally {
    node.removeAttribute("aria-busy");
    for (const button of buttons) button.removeAttribute("aria-disabled");
  }
}

// A press that did not get through keeps its id: trying again never counts twice.
const pending = new Map();
const pendingKey = (scope, action) => `${scope}/${JSON.stringify(action.data)}`;

function requestFor(scope, action) {
  const key = pendingKey(scope, action);
  if (!pending.has(key)) pending.set(key, newRequest());
  return pending.get(key);
}

function words(values) {
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && v !== undefined).map(([k, v]) => [k, String(v)]));
}

function remember(card, json, scope) {
  const inputs = {};
  for (const input of card.getAllInputs(true)) {
    const initial = find(json, input.id)?.value ?? "";
    if (String(input.value ?? "") !== String(initial)) inputs[input.id] = input.value ?? "";
  }
  begun.set(scope, { shown: begun.get(scope)?.shown ?? {}, inputs });
}

function rememberShown(card, json, scope) {
  const shown = {};
  walk(json, part => {
    const drawn = part.id && card.getElementById(part.id);
    if (drawn && drawn.isVisible !== (part.isVisible ?? true)) shown[part.id] = drawn.isVisible;
  });
  const inputs = begun.get(scope)?.inputs ?? {};
  if (Object.keys(shown).length || Object.keys(inputs).length) begun.set(scope, { inputs, shown });
  else begun.delete(scope);
}

function withKept(json, { inputs, shown }) {
  walk(json, part => {
    if (!part.id) return;
    if (part.id in inputs && part.type?.startsWith("Input.")) part.value = inputs[part.id];
    if (part.id in shown) part.isVisible = shown[part.id];
  });
  return json;
}

function find(json, id) {
  let found = null;
  walk(json, part => { if (part.id === id) found = part; });
  return found;
}

function walk(part, visit) {
  if (!part || typeof part !== "object") return;
  if (Array.isArray(part)) {
    for (const inner of part) walk(inner, visit);
    return;
  }
  visit(part);
  for (const key of ["body", "items", "columns"]) walk(part[key], visit);
}
