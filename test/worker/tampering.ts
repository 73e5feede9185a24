import { exportText, headText } from '../../worker/audit/statements.ts';
import { signWithAll } from '../../worker/audit/signing-keys.ts';
import { config } from '../../worker/config.ts';
import { digest as digestOf } from '../../worker/crypto/digest.ts';
import { hashOf } from '../../verifier/event-line.js';
import type { Event } from '../../verifier/event-line.js';
import { Tree } from '../../verifier/tree.js';

/** Numbers that are the same in each run (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Random = ReturnType<typeof randomFrom>;

/** Changes to the file by somebody who has it and nothing else. */
const OF_THE_FILE: ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  // A bit flips.
  (bytes, random) => {
    const changed = bytes.slice();
    changed[random(bytes.length)]! ^= 1 << random(8);
    return changed;
  },
  // Some bytes are cut out, or the tail is.
  (bytes, random) => {
    const from = random(bytes.length);
    return without(bytes, from, from + 1 + random(200));
  },
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  // Some are put in.
  (bytes, random) => {
    const from = random(bytes.length);
    const piece = bytes.slice(from, from + 1 + random(200));
    const at = random(bytes.length);
    return joined(bytes.slice(0, at), piece, bytes.slice(at));
  },
];

function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
const without = (bytes: Uint8Array, from: number, to: number) =>
  joined(bytes.slice(0, from), bytes.slice(to));

/** Changes to lines: left out, doubled, exchanged, moved. */
const OF_THE_LINES: ((lines: string[], random: Random) => string[])[] = [
  (lines, random) => lines.toSpliced(random(lines.length), 1 + random(5)),
  (lines, random) => lines.toSpliced(random(lines.length), 0, lines[random(lines.length)]!),
  (lines, random) => {
    const [one, two] = [random(lines.length), random(lines.length)];
    return lines.with(one, lines[two]!).with(two, lines[one]!);
  },
  (lines, random) => {
    const [line] = lines.slice(random(lines.length));
    return lines.filter((other) => other !== line).toSpliced(random(lines.length), 0, line!);
  },
  (lines) => [...lines, lines.at(-1)!],
  (lines, random) => lines.slice(0, random(lines.length)),
];

/** What an event is changed to, by somebody who makes all that stands on it anew. */
const OF_AN_EVENT: ((event: Event, random: Random) => Partial<Event>)[] = [
  ({ at }, random) => ({ at: new Date(Date.parse(at) + 1 + random(1e9)).toISOString() }),
  ({ type }) => ({ type: type === 'sign-in.failed' ? 'sign-in.succeeded' : 'sign-in.failed' }),
  ({ method }) => ({ method: method === 'totp' ? 'sms' : 'totp' }),
  ({ subject }) => ({ subject: `${subject}x` }),
  ({ session }) => ({ session: session === null ? 'x' : null }),
  (_, random) => ({ ip: `203.0.113.${random(256)}` }),
  ({ userAgent }) => ({ userAgent: `${userAgent} ` }),
  ({ place }) => ({ place: `${place}, DE` }),
  ({ requestId }) => ({ requestId: `${requestId}0` }),
  ({ detail }, random) => ({ detail: { ...detail, actor: `somebody-${random(1e6)}` } }),
  ({ user }, random) => ({ user: `${user.slice(1)}${random(10)}` }),
  ({ epoch }) => ({ epoch: epoch + 1 }),
];

/** Changes to the log itself, among its first `size` events, by somebody who has the service's keys, too. */
const OF_THE_LOG: ((events: Event[], size: number, random: Random) => Event[])[] = [
  (events, size, random) => {
    const i = random(size);
    const change = OF_AN_EVENT[random(OF_AN_EVENT.length)]!(events[i]!, random);
    return events.with(i, { ...events[i]!, ...change });
  },
  (events, size, random) => events.toSpliced(random(size), 1),
  (events, size, random) => {
    const copy = { ...events[random(size)]!, requestId: `made-up-${random(1e9)}` };
    return events.toSpliced(random(size), 0, copy);
  },
  (events, size, random) => {
    const one = random(size - 1);
    return events.with(one, events[one + 1]!).with(one + 1, events[one]!);
  },
  (events, size, random) => events.slice(0, random(size)),
];

/** One change to an export as a file. */
export function tamper(text: string, random: Random): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  for (;;) {
    const kind = random(OF_THE_FILE.length + OF_THE_LINES.length);
    const ofFile = OF_THE_FILE[kind];
    const lines = text.trimEnd().split('\n');
    const changed = ofFile
      ? ofFile(bytes, random)
      : new TextEncoder().encode(`${OF_THE_LINES[kind - OF_THE_FILE.length]!(lines, random).join('\n')}\n`);
    if (changed.length !== bytes.length || changed.some((byte, i) => byte !== bytes[i])) return changed;
  }
}

/** One change to the log, and everything that proves it made anew with the service's own keys. */
export function tamperWithKeys(text: string, size: number, random: Random): Promise<string> {
  const { events } = parsed(text);
  for (;;) {
    const changed = OF_THE_LOG[random(OF_THE_LOG.length)]!(events, size, random);
    if (changed.length !== events.length || changed.some((event, i) => event !== events[i]))
      return madeAnew(text, changed);
  }
}

const parsed = (text: string) => {
  const lines = text.trimEnd().split('\n');
  return { first: lines[0]!, events: lines.slice(1, -1).map((line) => JSON.parse(line) as Event) };
};

/** An export of these events that is right in itself, as whoever has the keys can make it. */
export async function madeAnew(text: string, events: Event[] = parsed(text).events): Promise<string> {
  const { first } = parsed(text);
  const chains = new Map<string, { seq: number; hash: string }>();
  const tree = new Tree();
  const lines = [first];
  for (const event of events) {
    const chain = `${event.user} ${event.epoch}`;
    const before = chains.get(chain) ?? { seq: 0, hash: '' };
    const anew = { ...event, number: tree.size + 1, seq: before.seq + 1, previous: before.hash };
    anew.hash = hashOf(anew);
    chains.set(chain, anew);
    tree.grow(anew);
    lines.push(JSON.stringify(anew));
  }
  const service = config.origin;
  const [root, at] = [tree.root(), new Date().toISOString()];
  const signed = await signWithAll(config.keyRing, headText(service, tree.size, root, at));
  const head = { service, size: tree.size, root, at, signatures: signed };
  const digest = digestOf(
    lines
      .map(
        (line) => `${line}
`,
      )
      .join(''),
  );
  const ofExport = exportText(service, digest, events.length, root);
  const signatures = await signWithAll(config.keyRing, ofExport);
  return `${[...lines, JSON.stringify({ end: { events: events.length, digest, head, signatures } })].join('\n')}\n`;
}
