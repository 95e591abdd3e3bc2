// What was typed and not saved is kept by the server every few seconds, and offered when the document
// is opened again, whatever ended in between.

import * as api from "./api.js";

const REST = 800; // ms without a key
const LONGEST = 2500; // ms while keys come
const AGAIN = 3000; // ms after it failed

export class Drafts {
  // onTold(around): who else writes here, and the hash that the file has; onFailed(error).
  constructor(document, { onTold, onFailed }) {
    this.document = document;
    this.onTold = onTold;
    this.onFailed = onFailed;
    this.kept = null; // the text that the server has; null: none
    this.since = 0; // the first change that it has not
    this.sending = Promise.resolve();
    document.addEventListener("change", () => this.later());
  }

  later() {
    const now = Date.now();
    this.since ||= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(REST, this.since + LONGEST - now)));
  }

  // One after the other, so that an older one never comes last.
  send() {
    clearTimeout(this.timer);
    this.sending = this.sending.then(() => this.put());
    return this.sending;
  }

  async put() {
    const text = this.document.changed ? this.document.text : "";
    if (this.ended || text === (this.kept ?? "")) return;
    this.since = 0;
    try {
      const around = await api.keepDraft(this.document.name, this.document.hash, text);
      this.kept = text || null;
      this.onTold(around);
    } catch (error) {
      if (error.status === 403) return; // she may only read
      this.onFailed(error);
      this.timer = setTimeout(() => this.send(), AGAIN);
    }
  }

  // Before the document is saved: what is under way ends first. The server forgets the draft then.
  async saved() {
    clearTimeout(this.timer);
    await this.sending;
    this.kept = null;
    this.since = 0;
  }

  // The last time: she goes elsewhere.
  end() {
    this.send().then(() => {
      this.ended = true;
      clearTimeout(this.timer);
    });
  }
}
