import { createHash } from 'node:crypto';
import { hashOf, isEvent } from './event-line.js';
import { areRight, exportText, headText } from './signatures.js';
import { Tree } from './tree.js';

/** @typedef {import('./signatures.js').Head} Head */
/** @typedef {import('./signatures.js').Signature} Signature */
/** @typedef {{ events: number, digest: string, head: Head, signatures: Signature[] }} End */
/** @typedef {{ version: number, service: string, at: string, filter: object | null, after: { size: number, peaks: string[] } }} Export */

/**
 * Checks exports of the audit log, each going on where the one before it ended. It believes nothing that an export
 * says of itself: only heads that were kept from before, and keys.
 */
export class Verifier {
  /** @type {string[]} */
  problems = [];
  /** What was read: how many events, after which of the log. */
  events = 0;
  after = 0;
  filtered = false;

  #heads;
  #keys;
  #chains = new Map();
  #tree = new Tree();
  #begun = false;
  /** @type {Export | null} */
  #about = null;
  #digest = createHash('sha256');
  #ofFile = 0;
  #rest = '';
  #files = 0;
  /** @type {[service: string, end: End][]} */
  #ends = [];

  /** @param {{ heads?: Head[], keys?: string[] }} trust heads from before, and public keys */
  constructor({ heads = [], keys = [] }) {
    if (heads.length + keys.length === 0) throw new Error('Nothing to hold the export to');
    this.#heads = heads;
    this.#keys = new Set(keys);
  }

  get chains() {
    return this.#chains.size;
  }

  /** Takes a piece of an export. @param {string} text */
  push(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = /** @type {string} */ (lines.pop());
    for (const line of lines) {
      if (this.problems.length > 0) return;
      this.#line(line);
    }
  }

