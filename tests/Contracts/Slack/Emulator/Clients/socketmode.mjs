// Connects Slack's own Socket Mode client to the emulator. Prints one line for each thing it was told, acknowledges it, ends when its input ends.
import { SocketModeClient } from "@slack/socket-mode";

const [slackApiUrl, appToken] = process.argv.slice(2);
const client = new SocketModeClient({ appToken, clientOptions: { slackApiUrl } });
const say = line => console.log(JSON.stringify(line));

client.on("connected", () => say({ connected: true }));
client.on("slash_commands", async ({ body, ack }) => {
  await ack({ text: `understood: ${body.text}` });
  say({ command: body.command });
});
client.on("interactive", async ({ body, ack }) => {
  await ack();
  say({ interactive: body.type });
});
client.on("slack_event", async ({ body, ack, type }) => {
  if (type !== "events_api") return;
  await ack();
  say({ event: body.event.type });
});

process.stdin.on("end", async () => {
  await client.disconnect();
  process.exit(0);
});
process.stdin.resume();
await client.start();
