// Text as nodes. Runs come from the bot; text in them is data and is never read as markup.
import { el, icon, announce } from "./dom.js";
import { point } from "./times.js";
import { nameOf, state } from "./state.js";

// Code between backticks, blocks between three of them, hashes of 32 digits and more, web addresses.
const marks = /```([\s\S]+?)```|`([^`\n]+)`|\b([0-9a-f]{32,128})\b|(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/gi;

/** Runs as nodes. `called`: written by a person, so names in it are calls for attention. */
export function richNodes(runs, called = false) {
  const nodes = document.createDocumentFragment();
  for (const run of runs ?? []) nodes.append(runNode(run, called));
  return nodes;
}

/** Runs as plain words. */
export function plain(runs) {
  return (runs ?? []).map(run => typeof run === "string" ? run
    : run.person ? nameOf(run.person) : run.runs ? plain(run.runs) : run.label ?? (run.time ? `${run.time.slice(11, 16)} UTC` : "")).join("");
}

function runNode(run, called) {
  if (typeof run === "string") return textNodes(run);
  if (run.person) return mention(run.person, called);
  if (run.time) return point(run.time, run.date);
  if (run.incident) return el("a", { href: `#/incident/${run.incident}`, text: run.label });
  if (run.address) return el("a", { href: run.address, text: run.label, rel: "noopener noreferrer", target: "_blank" });
  if (run.style === "code") return code(plain(run.runs));
  const styled = el(run.style === "strong" ? "strong" : "em");
  styled.append(richNodes(run.runs, called));
  return styled;
}

/** A person's name; where people call each other it stands out, most of all for the one who is called. */
export function mention(id, called = false) {
  return el("span", { class: `name${called ? " called" : ""}${id === state.me?.id ? " me" : ""}`, text: nameOf(id) });
}

function textNodes(text) {
  const nodes = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(marks)) {
    nodes.append(text.slice(from, match.index));
    const [whole, block, inline, hash, address] = match;
    if (block) nodes.append(codeBlock(block.replace(/^\n|\n$/g, "")));
    else if (inline || hash) nodes.append(code(inline ?? hash));
    else nodes.append(address.startsWith("https:") ? el("a", { href: address, text: address, rel: "noopener noreferrer", target: "_blank" }) : address);
    from = match.index + whole.length;
  }
  nodes.append(text.slice(from));
  return nodes;
}

function code(words) {
  const nodes = document.createDocumentFragment();
  nodes.append(el("code", { class: "code", text: words }));
  if (words.length >= 16) nodes.append(copyButton(words));
  return nodes;
}

function codeBlock(words) {
  return el("code", { class: "code code-block" }, words, copyButton(words));
}

function copyButton(words) {
  return el("button", {
    type: "button", class: "copy", "aria-label": "Copy", title: "Copy",
    onclick: async () => {
      await navigator.clipboard.writeText(words);
      announce("Copied.");
    },
  }, icon("copy"));
}
