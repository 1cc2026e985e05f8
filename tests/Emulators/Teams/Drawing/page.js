// Draws what the emulator says that this person sees, with the official renderer; what they press goes back to the emulator.
const query = new URLSearchParams(location.search);
const [conversation, user] = [query.get("conversation"), query.get("user")];
const there = path => `page/${path}?${query}`;
const element = id => document.getElementById(id);
const markdown = window.markdownit({ html: false, linkify: false, breaks: false });
const mentions = text => text.replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, '<span class="mention">$1</span>');

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = mentions(markdown.render(text));
  result.didProcess = true;
};
let drawn = "", asked, toasted, configuration;
const messages = new Map();

function card(json, send) {
  const one = new AdaptiveCards.AdaptiveCard();
  one.hostConfig = configuration;
  one.onExecuteAction = action => {
    if (action instanceof AdaptiveCards.OpenUrlAction) return;
    const values = {};
    for (const input of one.getAllInputs()) if (input.value !== undefined) values[input.id] = String(input.value);
    const kept = action.toJSON();
    send({ action: kept, values: kept.associatedInputs === "none" ? {} : values });
  };
  one.parse(json);
  return one.render();
}

async function post(path, body) {
  document.body.setAttribute("aria-busy", "true");
  await fetch(there(path), { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });
  await draw();
  document.body.removeAttribute("aria-busy");
}

/** Only what changed is drawn anew: what somebody chose on another card stays. */
function message(one) {
  const now = JSON.stringify(one);
  if (messages.get(one.id)?.now !== now) messages.set(one.id, { now, article: articleOf(one) });
  return messages.get(one.id).article;
}

function articleOf(one) {
  const article = document.createElement("article");
  article.className = [one.bot && "bot", one.mine && "mine", one.onlyMe && "onlyme", one.reply && "reply"].filter(Boolean).join(" ");
  article.id = `m${one.id}`;
  article.innerHTML = "<i></i><div><small><b></b> <time></time> <em></em></small><div class=said></div></div>";
  article.querySelector("i").textContent = one.author.split(" ").map(w => w[0]).slice(0, 2).join("");
  article.querySelector("b").textContent = one.author;
  article.querySelector("time").textContent = new Date(one.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  article.querySelector("em").textContent = [one.onlyMe && "Only you can see this message", one.edited && "Edited"].filter(Boolean).join(" · ");
  const said = article.querySelector(".said");
  if (one.markdown) said.innerHTML = mentions(markdown.render(one.text));
  else said.textContent = one.text;
  if (one.card) article.lastElementChild.append(card(one.card, pressed => post("press", { ...pressed, conversation, message: one.id })));
  for (const file of one.files.filter(Boolean)) article.lastElementChild.append(`📎 ${file}`);
  return article;
}

async function draw() {
  const text = await (await fetch(there("state"))).text();
  if (text === drawn) return;
  drawn = text;
  const state = JSON.parse(text);
  const bottom = innerHeight + scrollY >= document.body.scrollHeight - 40;
  element("name").textContent = state.name;
  element("description").textContent = state.description;
  element("messages").replaceChildren(...state.messages.map(message));
  element("toast").textContent = state.toast === toasted ? "" : state.toast ?? "";
  if (state.dialog) {
    element("title").textContent = state.dialog.title;
    const now = JSON.stringify(state.dialog.card);
    if (asked !== now) element("form").replaceChildren(card(state.dialog.card, pressed => post("send", pressed)));
    asked = now;
    if (!element("dialog").open) element("dialog").showModal();
  } else {
    asked = null;
    if (element("dialog").open) element("dialog").close();
  }
  if (bottom) scrollTo(0, document.body.scrollHeight);
}

element("close").onclick = () => post("close", "");
element("toast").onclick = () => { toasted = element("toast").textContent; element("toast").textContent = ""; };
element("type").onkeydown = event => {
  if (event.key !== "Enter" || !event.target.value) return;
  post("type", event.target.value);
  event.target.value = "";
};
(async () => {
  configuration = new AdaptiveCards.HostConfig(await (await fetch("page/hostconfig")).json());
  await post("look", "");
  setInterval(draw, 400);
})();
