// Completion of /incident words and of people, with one line that explains each.
import { read, at } from "./api.js";
import { el, announce } from "./dom.js";
import { state } from "./state.js";

const most = 9;
let offers = { place: null, when: 0, all: [] };
let choices = [];
let chosen = -1;

/** Shows what fits the words before the cursor. */
export async function complete(text, list) {
  const before = text.value.slice(0, text.selectionStart);
  const found = /(^|\s)@([a-z]*)$/i.exec(before) ? people(before) : await words(before);
  if (before !== text.value.slice(0, text.selectionStart)) return;
  show(found, text, list);
}

async function words(before) {
  if (/^\/[a-z]*$/i.test(before) && "/incident".startsWith(before.toLowerCase()) && before !== "/incident") {
    return [{ insert: "/incident ", from: 0, label: "/incident", usage: "what you saw", explains: "Report something odd, or work on an incident" }];
  }
  const typed = /^\/incident\s+([a-z-]*)$/i.exec(before);
  if (!typed) return [];
  const start = typed[1].toLowerCase();
  const from = before.length - typed[1].length;
  return (await known()).filter(o => o.word.startsWith(start) && o.word !== start).slice(0, most)
    .map(o => ({ insert: `${o.word} `, from, label: o.word, usage: o.usage, explains: o.explains }));
}

async function known() {
  if (offers.place !== state.current || Date.now() - offers.when > 5000) {
    try {
      offers = { place: state.current, when: Date.now(), all: await read(at(state.current, "/offers")) };
    } catch {
      return [];
    }
  }
  return offers.all;
}

function people(before) {
  const [, , start] = /(^|\s)@([a-z]*)$/i.exec(before);
  const from = before.length - start.length;
  const fits = p => p.handle.startsWith(start.toLowerCase()) || p.name.toLowerCase().includes(start.toLowerCase());
  return state.people.filter(p => fits(p) && p.handle !== start).slice(0, most)
    .map(p => ({ insert: `${p.handle} `, from, label: `@${p.handle}`, usage: "", explains: `${p.name}, ${p.job}` }));
}

function show(found, text, list) {
  const grew = found.length > 0 && list.hidden;
  choices = found;
  chosen = -1;
  list.hidden = found.length === 0;
  list.replaceChildren(...found.map((choice, i) => el("li", {
    role: "option", id: `completion-${i}`, "aria-selected": "false",
    onpointerdown: e => {
      e.preventDefault();
      take(i, text, list);
      text.dispatchEvent(new Event("input"));
    },
  }, el("span", { class: "word" }, choice.label, choice.usage ? el("span", { class: "usage", text: ` ${choice.usage}` }) : null),
  el("span", { class: "explains", text: choice.explains }))));
  while (list.scrollHeight > list.clientHeight && list.children.length > 1) list.lastChild.remove();
  choices.length = list.children.length;
  text.removeAttribute("aria-activedescendant");
  if (grew) announce(`${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}, arrow keys to choose.`);
}

/** Keys that are for the list; true if the text changed by it. */
export function completionKey(e, text, list) {
  if (list.hidden) return false;
  if (e.key === "Escape") {
    e.preventDefault();
    closeCompletion(text, list);
  } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    e.preventDefault();
    choose((chosen + (e.key === "ArrowDown" ? 1 : choices.length - (chosen < 0 ? 0 : 1)) ) % choices.length, text, list);
  } else if ((e.key === "Tab" && !e.shiftKey) || (e.key === "Enter" && chosen >= 0)) {
    e.preventDefault();
    take(Math.max(0, chosen), text, list);
    return true;
  }
  return false;
}

function choose(index, text, list) {
  chosen = index;
  [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === index)));
  list.children[index]?.scrollIntoView({ block: "nearest" });
  text.setAttribute("aria-activedescendant", `completion-${index}`);
}

function take(index, text, list) {
  const { insert, from } = choices[index];
  const after = text.value.slice(text.selectionStart);
  text.value = text.value.slice(0, from) + insert + after.trimStart();
  text.setSelectionRange(from + insert.length, from + insert.length);
  text.focus();
  closeCompletion(text, list);
}

export function closeCompletion(text, list) {
  list.hidden = true;
  chosen = -1;
  text.removeAttribute("aria-activedescendant");
}
