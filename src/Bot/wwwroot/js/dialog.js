// Forms as dialogs. What was typed stays until it was taken.
import { send, at, newRequest } from "./api.js";
import { el, icon, announce } from "./dom.js";
import { kept, state } from "./state.js";
import { richNodes, plain } from "./rich.js";
import { answered, shownBy } from "./answered.js";

shownBy({ openForm });

const draftKey = form => `form/${state.me?.id}/${form.word}/${form.stream ?? ""}`;

function openForm(form, place, focused) {
  const fields = form.fields.map(f => field(f, draftOf(form)));
  const trouble = el("div", { class: "form-trouble", role: "alert", hidden: true });
  const submit = el("button", { type: "submit", class: "button main", text: form.submit });
  const dialog = el("dialog", { "aria-labelledby": "dialog-title" });
  dialog.append(el("form", { method: "dialog", novalidate: true },
    el("div", { class: "dialog-head" }, el("h2", { id: "dialog-title", text: form.title }),
      el("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"))),
    el("div", { class: "fields" }, trouble,
      form.intro?.length ? el("p", { class: "intro" }, richNodes(form.intro)) : null, ...fields.map(f => f.node)),
    el("div", { class: "dialog-foot" },
      el("button", { type: "button", class: "button", text: "Not now", onclick: () => dialog.close() }), submit)));
  const request = newRequest();
  dialog.addEventListener("input", () => kept.set(draftKey(form), JSON.stringify(values(fields))));
  dialog.addEventListener("close", () => {
    dialog.remove();
    focused?.isConnected ? focused.focus({ preventScroll: true }) : document.getElementById("write").focus();
  });
  dialog.querySelector("form").addEventListener("submit", async e => {
    e.preventDefault();
    if (submit.disabled || !complete(fields)) return;
    submit.disabled = true;
    try {
      await sent(form, place, fields, attemptOf(request, fields), trouble, dialog);
    } catch (problem) {
      say(trouble, problem.message);
    } finally {
      submit.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  (fields.find(f => !f.value()) ?? fields[0])?.focus();
}

// The same answers tried again are the same request; changed answers are another.
const attempts = new Map();

function attemptOf(request, fields) {
  const key = request + JSON.stringify(values(fields));
  if (!attempts.has(key)) attempts.set(key, newRequest());
  return attempts.get(key);
}

async function sent(form, place, fields, request, trouble, dialog) {
  const reply = await send(at(place, "/submit"), { request, word: form.word, stream: form.stream, values: { ...form.carried, ...values(fields) } });
  if (reply.answer?.refusal) {
    const words = plain(reply.answer.text);
    const about = fields.find(f => f.name === reply.answer.field);
    if (about) about.refuse(words);
    else say(trouble, reply.answer.instead ? `${words} Instead: ${reply.answer.instead}` : words);
    return;
  }
  kept.set(draftKey(form), null);
  dialog.close();
  await answered(reply, place);
}

function say(trouble, words) {
  trouble.hidden = false;
  trouble.textContent = words;
  trouble.scrollIntoView({ block: "nearest" });
}

function draftOf(form) {
  try {
    return JSON.parse(kept.get(draftKey(form)) ?? "{}");
  } catch {
    return {};
  }
}

const values = fields => Object.fromEntries(fields.map(f => [f.name, f.value()]));

function complete(fields) {
  for (const f of fields) f.refuse("");
  const missing = fields.filter(f => f.required && !f.value().trim());
  for (const f of missing) f.refuse("An answer is needed here.");
  missing[0]?.focus();
  if (missing.length) announce("An answer is needed.");
  return missing.length === 0;
}

function field(f, draft) {
  const id = `field-${f.name}`;
  const note = el("p", { class: "field-trouble", id: `${id}-trouble`, hidden: true });
  const hint = f.hint ? el("p", { class: "field-hint", id: `${id}-hint`, text: f.hint }) : null;
  const begun = draft[f.name] || f.value || "";
  const made = f.kind === "tick" ? tick(f, id, begun) : f.kind === "choice" && f.choices.length <= 5 ? radios(f, id, begun) : control(f, id, begun);
  const label = made.labelled ? null : el("label", { for: id }, f.label, f.required ? null : el("span", { class: "optional", text: /optional|if you/i.test(f.label) ? "" : " (optional)" }));
  const describe = [hint && `${id}-hint`, `${id}-trouble`].filter(Boolean).join(" ");
  for (const input of made.inputs) input.setAttribute("aria-describedby", describe);
  return {
    name: f.name,
    required: f.required,
    node: el("div", { class: "field" }, label, made.labelled ? null : hint, made.node, made.labelled ? hint : null, note),
    value: made.value,
    focus: () => made.inputs[0].focus(),
    refuse: words => {
      note.hidden = !words;
      note.textContent = words;
      for (const input of made.inputs) input.setAttribute("aria-invalid", String(Boolean(words)));
      if (words) made.inputs[0].focus();
    },
  };
}

function control(f, id, begun) {
  const common = { id, required: f.required || null };
  let input;
  if (f.kind === "paragraph") input = el("textarea", { ...common, rows: "4", maxlength: f.max });
  else if (f.kind === "line") input = el("input", { ...common, type: "text", maxlength: f.max, autocomplete: "off" });
  else {
    const options = f.kind === "person" ? state.people.map(p => [`${p.name} · ${p.job}`, p.id]) : f.choices.map(c => [c.title, c.value]);
    input = el("select", common, new Option("Choose …", ""), ...options.map(([title, value]) => new Option(title, value)));
  }
  input.value = begun;
  return { node: input, inputs: [input], value: () => input.value };
}

function radios(f, id, begun) {
  const inputs = f.choices.map((c, i) => el("input", { type: "radio", name: id, id: `${id}-${i}`, value: c.value }));
  for (const input of inputs) input.checked = input.value === begun;
  const rows = f.choices.map((c, i) => el("label", { class: "choice", for: `${id}-${i}` }, inputs[i], c.title));
  const node = el("fieldset", {}, el("legend", {}, f.label, f.required ? null : el("span", { class: "optional", text: " (optional)" })), ...rows);
  return { node, inputs, labelled: true, value: () => inputs.find(i => i.checked)?.value ?? "" };
}

function tick(f, id, begun) {
  const input = el("input", { type: "checkbox", id });
  input.checked = begun === "true";
  return { node: el("label", { class: "choice", for: id }, input, f.label), inputs: [input], labelled: true, value: () => String(input.checked) };
}