  /** The end of one export's file; another may follow. */
  endFile() {
    if (this.problems.length > 0) return;
    if (this.#rest !== '' || this.#about || this.#files === 0)
      this.#problem('the export is cut: its end is missing');
    this.#files = 0;
  }

  /** @returns {Promise<string[]>} what is wrong; nothing, if all is right */
  async finish() {
    if (this.problems.length === 0) await this.#checkSignatures();
    if (this.problems.length === 0 && !this.filtered) {
      for (const { size, at } of this.#heads)
        if (size > this.#tree.size)
          this.#problem(`the tail is cut: there were ${size} events at ${at}, here are ${this.#tree.size}`);
    }
    return this.problems;
  }

  /** What an export says of itself is quoted, but moves no cursor. @param {string} what */
  #problem(what) {
    this.problems.push(what.replace(/\p{C}/gu, '?'));
  }

  /** @param {string} line */
  #line(line) {
    let value;
    try {
      value = JSON.parse(line);
    } catch {
      return this.#problem(`${this.#here()} is not JSON`);
    }
    // One spelling only: what another program might read differently is a change.
    if (typeof value !== 'object' || value === null || JSON.stringify(value) !== line)
      return this.#problem(`${this.#here()} is not as it was written`);
    const kind = Object.keys(value).join();
    if (kind === 'export' && !this.#about) return this.#begin(value.export, line);
    if (!this.#about) return this.#problem(`${this.#here()} is outside of an export`);
    if (kind === 'end') return this.#end(value.end);
    if (!isEvent(value)) return this.#problem(`${this.#here()} is no event`);
    this.#digest.update(`${line}\n`);
    this.#event(value);
  }

  #here() {
    return `line ${this.#ofFile + (this.#about ? 2 : 1)}`;
  }

  /**
   * @param {Export} about
   * @param {string} line
   */
  #begin(about, line) {
    if (about?.version !== 1 || !Array.isArray(about.after?.peaks))
      return this.#problem('this is no export that this program knows');
    if (this.#files > 0) return this.#problem('there is something behind the end of the export');
    const { size, peaks } = about.after;
    const tree = new Tree(size, peaks);
    if (
      this.#begun &&
      (this.filtered || about.filter || tree.size !== this.#tree.size || tree.root() !== this.#tree.root())
    )
      return this.#problem('an export does not go on where the one before it ended');
    this.#about = about;
    this.#digest = createHash('sha256').update(`${line}\n`);
    this.#ofFile = 0;
    this.filtered = about.filter !== null;
    this.#tree = tree;
    if (!this.#begun) {
      this.after = size;
      const late = this.#heads.find((head) => !this.filtered && head.size < size);
      if (late) return this.#problem(`the head of ${late.at} is older than what the export begins with`);
    }
    this.#begun = true;
    this.#compare();
  }

  /** @param {import('./event-line.js').Event} event */
  #event(event) {
    const { number, user, epoch, seq, previous, hash } = event;
    const name = `event ${number}`;
    this.events++;
    this.#ofFile++;
    if (hashOf(event) !== hash) return this.#problem(`${name} was changed`);
    const chain = `${user} ${epoch}`;
    const before = this.#chains.get(chain);
    if (seq === 1 && previous !== '') return this.#problem(`${name} is not the first of its chain`);
    if (this.filtered) return this.#inFiltered(chain, event);
    if (
      before ? before.seq !== seq - 1 || before.hash !== previous : seq !== 1 && this.#about?.after.size === 0
    )
      return this.#problem(`${name} does not follow the one before it in its chain`);
    this.#chains.set(chain, { seq, hash });
    this.#tree.grow(event);
    if (number !== this.#tree.size)
      return this.#problem(`event ${this.#tree.size} is missing, or in another place`);
    this.#compare();
  }

  /**
   * Filtered exports are newest first and have gaps; where two neighbours of a chain are there, they must fit.
   * @param {string} chain
   * @param {import('./event-line.js').Event} event
   */
  #inFiltered(chain, { number, seq, previous, hash }) {
    const after = this.#chains.get(chain);
    if (after && after.seq === seq + 1 && after.previous !== hash)
      this.#problem(`event ${number} does not fit the one behind it in its chain`);
    this.#chains.set(chain, { seq, previous });
  }

  /** Holds the tree to the heads of its size. */
  #compare() {
    if (this.filtered) return;
    for (const { size, root, at } of this.#heads)
      if (size === this.#tree.size && root !== this.#tree.root())
        this.#problem(`the first ${size} events are not those that were signed at ${at}`);
  }

  /** @param {End} end */
  #end(end) {
    const { service } = /** @type {Export} */ (this.#about);
    this.#about = null;
    this.#files++;
    const form = 'events digest head signatures';
    const ofHead = 'service size root at signatures';
    if (Object.keys(end ?? {}).join(' ') !== form || Object.keys(end.head ?? {}).join(' ') !== ofHead)
      return this.#problem('the end of the export was changed');
    if (end.events !== this.#ofFile)
      return this.#problem(`${end.events} events were exported, not ${this.#ofFile}`);
    if (end.digest !== this.#digest.digest('base64url'))
      return this.#problem('a line of the export was changed');
    if (end.head.service !== service) return this.#problem('the head is another service’s');
    if (!this.filtered && (end.head.size !== this.#tree.size || end.head.root !== this.#tree.root()))
      return this.#problem('the events are not those that were signed');
    this.#ends.push([service, end]);
  }

  async #checkSignatures() {
    for (const head of this.#heads) {
      if (!(await this.#isSigned(headText(head), head.signatures, this.#keys.size > 0)))
        return this.#problem(`the head of ${head.at} is not signed by a key that is trusted`);
      this.#learn(head.signatures);
    }
    for (const [service, end] of this.#ends) {
      const right =
        (await this.#isSigned(headText(end.head), end.head.signatures, true)) &&
        (await this.#isSigned(exportText(service, end), end.signatures, true));
      if (!right) return this.#problem('the export is not signed by a key that is trusted');
      this.#learn(end.head.signatures);
    }
  }

  /**
   * @param {string} text
   * @param {Signature[]} signatures
   * @param {boolean} byTrusted
   */
  async #isSigned(text, signatures, byTrusted) {
    const form = 'key publicKey signature';
    if (!Array.isArray(signatures) || signatures.some((one) => Object.keys(one ?? {}).join(' ') !== form))
      return false;
    if (byTrusted && !signatures.some(({ publicKey }) => this.#keys.has(publicKey))) return false;
    return areRight(text, signatures);
  }

  /** Who is trusted vouches for those who sign with him. @param {Signature[]} signatures */
  #learn(signatures) {
    for (const { publicKey } of signatures) this.#keys.add(publicKey);
  }
}
