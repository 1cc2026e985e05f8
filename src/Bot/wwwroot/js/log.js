// The conversation: messages and private answers in order, changed in place.
import { read, at } from "./api.js";
import { byId, el, announce } from "./dom.js";
import { state, nameOf, placeOf, placeName, tell } from "./state.js";
import { plain } from "./rich.js";
import { dayName, sameDay } from "./times.js";
import { messageNode, answerNode } from "./message.js";
import { trouble } from "./answered.js";

const log = byId("log");
const toNewest = byId("to-newest");
let drawn = new Map();
let visit = null;
let heard = 0;
let answer = null;

/** Draws what is new or different. `fresh`: another place was opened. */
export function drawLog({ fresh = false, message = 0 }) {
  const room = state.room;
  if (!room) return;
  if (visit !== room.visit) {
    drawn = new Map();
    log.replaceChildren();
    visit = room.visit;
    heard = lastNumber();
    answer = lastAnswer();
  }
  const wasAtEnd = fresh || nearEnd();
  const focused = log.contains(document.activeElement) ? document.activeElement : null;
  place(entries(room));
  rove();
  if (focused && !focused.isConnected) log.focus({ preventScroll: true });
  if (message) toMessage(message);
  else if (wasAtEnd) toEnd();
  else if (lastAnswer() && lastAnswer() !== answer) showMore("The answer is below");
  else if (lastNumber() > heard && toNewest.hidden) showMore("New messages");
  if (!fresh) sayNew();
  heard = lastNumber();
  answer = lastAnswer();
}

function showMore(words) {
  toNewest.querySelector("span").textContent = words;
  toNewest.hidden = false;
}

const lastAnswer = () => state.room.answers.at(-1)?.id ?? null;

const lastNumber = () => Math.max(0, ...state.room.byNumber.keys());

export const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;

export function showTop() {
  log.scrollTop = 0;
}

/** The newest is in view; also for whoever wrote something, wherever they were reading. */
export function toEnd() {
  log.scrollTop = log.scrollHeight;
  toNewest.hidden = true;
}

function toMessage(number) {
  const node = log.querySelector(`[data-number="${number}"]`);
  node?.scrollIntoView({ block: "center" });
  node?.querySelector(".message-menu")?.focus({ preventScroll: true });
}

function entries(room) {
  const messages = [...room.byNumber.values()].sort((a, b) => a.number - b.number);
  const answers = [...room.answers];
  const all = [];
  if (messages.length && messages[0].number > 1) all.push(older(messages[0].number));
  let before = null;
  let line = room.lastBefore > room.readBefore ? room.readBefore : 0;
  for (const message of messages) {
    all.push(...answersBefore(answers, message.number));
    if (!before || !sameDay(before.at, message.at)) all.push(heading(message));
    if (line > 0 && message.number > line && message.author !== state.me?.id && message.number > messages[0].number) {
      all.push({ key: "new", stamp: "", make: () => el("div", { class: "new-line", text: "New since you were here" }) });
      line = 0;
      before = null;
    }
    const follows = Boolean(before) && before.author === message.author && !before.card && !message.card && new Date(message.at) - new Date(before.at) < 300000
      && all.at(-1)?.key === `m${before.number}`;
    all.push({ key: `m${message.number}`, stamp: JSON.stringify(message) + follows, make: () => messageNode(message, follows) });
    before = message;
  }
  all.push(...answersBefore(answers, Infinity));
  if (!all.length) all.push({ key: "empty", stamp: room.id, make: empty });
  return all;
}

function answersBefore(answers, number) {
  const due = [];
  while (answers.length && answers[0].after < number) {
    const answer = answers.shift();
    due.push({ key: `a${answer.id}`, stamp: JSON.stringify(answer), make: () => answerNode(answer) });
  }
  return due;
}

function heading(message) {
  return { key: `d${new Date(message.at).toDateString()}`, stamp: dayName(message.at), make: () => el("div", { class: "day", text: dayName(message.at) }) };
}

