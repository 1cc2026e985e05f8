// What can be done with a message.
import { send, at, newRequest } from "./api.js";
import { el, icon, announce } from "./dom.js";
import { state, placeOf } from "./state.js";
import { plain } from "./rich.js";
import { answered, trouble } from "./answered.js";

let open = null;

export function openMenu(button, message) {
  if (open) {
    const same = open.button === button;
    close();
    if (same) return;
  }
  const place = state.current;
  const items = [
    item("flag", "Report as incident", () => act(place, message, "report")),
    placeOf(place)?.stream ? item("shield", "Save as evidence", () => act(place, message, "evidence")) : null,
    item("copy", "Copy text", async () => {
      await navigator.clipboard.writeText(plain(message.text) || message.card?.speak || "");
      announce("Copied.");
    }),
  ].filter(Boolean);
  const menu = el("div", { class: "menu", role: "menu", "aria-label": "Message" }, ...items);
  document.getElementById("place").append(menu);
  open = { menu, button };
  button.setAttribute("aria-expanded", "true");
  stand(menu, button);
  menu.addEventListener("keydown", move);
  items[0].focus();
}

function item(symbol, label, run) {
  return el("button", {
    type: "button", role: "menuitem", tabindex: "-1",
    onclick: () => {
      const { button } = open;
      close();
      button.focus({ preventScroll: true });
      run();
    },
  }, icon(symbol), label);
}

function stand(menu, button) {
  const at = button.getBoundingClientRect();
  const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - menu.offsetHeight - 4)}px`;
}

function move(e) {
  const items = [...open.menu.children];
  const index = items.indexOf(document.activeElement);
  if (e.key === "Escape" || e.key === "Tab") {
    e.preventDefault();
    const { button } = open;
    close();
    button.focus({ preventScroll: true });
  } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    e.preventDefault();
    items[(index + (e.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus();
  }
}

function close() {
  open?.menu.remove();
  open?.button.setAttribute("aria-expanded", "false");
  open = null;
}

document.addEventListener("pointerdown", e => {
  if (open && !open.menu.contains(e.target) && !open.button.contains(e.target)) close();
});
addEventListener("resize", close);
document.getElementById("log").addEventListener("scroll", close, { passive: true });

async function act(place, message, word, request = newRequest()) {
  try {
    await answered(await send(at(place, `/messages/${message.number}/act`), { request, word }), place);
  } catch (e) {
    trouble(e, () => act(place, message, word, request));
  }
}
