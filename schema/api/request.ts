import * as v from 'valibot';

/** The body of a request: exactly these fields, so that a mistyped one is named and not passed over. */
export const request = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, requestMessage);

function requestMessage(issue: v.StrictObjectIssue): string {
  if (issue.expected === 'never') return 'This request does not take this field';
  return issue.path ? 'This field is missing' : 'Send a JSON object';
}

interface Answer {
  code?: string | undefined;
  credential?: unknown;
}

/** The body of an answer: a code, or for a passkey the browser's credential; one of the two. */
export const codeOrCredential = <
  const Entries extends v.ObjectEntries & Record<keyof Answer, v.GenericSchema>,
>(
  entries: Entries,
) =>
  v.pipe(
    request(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const { code, credential } = dataset.value as Answer;
      if ((code === undefined) !== (credential === undefined)) return;
      const neither = code === undefined;
      const message = neither
        ? 'Give the code, or the credential of a passkey'
        : 'Give either a code or a credential';
      const input = dataset.value as Record<string, unknown>;
      for (const key of neither ? ['code', 'credential'] : ['code'])
        addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value: input[key] }] });
    }),
  );
