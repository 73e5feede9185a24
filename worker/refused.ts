import type { ProblemCode, ProblemDetail } from '../schema/api/problem.ts';

export interface Refusal extends ProblemDetail {
  problem: ProblemCode;
}

/** What a user's object answers over RPC, where thrown errors lose their type. */
export type Result<T> = { ok: T; refused?: never } | { ok?: never; refused: Refusal };

/** Thrown wherever a request is refused; becomes a problem document at the Worker's edge. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(problem: ProblemCode, detail: ProblemDetail = {}) {
    super(problem);
    this.refusal = { problem, ...detail };
  }
}

/** The value of an answer. @throws Refused */
export function unwrap<R extends { ok?: unknown; refused?: Refusal }>(
  result: R,
): Exclude<R['ok'], undefined> {
  if (result.refused) {
    const { problem, ...detail } = result.refused;
    throw new Refused(problem, detail);
  }
  return result.ok as Exclude<R['ok'], undefined>;
}