function older(first) {
  return {
    key: "older", stamp: String(first),
    make: () => el("button", {
      type: "button", class: "button older", text: "Show older messages",
      onclick: () => showOlder(first).catch(trouble),
    }),
  };
}

async function showOlder(first) {
  const room = state.room;
  const view = await read(at(room.id, `?before=${first}`));
  const height = log.scrollHeight;
  for (const message of view.messages) room.byNumber.set(message.number, message);
  drawLog({});
  log.scrollTop += log.scrollHeight - height;
}

function empty() {
  const it = placeOf(state.current);
  const [title, words] = !it ? ["", ""]
    : it.stream ? ["The room is open", "The card with what to do comes in a moment."]
      : it.with ? [`Nothing here yet`, `Write the first line to ${placeName(it)}. Only the two of you see it.`]
        : it.direct ? ["Nothing waits for you", "When the incident bot needs you, it writes here. To report something, type /incident and what you saw."]
          : ["Nothing here yet", "Say hello, or type /incident and what you saw."];
  return el("div", { class: "empty" }, el("strong", { text: title }), words);
}

/** Keeps nodes whose content did not change, so that focus, selection and half-written inputs stay. */
function place(all) {
  const next = new Map();
  let cursor = log.firstChild;
  for (const { key, stamp, make } of all) {
    const old = drawn.get(key);
    const node = old?.stamp === stamp ? old.node : make();
    if (old && old.node !== node) {
      if (cursor === old.node) cursor = old.node.nextSibling;
      keepFocus(old.node, node);
      old.node.remove();
    }
    next.set(key, { stamp, node });
    if (node === cursor) cursor = cursor.nextSibling;
    else log.insertBefore(node, cursor);
  }
  for (const [key, { node }] of drawn) if (!next.has(key)) node.remove();
  drawn = next;
}

/** When a card is drawn anew under somebody's hands, focus goes to the same control in the new one. */
function keepFocus(old, node) {
  if (!old.contains(document.activeElement)) return;
  const controls = root => [...root.querySelectorAll("button, input, select, textarea, a[href]")];
  const label = control => control.getAttribute("aria-label") ?? control.textContent ?? "";
  const index = controls(old).indexOf(document.activeElement);
  const was = document.activeElement;
  queueMicrotask(() => {
    const now = controls(node);
    (now.find(c => c.tagName === was.tagName && label(c) === label(was) && label(c)) ?? now[index])?.focus({ preventScroll: true });
  });
}

function sayNew() {
  const fresh = [...state.room.byNumber.values()].filter(m => m.number > heard && m.author !== state.me?.id && !m.removed);
  if (!fresh.length) return;
  const last = fresh.at(-1);
  const words = plain(last.text) || last.card?.speak || "";
  announce(`${last.author ? nameOf(last.author) : "Incident bot"}: ${words.slice(0, 200)}${fresh.length > 1 ? ` (${fresh.length} new messages)` : ""}`);
}

// One stop for the tab key in the log's menus; up and down move between messages.
function rove() {
  const buttons = menus();
  const current = buttons.find(b => b === document.activeElement) ?? buttons.at(-1);
  for (const button of buttons) button.tabIndex = button === current ? 0 : -1;
}

const menus = () => [...log.querySelectorAll(".message-menu")];

log.addEventListener("keydown", e => {
  if (!["ArrowUp", "ArrowDown", "Home", "End"].includes(e.key) || !e.target.classList.contains("message-menu")) return;
  const buttons = menus();
  const index = buttons.indexOf(e.target);
  const next = { ArrowUp: buttons[index - 1], ArrowDown: buttons[index + 1], Home: buttons[0], End: buttons.at(-1) }[e.key];
  e.preventDefault();
  if (!next) return;
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
  next.closest("article").scrollIntoView({ block: "nearest" });
});

toNewest.addEventListener("click", () => {
  toEnd();
  tell("seen");
});
log.addEventListener("scroll", () => {
  if (!nearEnd()) return;
  toNewest.hidden = true;
  tell("seen");
}, { passive: true });
new ResizeObserver(() => { if (!toNewest.hidden && nearEnd()) toNewest.hidden = true; }).observe(log);
