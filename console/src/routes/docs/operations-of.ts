import { fieldsOf, type FieldRow } from './fields-of.ts';
import type { OpenApi, RawOperation, Schema } from './openapi.ts';

export type Answer = { status: string; description: string; fields: FieldRow[] };
export type Refusal = { status: string; code: string };

export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: FieldRow[];
  body: FieldRow[];
  answers: Answer[];
  refusals: Refusal[];
};

export type Group = { name: string; description: string; operations: Operation[] };

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The operations of a document under their tags, in the document's order. */
export function groupsOf(document: OpenApi): Group[] {
  const entries = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const raw = item[method]!;
      return { tag: raw.tags?.[0] ?? 'Other', operation: operationOf(document, path, method, raw) };
    }),
  );
  const byTag = Map.groupBy(entries, ({ tag }) => tag);
  return [...byTag].map(([name, members]) => ({
    name,
    description: document.tags?.find((tag) => tag.name === name)?.description ?? '',
    operations: members.map(({ operation }) => operation),
  }));
}

function operationOf(document: OpenApi, path: string, method: string, raw: RawOperation): Operation {
  const answers = Object.entries(raw.responses ?? {});
  return {
    id: raw.operationId ?? `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`,
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? '',
    description: raw.description ?? '',
    parameters: (raw.parameters ?? []).map(({ name, in: where, required, description, schema }) => ({
      path: name,
      type: `${schema?.type ?? 'string'}, in ${where}`,
      required: required ?? false,
      description: description ?? '',
    })),
    body: fieldsOf(document, schemaIn(raw.requestBody?.content)),
    answers: answers
      .filter(([status]) => status.startsWith('2'))
      .map(([status, answer]) => ({
        status,
        description: answer.description ?? '',
        fields: fieldsOf(document, schemaIn(answer.content)),
      })),
    refusals: answers.flatMap(([status, answer]) =>
      (answer['x-problems'] ?? []).map((code) => ({ status, code })),
    ),
  };
}

const schemaIn = (content: Record<string, { schema?: Schema }> | undefined): Schema | undefined =>
  Object.values(content ?? {})[0]?.schema;
