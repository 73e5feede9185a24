import type { InferOutput } from 'valibot';
import type * as session from '../../schema/api/session.ts';

/** Types of answers, from the schemas that describe them. */
export type SessionAnswer = InferOutput<typeof session.SessionAnswer>;
