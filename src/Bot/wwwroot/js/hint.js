// The first visit: one card that leads into the first incident.
import { byId, el, icon } from "./dom.js";
import { kept, state } from "./state.js";
import { put } from "./composer.js";

const example = "/incident finance got a mail asking to change bank details, two people answered";
const hint = byId("hint");

export function drawHint() {
  const wanted = !kept.get("hint-done") && !state.places.some(p => p.stream);
  if (wanted === !hint.hidden) return;
  hint.hidden = !wanted;
  if (!wanted) return;
  hint.replaceChildren(
    el("p", {}, el("span", { class: "hint-title", text: "Something odd?" }), "Type ", el("code", { class: "code", text: "/incident" }), " and what you saw."),
    el("button", { type: "button", class: "button main", text: "Type an example", onclick: () => put(example) }),
    el("button", {
      type: "button", class: "icon-button", "aria-label": "Don't show this again",
      onclick: () => {
        kept.set("hint-done", "yes");
        drawHint();
        byId("write").focus();
      },
    }, icon("close")));
}
