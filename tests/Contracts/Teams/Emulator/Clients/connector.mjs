// Drives the emulator with Microsoft's own Connector client, then listens as a bot that checks tokens with Microsoft's own code; prints
// what came back, for the spec that started it.
import { createServer } from "node:http";
import { createRequire } from "node:module";
const { ConnectorClient, ChannelValidation, SimpleCredentialProvider } = createRequire(import.meta.url)("botframework-connector");

const [serviceUrl, tokenUrl, metadata, appId, secret, tenantId, channel, person] = process.argv.slice(2);
const form = new URLSearchParams({ grant_type: "client_credentials", client_id: appId, client_secret: secret, scope: "https://api.botframework.com/.default" });
const { access_token } = await (await fetch(tokenUrl, { method: "POST", body: form })).json();
const credentials = { signRequest: async request => { request.headers.set("authorization", `Bearer ${access_token}`); return request; } };
const { conversations } = new ConnectorClient(credentials, { baseUri: serviceUrl, noRetryPolicy: true });
const card = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "SEV2" }] };
const message = text => ({ type: "message", text, attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }] });
const why = e => `${e.statusCode} ${e.code ?? e.body?.error?.code ?? e.details?.error?.code}`;
const seen = {};

const posted = await conversations.sendToConversation(channel, message("root"));
const thread = `${channel};messageid=${posted.id}`;
seen.reply = typeof (await conversations.sendToConversation(thread, message("reply"))).id;
seen.updated = (await conversations.updateActivity(channel, posted.id, message("changed"))).id === posted.id;
const gone = await conversations.sendToConversation(channel, message("gone"));
await conversations.deleteActivity(channel, gone.id);
seen.deletedTwice = await conversations.deleteActivity(channel, gone.id).catch(why);
const direct = { bot: { id: `28:${appId}` }, members: [{ id: person }], tenantId, channelData: { tenant: { id: tenantId } }, isGroup: false };
const personal = await conversations.createConversation(direct);
seen.personal = personal.id === (await conversations.createConversation(direct)).id;
const created = await conversations.createConversation({ isGroup: true, channelData: { channel: { id: channel } }, tenantId, activity: message("thread") });
seen.thread = created.id === `${channel};messageid=${created.activityId}`;

seen.members = [];
let continuationToken;
do {
  const page = await conversations.getConversationPagedMembers(channel, { pageSize: 1, continuationToken });
  seen.members.push(...page.members.map(m => m.name));
  ({ continuationToken } = page);
} while (continuationToken);
seen.member = (await conversations.getConversationMember(channel, person)).aadObjectId === person;
seen.nowhere = await conversations.sendToConversation("19:nowhere@thread.tacv2", message("x")).catch(why);
seen.afterLimit = typeof (await conversations.sendToConversation(channel, message("throttled"))).id;
console.log(JSON.stringify(seen));

ChannelValidation.OpenIdMetadataEndpoint = metadata;
const bot = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const activity = JSON.parse(body);
  const verdict = await ChannelValidation.authenticateChannelTokenWithServiceUrl(request.headers.authorization, new SimpleCredentialProvider(appId, ""), activity.serviceUrl, activity.channelId)
    .then(identity => `good ${activity.text.trim()}`, error => `refused ${error.message.split("\n")[0]}`);
  console.log(JSON.stringify({ verdict }));
  response.writeHead(verdict.startsWith("good") ? 200 : 403).end();
});
bot.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ address: `http://127.0.0.1:${bot.address().port}/` })));
process.stdin.resume().on("end", () => process.exit(0));
