// Hears that something changed, and keeps trying to hear when the bot is away.
import { byId } from "./dom.js";
import { tell } from "./state.js";

let connection = null;

export async function connect(handle) {
  const before = connection;
  connection = null;
  await before?.stop();
  const link = new signalR.HubConnectionBuilder()
    // One request from the first byte on, so that it stays with one instance.
    .withUrl(`/chat/live?as=${encodeURIComponent(handle)}`, { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.min(500 * 2 ** previousRetryCount, 8000) })
    .configureLogging(signalR.LogLevel.None)
    .build();
  connection = link;
  link.on("changed", notice => tell("changed", notice));
  link.onreconnecting(() => show(link, "The bot is away; trying again …"));
  link.onreconnected(() => {
    show(link, "");
    tell("reconnected");
  });
  await begin(link);
}

async function begin(link) {
  for (let wait = 500; connection === link; wait = Math.min(wait * 2, 8000)) {
    try {
      await link.start();
      show(link, "");
      tell("reconnected");
      return;
    } catch {
      show(link, "The bot is away; trying again …");
      await new Promise(done => setTimeout(done, wait));
    }
  }
}

function show(link, words) {
  if (connection === link) byId("link-state").textContent = words;
}
