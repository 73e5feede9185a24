import * as v from 'valibot';

/** The body of a request: exactly these fields, so that a mistyped one is named and not passed over. */
export const request = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, requestMessage);

function requestMessage(issue: v.StrictObjectIssue): string {
  if (issue.expected === 'never') return 'This request does not take this field';
  return issue.path ? 'This field is missing' : 'Send a JSON object';
}

/** The members of a body by which a challenge or an enrollment can be answered. */
const ANSWERS = ['code', 'credential', 'approved'] as const;

/** The body of an answer: a code, or for a passkey the browser's credential, or that a push was approved; one of them. */
export const oneAnswer = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    request(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const input = dataset.value as Record<string, unknown>;
      const possible = ANSWERS.filter((key) => key in entries);
      const given = possible.filter((key) => input[key] !== undefined);
      if (given.length === 1) return;
      const message =
        given.length === 0 ? 'Give the code, or the credential of a passkey' : 'Give one kind of answer';
      for (const key of given.length === 0 ? possible.slice(0, 2) : given.slice(0, 1))
        addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value: input[key] }] });
    }),
  );
