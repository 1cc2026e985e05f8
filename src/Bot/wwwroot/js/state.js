// What the page knows, and who wants to hear of it.

export const state = {
  people: [],
  me: null,
  places: [],
  current: null,
  /** Of the current place: version, messages by number, private answers, pinned messages. */
  room: null,
};

const listeners = new Map();

export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export function tell(topic, what) {
  for (const listener of listeners.get(topic) ?? []) listener(what);
}

export const person = id => state.people.find(p => p.id === id);
export const nameOf = id => person(id)?.name ?? "somebody who is not here any more";
export const placeOf = id => state.places.find(p => p.id === id);

/** What a place is called: "#finance", "Ana Ruiz", "Incident bot". */
export function placeName(place) {
  if (!place.direct) return `#${place.name}`;
  return place.with ? nameOf(place.with) : "Incident bot";
}

/** Kept in this browser: drafts, who acts, what was seen. */
export const kept = {
  get: key => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing works too.
    }
  },
};
