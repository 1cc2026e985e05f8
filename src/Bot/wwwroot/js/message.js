// One message, and one private answer.
import { drop, at } from "./api.js";
import { el, icon } from "./dom.js";
import { state, nameOf, person, tell, placeOf } from "./state.js";
import { richNodes, plain } from "./rich.js";
import { stamp } from "./times.js";
import { cardNode } from "./card.js";
import { avatar } from "./sidebar.js";
import { openMenu } from "./menu.js";
import { trouble } from "./answered.js";
import { put, sendText } from "./composer.js";

const longest = 1400;
const lines = 14;

/** A message; one that follows another of the same person shows neither name nor face. */
export function messageNode(message, follows) {
  const author = message.author ? nameOf(message.author) : "Incident bot";
  const body = el("div", { class: "body" },
    el("div", { class: "byline" },
      el("span", { class: "author", text: author }),
      message.author ? null : el("span", { class: "tag", text: "bot" }),
      stamp(message.at)));
  if (message.removed) body.append(el("p", { class: "text beside", text: "This message was removed." }));
  else if (message.text?.length && !saidByCard(message)) body.append(...foldable(message, `m${message.number}`));
  if (message.card && !message.removed) body.append(cardNode(message.card, `m${message.number}`));
  const node = el("article", {
    class: `message${follows ? " follows" : ""}${message.card ? " wide" : ""}`, dataset: { number: message.number }, "aria-label": `${author}: ${short(message)}`,
  }, face(message.author), body);
  if (!message.removed) node.append(menuButton(message, author));
  return node;
}

/** Words that only sum up the card for lists and screen readers need not stand above it; a card of buttons alone has none of its own. */
function saidByCard({ text, card }) {
  const hasWords = card && JSON.stringify(card.body ?? []).includes('"TextBlock"');
  return Boolean(hasWords) && (card.speak ?? "").startsWith(plain(text).slice(0, 60).trim());
}

function short(message) {
  const words = plain(message.text) || message.card?.speak || "";
  return words.length > 80 ? `${words.slice(0, 80)} …` : words;
}

function face(author) {
  if (author) return avatar(person(author));
  return el("span", { class: "avatar bot", "aria-hidden": "true" }, icon("shield"));
}

function menuButton(message, author) {
  const button = el("button", {
    type: "button", class: "icon-button message-menu", tabindex: "-1", "aria-haspopup": "menu", "aria-expanded": "false",
    "aria-label": `What to do with the message of ${author}`,
    onclick: () => openMenu(button, message),
  }, icon("more"));
  return button;
}

const unfolded = new Set();

/** Text that is long is folded, with a button that opens it. */
function foldable(message, key) {
  const words = plain(message.text);
  const text = el("div", { class: "text" }, richNodes(message.text, Boolean(message.author)));
  const id = `${state.room?.id}/${key}`;
  if ((words.length <= longest && words.split("\n").length <= lines) || unfolded.has(id)) return [text];
  text.classList.add("folded");
  const button = el("button", {
    type: "button", class: "unfold", "aria-expanded": "false", text: `Show all (${words.length.toLocaleString()} characters)`,
    onclick: () => {
      unfolded.add(id);
      text.classList.remove("folded");
      button.remove();
    },
  });
  return [text, button];
}

/** What only this person was told, where they asked. */
export function answerNode(answer) {
  const body = el("div", { class: "body" },
    el("p", { class: "only" }, icon("eye-off"), "Only you can see this · ", stamp(answer.at), dismiss(answer)));
  if (answer.text?.length && !saidByCard(answer)) body.append(el("div", { class: "text" }, richNodes(answer.text)));
  if (answer.card) body.append(cardNode(answer.card, `a${answer.id}`));
  if (answer.refusal && answer.yourText) body.append(el("p", { class: "yours", text: answer.yourText.length > 400 ? `${answer.yourText.slice(0, 400)} …` : answer.yourText }));
  const next = nextSteps(answer);
  if (next.length) body.append(el("div", { class: "next" }, ...next));
  return el("article", { class: `answer${answer.refusal ? " refusal" : ""}${answer.card ? " wide" : ""}`, "aria-label": "Only you can see this" },
    el("span", { class: "avatar bot", "aria-hidden": "true" }, icon("shield")), body);
}

function dismiss(answer) {
  return el("button", {
    type: "button", class: "icon-button", "aria-label": "Dismiss", title: "Dismiss",
    onclick: () => drop(at(answer.place, `/answers/${encodeURIComponent(answer.id)}`)).then(() => tell("answered"), trouble),
  }, icon("close"));
}

function nextSteps(answer) {
  const steps = [];
  const here = placeOf(state.current);
  if (answer.instead) {
    const ready = answer.instead.startsWith("/incident") && !answer.instead.includes("…");
    steps.push(el("button", {
      type: "button", class: "button", title: ready ? "Sends this" : "Puts this where you write",
      onclick: () => ready ? sendText(answer.instead, answer.place, answer.yourText) : put(answer.instead.replace("…", ""), answer.yourText),
    }, el("code", { text: answer.instead })));
  }
  if (answer.refusal && answer.yourText) {
    steps.push(el("button", { type: "button", class: "button", text: "Change my text", onclick: () => put(answer.yourText) }));
  }
  if (answer.stream && !answer.refusal && here?.stream !== answer.stream) {
    steps.push(el("button", { type: "button", class: "button main", text: "Go there", onclick: () => { location.hash = `#/incident/${answer.stream}`; } }));
  }
  return steps;
}
