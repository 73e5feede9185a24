import { expect } from 'vitest';
import type { Problem, ProblemCode } from '../../schema/api/problem.ts';
import { PROBLEMS, problemType } from '../../schema/api/problem.ts';

/** Holds an answer to be the whole problem document of a code, as RFC 9457 has it. @returns the document */
export async function expectProblem(response: Response, code: ProblemCode): Promise<Problem> {
  const [status, title] = PROBLEMS[code];
  const text = await response.text();
  expect({ status: response.status, text }).toEqual({
    status,
    text: expect.stringContaining(problemType(code)),
  });
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  const problem = JSON.parse(text) as Problem;
  const instance = `urn:countersign:request:${response.headers.get('X-Request-Id')}`;
  expect(problem).toMatchObject({ type: problemType(code), title, status, instance });
  if (status === 429 || status === 503)
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
  return problem;
}
