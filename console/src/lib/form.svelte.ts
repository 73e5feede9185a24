import { isRedirect } from '@sveltejs/kit';
import { goto } from '$app/navigation';
import { tick } from 'svelte';
import * as v from 'valibot';
import { fieldErrorOf } from '#schema/api/fault.ts';
import { faultWords } from './fault-words.ts';
import { ProblemError, type RefusalCode } from './problem-error.ts';
import { problemWords } from './problem-words.ts';
import { Cancelled } from './reauthentication.svelte.ts';

/** The field that a refusal is about, where it is about one. */
type Blame = Partial<Record<RefusalCode, string>>;

/** The state of one form, or of one button: what is under way, and what was wrong with the last try. */
export class Form {
  pending = $state(false);
  problem = $state.raw<ProblemError | null>(null);
  /** What is wrong with each field; made into words where it is shown, in the language of then. */
  #wrong = $state<Record<string, () => string>>({});
  #blame: Blame;
  #element: HTMLElement | null = null;
  #again: (() => Promise<unknown>) | null = null;

  constructor(blame: Blame = {}) {
    this.#blame = blame;
  }

  /** An attachment: the element in which the first wrong field is looked for. */
  readonly within = (element: HTMLElement) => {
    this.#element = element;
  };

  /** Checks the values by the API's own schema, then does the work. Answers undefined when it failed. */
  async submit<S extends v.GenericSchema, T>(
    schema: S,
    values: v.InferInput<S>,
    work: (values: v.InferOutput<S>) => Promise<T>,
  ): Promise<T | undefined> {
    const parsed = v.safeParse(schema, values);
    if (parsed.success) return this.run(() => work(parsed.output));
    this.problem = null;
    this.#wrong = {};
    const errors = parsed.issues.map((issue) => fieldErrorOf(v.getDotPath(issue) ?? '', issue.message));
    await this.#take(new ProblemError('invalid-request', { errors }));
  }

  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.pending) return;
    this.pending = true;
    this.problem = null;
    this.#wrong = {};
    this.#again = () => this.run(work);
    try {
      return await work();
    } catch (error) {
      this.pending = false;
      if (isRedirect(error)) await goto(error.location);
      else if (error instanceof ProblemError) await this.#take(error);
      else if (!(error instanceof Cancelled)) throw error;
    } finally {
      this.pending = false;
    }
  }

  readonly retry = () => void this.#again?.();

  /** What is wrong with a field, or with a part of it, in words; undefined where nothing is. */
  errorOf(field: string): string | undefined {
    const [first] = this.#partsOf(field);
    return first === undefined ? undefined : this.#wrong[first]?.();
  }

  clear(field: string): void {
    for (const part of this.#partsOf(field)) delete this.#wrong[part];
  }

  #partsOf(field: string): string[] {
    return Object.keys(this.#wrong).filter((name) => name === field || name.startsWith(`${field}.`));
  }

  async #take(problem: ProblemError): Promise<void> {
    for (const fault of problem.errors) this.#wrong[fault.field] ??= () => faultWords(fault);
    const blamed = this.#blame[problem.code];
    if (blamed) this.#wrong[blamed] ??= () => problemWords(problem);
    await this.#showErrors(problem);
  }

  /** Goes to the first wrong field; a problem that no field shows is shown for the whole form. */
  async #showErrors(problem: ProblemError): Promise<void> {
    await tick();
    const field = this.#element?.querySelector<HTMLElement>('[aria-invalid="true"]');
    field?.focus();
    if (!field) this.problem = problem;
  }
}
