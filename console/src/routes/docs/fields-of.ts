import type { OpenApi, Schema } from './openapi.ts';

export type FieldRow = { path: string; type: string; required: boolean; description: string };

const DEEPEST = 4;

/** The schema that a reference stands for. */
export function resolve(document: OpenApi, schema: Schema | undefined): Schema | undefined {
  const name = schema?.$ref?.split('/').at(-1);
  return name ? resolve(document, document.components?.schemas?.[name]) : schema;
}

/** What a value may be, in few words: 'string (date-time)', '"totp" | "email"', 'array of object'. */
export function typeWords(document: OpenApi, given: Schema | undefined): string {
  const schema = resolve(document, given);
  if (!schema) return 'any';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return [...new Set(variants.map((variant) => typeWords(document, variant)))].join(' | ');
  if (schema.items) return `array of ${typeWords(document, schema.items)}`;
  const type = [schema.type ?? 'object'].flat().join(' | ');
  return schema.format ? `${type} (${schema.format})` : type;
}

/** Every field of a body, those inside others under their path: 'session.user.email'. */
export function fieldsOf(document: OpenApi, given: Schema | undefined, prefix = '', depth = 0): FieldRow[] {
  const schema = resolve(document, given);
  if (!schema || depth > DEEPEST) return [];
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) {
    return mergeVariants(variants.map((variant) => fieldsOf(document, variant, prefix, depth)));
  }
  if (schema.items) return fieldsOf(document, schema.items, `${prefix}[]`, depth + 1);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    const row = {
      path,
      type: typeWords(document, field),
      required: schema.required?.includes(name) ?? false,
      description: field.description ?? resolve(document, field)?.description ?? '',
    };
    return [row, ...fieldsOf(document, field, path, depth + 1)];
  });
}

/** Variants share fields: one row each, with all the types that it may have; required where every one has it. */
function mergeVariants(variants: FieldRow[][]): FieldRow[] {
  const objects = variants.filter((rows) => rows.length > 0).length;
  const byPath = Map.groupBy(variants.flat(), ({ path }) => path);
  return [...byPath.values()].map((same) => ({
    ...same[0]!,
    type: [...new Set(same.map(({ type }) => type))].join(' | '),
    required: same.length === objects && same.every(({ required }) => required),
  }));
}
