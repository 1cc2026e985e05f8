// Calls to the bot. Each action of a person has one id, so that trying again never counts twice.

export class NotDone extends Error {
  constructor(says, status) {
    super(says);
    this.status = status;
  }
}

let actingAs = "";

export function actAs(handle) {
  actingAs = handle;
}

/** An id for one action of a person; keep it when trying again. */
export function newRequest() {
  return crypto.randomUUID();
}

export const read = path => call("GET", path);
export const send = (path, body) => call("POST", path, body ?? {});
export const drop = path => call("DELETE", path);

/** Path of a call about a place. */
export const at = (place, rest = "") => `places/${encodeURIComponent(place)}${rest}`;

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(`/chat/api/${path}`, {
      method,
      headers: {
        "X-Acting-As": actingAs,
        "X-Zone": Intl.DateTimeFormat().resolvedOptions().timeZone ?? "",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
    });
  } catch {
    throw new NotDone("The bot can't be reached just now. Nothing you typed is lost; try again once it runs. It never counts twice.", 0);
  }
  if (response.ok) {
    // Nothing is an answer too: a room that is not open yet.
    const answer = await response.text();
    return answer ? JSON.parse(answer) : null;
  }
  throw new NotDone(await says(response), response.status);
}

async function says(response) {
  try {
    const { says } = await response.json();
    if (says) return says;
  } catch {
    // Not from the bot: the words below will do.
  }
  return "This did not go through. Nothing you typed is lost; try again.";
}
