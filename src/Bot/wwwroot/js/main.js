// The page: who acts, where they are, and what keeps both current.
import { actAs, read, at, send } from "./api.js";
import { byId, announce } from "./dom.js";
import { state, on, tell, kept, person, placeOf, placeName } from "./state.js";
import { connect } from "./live.js";
import { drawSidebar, closeDrawer } from "./sidebar.js";
import { drawHead } from "./head.js";
import { drawLog, showTop, nearEnd } from "./log.js";
import { startComposer, openDraft } from "./composer.js";
import { drawHint } from "./hint.js";
import { trouble } from "./answered.js";
import "./dialog.js";

const firstPlace = "general";

async function start() {
  const acting = byId("acting");
  actAs(kept.get("acting") ?? "ana");
  await loadPeople();
  acting.addEventListener("change", () => switchTo(acting.value).catch(trouble));
  startComposer();
  on("changed", changed);
  on("reconnected", () => Promise.all([loadPlaces(), loadRoom()]).catch(quiet));
  on("answered", () => loadRoom().catch(quiet));
  on("seen", markSeen);
  addEventListener("hashchange", () => {
    closeDrawer();
    follow().catch(trouble);
  });
  addEventListener("focus", markSeen);
  document.addEventListener("visibilitychange", markSeen);
  await loadPlaces();
  await follow();
  connect(handle());
  setInterval(() => { if (!document.hidden) loadPlaces().then(() => loadRoom()).catch(quiet); }, 30000);
}

const handle = () => person(state.me?.id)?.handle ?? "ana";
const quiet = () => {};

async function loadPeople() {
  let view;
  try {
    view = await read("people");
  } catch (e) {
    if (e.status !== 403 || !kept.get("acting")) throw e;
    kept.set("acting", null);
    actAs("ana");
    view = await read("people");
  }
  state.people = view.people;
  state.me = person(view.me);
  byId("acting").replaceChildren(...view.people.map(p => new Option(`${p.name} · ${p.job}`, p.handle, false, p.id === view.me)));
  const onCall = view.people.find(p => p.onCall);
  byId("on-call").textContent = onCall ? `On call this week: ${onCall.name}` : "";
}

async function switchTo(handle) {
  kept.set("acting", handle);
  actAs(handle);
  state.me = state.people.find(p => p.handle === handle);
  state.room = null;
  await loadPlaces();
  connect(handle);
  if (placeOf(state.current)) await open(state.current);
  else location.hash = `#/${firstPlace}`;
  announce(`You act as ${state.me.name}.`);
}

async function loadPlaces() {
  state.places = await read("places");
  tell("places");
  drawSidebar();
  drawHint();
  if (state.room) drawHead();
}

/** Goes where the address says: a place, a message in it, or an incident's room. */
async function follow() {
  const [, first = "", second] = location.hash.split("/").map(decodeURIComponent);
  if (first === "incident" && second) return toIncident(second);
  if (first === "time" || first === "date" || first === "person") return undefined;
  return open(first || kept.get("place") || firstPlace, Number(second) || 0);
}

async function toIncident(stream) {
  for (let tries = 0; tries < 60; tries++) {
    const room = await read(`incidents/${encodeURIComponent(stream)}`);
    if (room) return location.replace(`#/${room}`);
    await new Promise(done => setTimeout(done, 400));
  }
  trouble(new Error("There is no such room here."));
  return history.back();
}

async function open(place, message = 0) {
  const coming = place !== state.current || !state.room;
  state.current = place;
  try {
    const view = await read(at(place));
    if (state.current !== place) return;
    const listed = placeOf(place);
    const readBefore = listed ? listed.last - listed.unread : 0;
    state.room = { ...view, byNumber: new Map(view.messages.map(m => [m.number, m])), readBefore, lastBefore: Math.max(0, ...view.messages.map(m => m.number)), visit: Symbol(place) };
  } catch (e) {
    if (e.status === 404 && place !== firstPlace) {
      kept.set("place", null);
      location.replace(`#/${firstPlace}`);
      return;
    }
    throw e;
  }
  kept.set("place", place);
  if (!placeOf(place)) await loadPlaces();
  drawSidebar();
  drawHead();
  drawTitle();
  drawLog({ fresh: coming, message });
  if (coming && state.room.readBefore === 0 && placeOf(place)?.stream) showTop();
  openDraft();
  markSeen();
}

let loading = null;

/** Brings the current place up to date; calls that come meanwhile wait for one more round. */
async function loadRoom() {
  if (loading) {
    loading.again = true;
    return loading.done;
  }
  loading = { again: true };
  loading.done = (async () => {
    try {
      while (loading.again) {
        loading.again = false;
        await freshen();
      }
    } finally {
      loading = null;
    }
  })();
  return loading.done;
}

async function freshen() {
  const room = state.room;
  if (!room) return;
  const view = await read(at(room.id, `?after=${room.version}`));
  if (state.room !== room) return;
  if (view.whole && view.version !== room.version) room.byNumber = new Map(view.messages.map(m => [m.number, m]));
  else for (const message of view.messages) room.byNumber.set(message.number, message);
  Object.assign(room, { version: view.version, topic: view.topic, members: view.members, answers: view.answers, pinned: view.pinned, bookmarks: view.bookmarks });
  drawHead();
  drawLog({});
  markSeen();
}

let placesSoon = null;

function changed({ place, version }) {
  clearTimeout(placesSoon);
  placesSoon = setTimeout(() => loadPlaces().catch(quiet), 120);
  if (place === state.room?.id && (version === null || version === undefined || version > state.room.version)) loadRoom().catch(quiet);
}

/** What is in view of somebody who looks counts as read. */
function markSeen() {
  const place = placeOf(state.current);
  if (document.hidden || !document.hasFocus() || !state.room || !place || !nearEnd()) return;
  const last = Math.max(0, ...state.room.byNumber.keys());
  if (last <= (state.room.seen ?? 0) || (place.unread === 0 && place.last >= last)) return;
  state.room.seen = last;
  send(at(place.id, "/read"), { upTo: last }).then(loadPlaces).catch(quiet);
}

on("places", drawTitle);

function drawTitle() {
  const waiting = state.places.reduce((sum, p) => sum + p.asked, 0);
  const place = placeOf(state.current);
  document.title = `${waiting ? `(${waiting}) ` : ""}${place ? `${placeName(place)} · ` : ""}Incident chat`;
  byId("drawer-mark").hidden = waiting === 0;
}

start().catch(e => {
  byId("place-name").textContent = "The bot can't be reached";
  byId("log").textContent = e.message ?? "Reload the page once the bot runs.";
  setTimeout(() => location.reload(), 4000);
});
