// What came back on a call: a form opens, an answer is shown in place, trouble is said where the person is.
import { announce } from "./dom.js";
import { tell } from "./state.js";
import { plain } from "./rich.js";

let openForm = () => {};
let showTrouble = () => {};

/** The dialog and the composer say here how they show things; they import this file themselves. */
export function shownBy(parts) {
  openForm = parts.openForm ?? openForm;
  showTrouble = parts.showTrouble ?? showTrouble;
}

/** Shows a reply. Focus goes back to where it was once a form is closed. */
export async function answered(reply, place, focused = document.activeElement) {
  if (reply.kind === "asked") openForm(reply.form, place, focused);
  tell("answered");
  if (reply.answer) announce(plain(reply.answer.text));
  if (reply.file) save(reply.file);
}

/** Hands a file to the browser's downloads; it is never opened inside the page. */
function save({ name, mediaType, content }) {
  const address = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A call did not get through: says so above the composer, with a button that tries again under the same id. */
export function trouble(error, again) {
  showTrouble(error.message, again);
}
