// The top of a place: its name, topic, and what is pinned.
import { byId, el, icon } from "./dom.js";
import { state, placeOf, placeName, person } from "./state.js";
import { richNodes } from "./rich.js";
import { severityMark } from "./sidebar.js";
import { cardNode } from "./card.js";

const pinned = byId("pinned");
const open = new Set();
let drawn = "";

export function drawHead() {
  const place = placeOf(state.current);
  if (!place || !state.room) return;
  byId("place-name").textContent = placeName(place);
  byId("place-topic").replaceChildren(topic(place));
  byId("place-marks").replaceChildren(...marks(place));
  drawPinned();
}

function topic(place) {
  if (!place.direct) return richNodes(state.room.topic);
  if (!place.with) return document.createTextNode("What the incident bot has to tell or ask you; only you see it");
  const other = person(place.with);
  return document.createTextNode(other ? `${other.job} · ${other.phone}` : "");
}

function marks(place) {
  const all = [];
  if (place.stream) all.push(severityMark(place));
  for (const mark of state.room.bookmarks ?? []) all.push(el("button", { type: "button", class: "bookmark", text: mark.title, onclick: () => goTo(mark.number) }));
  if (place.private && !place.direct) all.push(el("span", {}, icon("lock"), " private"));
  if (!place.direct) all.push(el("span", { text: `${state.room.members} ${state.room.members === 1 ? "person" : "people"}` }));
  return all;
}

/** A bookmarked message, if it is among those that are shown. */
function goTo(number) {
  const node = document.querySelector(`#log [data-number="${number}"]`);
  node?.scrollIntoView({ block: "start" });
  node?.focus({ preventScroll: true });
}

function drawPinned() {
  const messages = state.room.pinned ?? [];
  const now = state.room.id + JSON.stringify(messages);
  if (now === drawn) return;
  drawn = now;
  pinned.hidden = messages.length === 0;
  const focused = pinned.contains(document.activeElement);
  pinned.replaceChildren(...messages.map(pin));
  if (focused) pinned.querySelector(".pin-line")?.focus();
}

function pin(message) {
  const key = `${state.room.id}:${message.number}`;
  const cards = el("div", { class: "pin-cards", id: `pin-${message.number}`, hidden: !open.has(key) });
  const line = el("button", {
    type: "button", class: "pin-line", "aria-expanded": String(open.has(key)), "aria-controls": cards.id,
    onclick: () => {
      if (!open.delete(key)) open.add(key);
      cards.hidden = !open.has(key);
      line.setAttribute("aria-expanded", String(!cards.hidden));
      fill();
    },
  }, icon("pin"), el("span", { class: "what" }, richNodes(message.text)), el("span", { class: "turn" }, icon("down")));
  const fill = () => { if (!cards.hidden && !cards.firstChild) cards.append(message.card ? cardNode(message.card, `pin-${message.number}`) : richNodes(message.text)); };
  fill();
  return el("div", {}, line, cards);
}
