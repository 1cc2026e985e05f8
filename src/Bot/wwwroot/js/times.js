// Points in time, in the reader's zone, with UTC beside or on hover.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const dayClock = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const shortDay = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const utcClock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const utcFull = new Intl.DateTimeFormat("en-GB", {
  weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: "UTC",
});

/** The day's name as a heading: "Today", "Monday, 23 November". */
export function dayName(iso) {
  const at = new Date(iso);
  return isToday(at) ? "Today" : day.format(at);
}

export const sameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();

/** The time of a message: hour and minute, UTC on hover. */
export function stamp(iso) {
  const at = new Date(iso);
  return timeNode(iso, clock.format(at));
}

/** A point in time that people act on: the day unless it is today, UTC beside it where that differs. */
export function point(iso, dateOnly = false) {
  const at = new Date(iso);
  if (dateOnly) return timeNode(iso, shortDay.format(at));
  const node = timeNode(iso, isToday(at) ? clock.format(at) : dayClock.format(at));
  if (at.getTimezoneOffset() === 0) {
    node.append(" UTC");
    return node;
  }
  const beside = document.createElement("span");
  beside.className = "beside";
  beside.textContent = ` (${utcClock.format(at)} UTC)`;
  const both = document.createElement("span");
  both.append(node, beside);
  return both;
}

function isToday(at) {
  return at.toDateString() === new Date().toDateString();
}

function timeNode(iso, words) {
  const node = document.createElement("time");
  node.dateTime = iso;
  node.title = `${utcFull.format(new Date(iso))} UTC`;
  node.textContent = words;
  return node;
}
