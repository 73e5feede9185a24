import { createHash } from 'node:crypto';

/**
 * @typedef {object} Event
 * @property {number} number
 * @property {string} user
 * @property {number} epoch
 * @property {number} seq
 * @property {string} at
 * @property {string} type
 * @property {string | null} method
 * @property {string | null} subject
 * @property {string | null} session
 * @property {string | null} ip
 * @property {string} userAgent
 * @property {string | null} place
 * @property {string} requestId
 * @property {Record<string, unknown>} detail
 * @property {string} previous
 * @property {string} hash
 */

const FIELDS =
  'number user epoch seq at type method subject session ip userAgent place requestId detail previous hash';

/**
 * Whether this is an event with all its fields, in their order, and nothing else.
 * @param {object} value
 * @returns {value is Event}
 */
export const isEvent = (value) => Object.keys(value).join(' ') === FIELDS;

/**
 * What an event's hash must be: over the hash before it and all that it says.
 * @param {Event} event
 */
export function hashOf(event) {
  const { epoch, seq, type, method, subject, session, ip, userAgent, place, requestId, previous } = event;
  const at = Date.parse(event.at);
  const detail = JSON.stringify(event.detail);
  const text = [previous, epoch, seq, at, type, method, subject, session, ip, userAgent, place, requestId];
  return createHash('sha256')
    .update(JSON.stringify([...text, detail]))
    .digest('base64url');
}
