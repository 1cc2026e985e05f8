// Drives the emulator with Slack's own Web API client and prints what came back, for the spec that started it.
import { WebClient } from "@slack/web-api";

const [slackApiUrl, token, person] = process.argv.slice(2);
const client = new WebClient(token, { slackApiUrl, retryConfig: { retries: 2, minTimeout: 20, maxTimeout: 20 } });
const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*SEV2*", verbatim: true } }];
const seen = {};

const me = await client.auth.test();
seen.me = me.user_id;
seen.scopes = me.response_metadata.scopes.includes("chat:write");

const { channel } = await client.conversations.create({ name: "by-the-official-client" });
await client.conversations.invite({ channel: channel.id, users: person });
await client.conversations.setTopic({ channel: channel.id, topic: "SEV2" });
const { ts } = await client.chat.postMessage({ channel: channel.id, text: "SEV2", blocks, metadata: { event_type: "incident_message", event_payload: { id: "1" } } });
await client.chat.update({ channel: channel.id, ts, text: "SEV1", blocks });
await client.pins.add({ channel: channel.id, timestamp: ts });
const { items } = await client.pins.list({ channel: channel.id });
seen.pinned = items.map(i => i.message.ts).join() === ts;
const history = await client.conversations.history({ channel: channel.id, include_all_metadata: true });
seen.metadata = history.messages.find(m => m.ts === ts).metadata.event_payload.id;
seen.link = (await client.chat.getPermalink({ channel: channel.id, message_ts: ts })).permalink.endsWith(ts.replace(".", ""));
seen.ephemeral = typeof (await client.chat.postEphemeral({ channel: channel.id, user: person, text: "psst" })).message_ts;

seen.people = [];
for await (const page of client.paginate("users.list", { limit: 1 })) seen.people.push(...page.members.map(m => m.id));

seen.refused = await client.chat.postMessage({ channel: "C0NOWHERE", text: "x" }).catch(e => e.data.error);
const wrong = await client.chat.postMessage({ channel: channel.id, text: "x", blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }] }).catch(e => e.data);
seen.wrongBlocks = `${wrong.error} ${wrong.response_metadata.messages[0]}`;

const upload = await client.filesUploadV2({ channel_id: channel.id, filename: "log.txt", content: "one line" });
seen.uploaded = upload.files.length;
await client.views.publish({ user_id: person, view: { type: "home", blocks } });

// The spec made these go wrong: a 429 once, and a reset after the message was there.
seen.afterLimit = (await client.bookmarks.list({ channel_id: channel.id })).ok;
await client.chat.postMessage({ channel: channel.id, text: "twice" });
seen.twice = (await client.conversations.history({ channel: channel.id })).messages.filter(m => m.text === "twice").length;

console.log(JSON.stringify(seen));
