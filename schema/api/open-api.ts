import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import * as account from './account.ts';
import * as administered from './administered.ts';
import * as accountExport from './account-export.ts';
import * as audit from './audit.ts';
import * as challenge from './challenge.ts';
import * as enrollment from './enrollment.ts';
import * as event from './event.ts';
import * as factor from './factor.ts';
import type { Operation } from './operations/operation.ts';
import * as imports from './import.ts';
import { OPERATIONS } from './operations.ts';
import type { ProblemCode } from './problem.ts';
import { Problem, PROBLEMS, problemType } from './problem.ts';
import * as push from './push.ts';
import * as rememberedDevice from './remembered-device.ts';
import * as passkey from './passkey.ts';
import * as recovery from './recovery.ts';
import * as role from './role.ts';
import * as session from './session.ts';

/** Every named schema becomes a component of its name. */
const COMPONENTS = Object.fromEntries(
  [
    account,
    administered,
    accountExport,
    audit,
    challenge,
    enrollment,
    event,
    factor,
    imports,
    passkey,
    push,
    recovery,
    rememberedDevice,
    role,
    session,
    { Problem },
  ]
    .flatMap((module) => Object.entries(module as Record<string, unknown>))
    .filter((entry): entry is [string, GenericSchema] => isObjectSchema(entry[1])),
);

function isObjectSchema(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['object', 'strict_object', 'variant'].includes(String((value as { type?: string }).type))
  );
}

const convert = (schema: GenericSchema) =>
  toJsonSchema(schema, {
    typeMode: 'input',
    errorMode: 'ignore',
    target: 'draft-2020-12',
    definitions: COMPONENTS,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  });

function clean(schema: GenericSchema): object {
  const { $schema: _, $defs: __, ...rest } = convert(schema) as Record<string, unknown>;
  return rest;
}

/** A component's own body; a reference to itself would say nothing. */
function component(name: string): object {
  const { $defs } = convert(COMPONENTS[name]!) as { $defs?: Record<string, object> };
  return $defs?.[name] ?? clean(COMPONENTS[name]!);
}

const SESSION_PROBLEMS: Record<Operation['session'], ProblemCode[]> = {
  none: [],
  half: ['not-signed-in'],
  recovery: ['not-signed-in', 'second-factor-required', 'recovery-over'],
  full: ['not-signed-in', 'second-factor-required'],
  device: ['device-unknown', 'device-clock'],
  fresh: ['not-signed-in', 'second-factor-required', 'level-too-low', 'reauthentication-required'],
};

const BODY_PROBLEMS: ProblemCode[] = [
  'invalid-request',
  'unsupported-media-type',
  'body-too-large',
  'body-too-slow',
];

/** Every refusal that an operation may answer. */
export function problemsOf(operation: Operation): ProblemCode[] {
  return [
    ...(operation.method === 'get' ? [] : (['cross-origin'] as const)),
    ...(operation.body ? BODY_PROBLEMS : operation.query ? (['invalid-request'] as const) : []),
    ...SESSION_PROBLEMS[operation.session],
    ...(['full', 'fresh'].includes(operation.session) && !operation.recovery
      ? (['recovery-session'] as const)
      : []),
    ...(operation.permission ? (['not-permitted', 'two-step-required'] as const) : []),
    ...(operation.permission && operation.session === 'full' ? (['level-too-low'] as const) : []),
    ...(operation.problems ?? []),
    'unavailable',
  ];
}

function responses(operation: Operation): object {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(operation))
    byStatus.set(PROBLEMS[code][0], [...(byStatus.get(PROBLEMS[code][0]) ?? []), code]);
  const refusals = [...byStatus].sort().map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `\`${problemType(code)}\`: ${PROBLEMS[code][1]}`).join('\n\n'),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      'x-problems': codes,
    },
  ]);
  const answer = operation.answer && { content: { 'application/json': { schema: clean(operation.answer) } } };
  return { [operation.status]: { description: 'Done', ...answer }, ...Object.fromEntries(refusals) };
}

function describe(operation: Operation): object {
  const parameters = [
    ...[...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(operation.query ?? {}).map(([name, description]) => ({
      name,
      in: 'query',
      description,
      schema: { type: 'string' },
    })),
  ];
  return {
    operationId: `${operation.method}${operation.path.replace(/^\/v1/, '').replace(/[/{}-]+(\w?)/g, (_, char: string) => char.toUpperCase())}`,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    ...(parameters.length > 0 && { parameters }),
    ...(operation.body && {
      requestBody: { required: true, content: { 'application/json': { schema: clean(operation.body) } } },
    }),
    responses: responses(operation),
    security:
      operation.session === 'none' ? [] : [{ [operation.session === 'device' ? 'device' : 'session']: [] }],
    'x-session': operation.session,
    ...(operation.permission && { 'x-permission': operation.permission }),
    ...(operation.recovery && { 'x-recovery-session': true }),
  };
}

/** The API as OpenAPI 3.1, made from the schemas that the Worker checks requests with. */
export function openApi() {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) (paths[operation.path] ??= {})[operation.method] = describe(operation);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Countersign',
      version: '1',
      description:
        'Factors, challenges and sessions. Requests that change something come from the service’s own origin: a client that is no browser sends the Origin header itself. Refusals are RFC 9457 problem documents with a stable `type`.',
    },
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.keys(COMPONENTS).map((name) => [name, component(name)])),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-session' },
        device: { type: 'apiKey', in: 'header', name: 'Authorization' },
      },
    },
  };
}
