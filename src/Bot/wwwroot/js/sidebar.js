// Rooms and conversations on the left; a drawer on a phone.
import { send } from "./api.js";
import { byId, el, icon } from "./dom.js";
import { state, placeName } from "./state.js";
import { trouble } from "./answered.js";

// Resolved and reviewed ones still wait for lessons to become something.
const over = ["Closed", "Dismissed", "Merged"];
const severities = ["SEV1", "SEV2", "SEV3", "SEV4"];
const nav = byId("rooms");
const button = byId("drawer-button");
const narrow = matchMedia("(max-width: 760px)");
let showOver = false;
let pressed = false;
let waits = false;

/** What is pressed and not yet released stays where it is: the click would be lost with it. */
export function drawSidebar() {
  waits = pressed;
  if (!pressed) draw();
}

nav.addEventListener("pointerdown", () => { pressed = true; });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => {
  pressed = false;
  // After the click, which comes next.
  if (waits) setTimeout(drawSidebar);
});

function draw() {
  const focused = nav.contains(document.activeElement) ? document.activeElement.dataset.place : null;
  const rooms = state.places.filter(p => !p.direct);
  const incidents = rooms.filter(p => p.stream).sort(byUrgency);
  const open = incidents.filter(p => !over.includes(p.status));
  const closed = incidents.filter(p => over.includes(p.status));
  nav.replaceChildren(
    section("Incidents", open, "Nothing open."),
    section("Rooms", rooms.filter(p => !p.stream)),
    closed.length ? overSection(closed) : "",
    conversations());
  if (focused) nav.querySelector(`[data-place="${CSS.escape(focused)}"]`)?.focus();
}

function byUrgency(a, b) {
  const rank = p => (severities.indexOf(p.severity) + 1) || 1.5;
  return rank(a) - rank(b) || b.lastAt.localeCompare(a.lastAt);
}

function section(title, places, empty) {
  const id = `rooms-${title.toLowerCase().replace(/\W/g, "-")}`;
  return el("section", { "aria-labelledby": id },
    el("h2", { id, text: title }),
    places.length || !empty ? el("ul", {}, ...places.map(item)) : el("p", { class: "none", text: empty }));
}

function overSection(places) {
  const details = el("details", { open: showOver || places.some(p => p.id === state.current) },
    el("summary", { text: `Over (${places.length})` }), el("ul", {}, ...places.map(item)));
  details.addEventListener("toggle", () => { showOver = details.open; });
  return details;
}

function conversations() {
  const known = state.places.filter(p => p.direct).sort((a, b) => Boolean(a.with) - Boolean(b.with) || b.lastAt.localeCompare(a.lastAt));
  const rest = state.people.filter(p => p.id !== state.me?.id && !known.some(k => k.with === p.id));
  const all = section("Direct messages", known);
  all.querySelector("ul").append(...rest.map(person => el("li", {}, el("a", {
    href: "#", dataset: { place: `with-${person.handle}` },
    onclick: e => {
      e.preventDefault();
      send("conversations", { with: person.handle }).then(id => { location.hash = `#/${id}`; }, trouble);
    },
  }, el("span", { class: "sign" }, initialsOf(person)), el("span", { class: "name", text: person.name })))));
  return all;
}

function item(place) {
  const current = place.id === state.current;
  const link = el("a", {
    href: `#/${place.id}`, class: place.unread && !current ? "unread" : "", "aria-current": current ? "page" : null, dataset: { place: place.id },
    onclick: closeDrawer,
  }, sign(place), el("span", { class: "name", text: place.direct ? placeName(place) : place.name, title: placeName(place) }));
  if (place.severity || place.stream) link.append(severityMark(place));
  if (place.unread && !current) link.append(count(place));
  return el("li", {}, link);
}

function sign(place) {
  if (place.direct && !place.with) return icon("shield");
  if (place.direct) return el("span", { class: "sign" }, initialsOf(state.people.find(p => p.id === place.with)));
  return place.private ? el("span", { class: "sign" }, icon("lock"), el("span", { class: "unseen", text: "private" })) : el("span", { class: "sign", "aria-hidden": "true", text: "#" });
}

/** Severity by colour and word; before one was decided, where the report stands. */
export function severityMark(place) {
  const word = place.severity ?? (place.status === "Reported" ? "new" : place.status?.toLowerCase() ?? "new");
  return el("span", { class: "severity", dataset: { severity: place.severity ?? "" }, text: word });
}

function count(place) {
  const waits = place.asked > 0;
  const shown = waits ? place.asked : place.unread;
  return el("span", { class: waits ? "count asked" : "count" }, String(Math.min(shown, 99)),
    el("span", { class: "unseen", text: waits ? " waiting for you" : " unread" }));
}

export function initialsOf(person) {
  return avatar(person, "small");
}

/** A person's initials on a tint of their own. */
export function avatar(person, size = "") {
  const letters = (person?.name ?? "?").split(" ").map(w => w[0]).slice(0, 2).join("");
  const node = el("span", { class: `avatar ${size}`, "aria-hidden": "true", text: letters });
  const tints = [212, 268, 152, 24, 338, 186, 46];
  node.style.setProperty("--tint", tints[Math.max(0, state.people.indexOf(person)) % tints.length]);
  return node;
}

// The drawer: out of reach while closed, Escape closes it, focus comes back to its button.
button.addEventListener("click", () => setDrawer(!document.body.classList.contains("drawer-open")));
byId("shade").addEventListener("click", closeDrawer);
document.addEventListener("keydown", e => {
  if (e.key === "Escape" && document.body.classList.contains("drawer-open")) {
    closeDrawer();
    button.focus();
  }
});
narrow.addEventListener("change", () => setDrawer(false));

export function closeDrawer() {
  if (document.body.classList.contains("drawer-open")) setDrawer(false);
}

function setDrawer(open) {
  document.body.classList.toggle("drawer-open", open);
  button.setAttribute("aria-expanded", String(open));
  byId("shade").hidden = !open;
  byId("place").inert = open;
  if (open) (nav.querySelector("[aria-current]") ?? nav.querySelector("a"))?.focus();
}

// Up and down move within the list.
nav.addEventListener("keydown", e => {
  if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
  const links = [...nav.querySelectorAll("a, summary")].filter(l => l.offsetParent);
  const next = links[links.indexOf(document.activeElement) + (e.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    e.preventDefault();
    next.focus();
  }
});
