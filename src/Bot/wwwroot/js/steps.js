// A card with many questions on a phone: one at a time, its answers as plain choices.
import { el } from "./dom.js";

const narrow = matchMedia("(max-width: 760px)");
const few = 6;
const many = 4;

// Where somebody was stays when the card is drawn anew.
const stood = new Map();

/** Answers to choose from, instead of a list that opens, where they are few. */
export function plainly(json) {
  const questions = narrow.matches ? choices(json) : [];
  if (questions.length < many) return json;
  for (const question of questions) if (question.choices.length <= few) question.style = "expanded";
  return json;
}

/** Shows one question at a time, with the way back and on. */
export function stepped(node, scope) {
  // The label stands beside the container of its input, both in one.
  const questions = [...node.querySelectorAll(".ac-input-container")].map(input => input.parentElement);
  if (!narrow.matches || questions.length < many) return;
  const count = el("p", { class: "step-count", role: "status" });
  const back = el("button", { type: "button", class: "ac-pushButton", text: "Back" });
  const next = el("button", { type: "button", class: "ac-pushButton", text: "Next" });
  questions[0].before(count);
  questions.at(-1).after(el("div", { class: "steps" }, back, next));

  const show = (at, moved) => {
    stood.set(scope, at);
    questions.forEach((question, i) => {
      question.hidden = i !== at;
      const gap = question.previousElementSibling;
      if (gap?.getAttribute("aria-hidden") === "true") gap.hidden = i !== at;
    });
    count.textContent = `Question ${at + 1} of ${questions.length}`;
    back.disabled = at === 0;
    next.disabled = at === questions.length - 1;
    if (moved) questions[at].querySelector("select, input, textarea")?.focus();
  };
  back.addEventListener("click", () => show(stood.get(scope) - 1, true));
  next.addEventListener("click", () => show(stood.get(scope) + 1, true));
  show(Math.min(stood.get(scope) ?? 0, questions.length - 1), false);
}

function choices(part) {
  if (!part || typeof part !== "object") return [];
  if (Array.isArray(part)) return part.flatMap(choices);
  if (part.type === "Input.ChoiceSet") return part.isMultiSelect ? [] : [part];
  return ["body", "items", "columns"].flatMap(key => choices(part[key]));
}
