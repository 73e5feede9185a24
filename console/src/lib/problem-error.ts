import type { FieldError } from '#schema/api/fault.ts';
import { PROBLEM_CODES, PROBLEMS, problemType, type Problem, type ProblemCode } from '#schema/api/problem.ts';

/** What the browser itself refuses when a passkey is made or used. */
type BrowserRefusal =
  | 'browser-cancelled'
  | 'browser-has-passkey'
  | 'browser-wrong-address'
  | 'browser-cannot-make'
  | 'browser-without-passkeys'
  | 'browser-failed'
  | 'passkey-too-late';

/** `unreachable`: no answer came. `unexpected`: an answer that is not of this API. */
export type RefusalCode = ProblemCode | BrowserRefusal | 'unreachable' | 'unexpected';

/** A refusal of the API, or the lack of any answer, as something to catch and to show. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: RefusalCode;
  readonly status: number;
  readonly reason: Problem['reason'];
  readonly errors: FieldError[];
  readonly triesLeft: number | undefined;
  readonly retryAt: string | undefined;
  readonly requestId: string | undefined;
  readonly serverTime: string | undefined;

  constructor(code: RefusalCode, problem: Partial<Problem> = {}) {
    super(problem.title ?? code);
    this.code = code;
    this.status = problem.status ?? 0;
    this.reason = problem.reason;
    this.errors = problem.errors ?? [];
    this.triesLeft = problem.triesLeft;
    this.retryAt = problem.retryAt;
    this.requestId = problem.instance;
    this.serverTime = problem.serverTime;
  }

  static async fromResponse(response: Pick<Response, 'status' | 'json'>): Promise<ProblemError> {
    const problem: Partial<Problem> = await response.json().catch(() => ({}));
    const code = PROBLEM_CODES.find((candidate) => problemType(candidate) === problem.type);
    if (!code) return new ProblemError('unexpected', { status: response.status });
    return new ProblemError(code, { title: PROBLEMS[code][1], ...problem });
  }
}
