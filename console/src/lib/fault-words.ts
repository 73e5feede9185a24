import type { FieldError } from '#schema/api/fault.ts';
import { words } from './language.svelte.ts';

/** What is wrong with a field; in the API's own words where no person could have typed it wrong. */
export function faultWords({ code, message, values = {} }: FieldError): string {
  if (!code) return message;
  const text = words().faults[code];
  return typeof text === 'string' ? text : text(values);
}
