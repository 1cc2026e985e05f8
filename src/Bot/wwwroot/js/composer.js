// Where people write. Nothing typed is lost: drafts stay by place and person, and what did not get through comes back.
import { send, at, newRequest } from "./api.js";
import { byId, el, icon } from "./dom.js";
import { state, on, kept, placeOf, placeName, tell } from "./state.js";
import { answered, shownBy } from "./answered.js";
import { toEnd } from "./log.js";
import { complete, completionKey, closeCompletion } from "./completion.js";

const form = byId("composer");
const text = el("textarea", {
  id: "write", rows: "1", "aria-label": "Message", "aria-describedby": "what-enter-does", "aria-autocomplete": "list", "aria-controls": "completion",
  enterkeyhint: "send", maxlength: "60000",
});
const list = el("ul", { id: "completion", class: "completion", role: "listbox", "aria-label": "Suggestions", hidden: true });
const enter = el("span", { id: "what-enter-does" });
const troubleBox = el("div", { class: "trouble", role: "alert", hidden: true });

let previewSoon = null;
let sending = false;
let unsettled = "";

export function startComposer() {
  form.append(list, troubleBox,
    el("div", { class: "box" }, text, el("button", { type: "submit", class: "icon-button send", "aria-label": "Send" }, icon("send"))),
    el("div", { class: "under" }, enter, el("span", { class: "keys", text: "Shift+Enter: new line" })));
  on("chosen", settled);
  form.addEventListener("submit", e => {
    e.preventDefault();
    submit();
  });
  text.addEventListener("input", typed);
  text.addEventListener("keydown", e => {
    if (completionKey(e, text, list)) return typed();
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
      e.preventDefault();
      submit();
    }
    return undefined;
  });
  text.addEventListener("blur", () => setTimeout(() => closeCompletion(text, list), 150));
  document.addEventListener("keydown", e => {
    if (e.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) && !document.querySelector("dialog[open]")) text.focus();
  });
  shownBy({ showTrouble });
}

const draftKey = () => `draft/${state.me?.id}/${state.current}`;

/** Shows what was begun here. */
export function openDraft() {
  text.value = kept.get(draftKey()) ?? "";
  const place = placeOf(state.current);
  const name = place && placeName(place);
  text.placeholder = !place ? "" : name.length > 16 ? "Write here, or /incident" : `Write to ${name}, or /incident`;
  hideTrouble();
  closeCompletion(text, list);
  fit();
  preview();
  if (!matchMedia("(hover: none)").matches && document.activeElement === document.body) text.focus({ preventScroll: true });
}

/** Puts words where people write, ready to be changed or sent. What stood there comes after them, unless they replace it. */
export function put(words, replaced = "") {
  const there = text.value.trim();
  text.value = there && there !== words.trim() && there !== replaced.trim() ? `${words}\n${there}` : words;
  text.focus();
  text.setSelectionRange(words.length, words.length);
  typed();
  closeCompletion(text, list);
}

/** Sends words without touching what is being written, unless they replace it. */
export async function sendText(words, place, replaced = "", request = newRequest()) {
  try {
    const reply = await send(at(place, "/say"), { request, text: words });
    if (replaced && text.value.trim() === replaced.trim()) {
      text.value = "";
      typed();
    }
    await answered(reply, place);
  } catch (e) {
    showTrouble(e.message, () => sendText(words, place, replaced, request));
  }
}

function typed() {
  kept.set(draftKey(), text.value);
  fit();
  complete(text, list);
  preview();
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
  form.classList.toggle("ready", text.value.trim().length > 0);
  form.classList.toggle("command", text.value.startsWith("/"));
}

function preview() {
  clearTimeout(previewSoon);
  const words = text.value.trim();
  const place = placeOf(state.current);
  if (!place) return;
  if (!words) enter.textContent = "";
  else if (!words.startsWith("/")) enter.textContent = `Enter: says this ${place.direct ? "to" : "in"} ${placeName(place)}`;
  else {
    previewSoon = setTimeout(async () => {
      try {
        const { says } = await send(at(place.id, "/preview"), { text: words });
        if (text.value.trim() === words) enter.textContent = says ? `Enter: ${says}` : "";
      } catch {
        enter.textContent = "";
      }
    }, 150);
  }
}

// The id stays while the same words are tried again, and changes with the words.
let attempt = { words: "", place: "", request: "" };

async function submit() {
  const words = text.value.trim();
  const place = state.current;
  if (!words || sending) return;
  if (attempt.words !== words || attempt.place !== place) attempt = { words, place, request: newRequest() };
  sending = true;
  form.setAttribute("aria-busy", "true");
  enter.textContent = "Sending …";
  closeCompletion(text, list);
  const draft = draftKey();
  try {
    const reply = await send(at(place, "/say"), { request: attempt.request, text: words });
    attempt = { words: "", place: "", request: "" };
    hideTrouble();
    const refused = reply.answer?.refusal && reply.answer.yourText;
    unsettled = refused ? words : "";
    if (!refused) {
      kept.set(draft, null);
      if (draft === draftKey() && text.value.trim() === words) text.value = "";
      if (words.startsWith("/incident")) kept.set("hint-done", "yes");
    }
    fit();
    preview();
    if (place === state.current) toEnd();
    await answered(reply, place, text);
  } catch (e) {
    showTrouble(e.message, submit);
    preview();
  } finally {
    sending = false;
    form.removeAttribute("aria-busy");
    tell("seen");
  }
}

/** A button said what the words meant: they are through, and Enter must not send them again. */
function settled() {
  if (!unsettled || text.value.trim() !== unsettled) return;
  unsettled = "";
  text.value = "";
  kept.set(draftKey(), null);
  fit();
  preview();
}

function showTrouble(words, again) {
  troubleBox.hidden = false;
  troubleBox.replaceChildren(el("p", { text: words }),
    again ? el("button", {
      type: "button", class: "button", text: "Try again",
      onclick: () => {
        hideTrouble();
        again();
      },
    }) : "",
    el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: hideTrouble }, icon("close")));
}

function hideTrouble() {
  troubleBox.hidden = true;
  troubleBox.replaceChildren();
}
