import * as v from 'valibot';

/** The body of a request: exactly these fields, so that a mistyped one is named and not passed over. */
export const request = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, requestMessage);

function requestMessage(issue: v.StrictObjectIssue): string {
  if (issue.expected === 'never') return 'This request does not take this field';
  return issue.path ? 'This field is missing' : 'Send a JSON object';
}

interface Exclusive {
  keys: readonly string[];
  none: string;
  several: string;
}

/** A body with exactly one of some fields. */
export const requestWithOne = <const Entries extends v.ObjectEntries>(
  { keys, none, several }: Exclusive,
  entries: Entries,
) =>
  v.pipe(
    request(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const input = dataset.value as Record<string, unknown>;
      const given = keys.filter((key) => input[key] !== undefined);
      if (given.length === 1) return;
      const message = given.length === 0 ? none : several;
      for (const key of given.length === 0 ? keys : given.slice(0, 1))
        addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value: input[key] }] });
    }),
  );

const ANSWERS = ['code', 'credential', 'approved'];

/** The body of an answer: a code, or for a passkey the browser's credential, or that a push was approved. */
export const oneAnswer = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  requestWithOne(
    {
      keys: ANSWERS.filter((key) => key in entries),
      none: 'Give the code, or the credential of a passkey',
      several: 'Give one kind of answer',
    },
    entries,
  );
