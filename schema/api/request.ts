import * as v from 'valibot';

/** The body of a request: exactly these fields, so that a mistyped one is named and not passed over. */
export const request = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, requestMessage);

function requestMessage(issue: v.StrictObjectIssue): string {
  if (issue.expected === 'never') return 'This request does not take this field';
  return issue.path ? 'This field is missing' : 'Send a JSON object';
}
