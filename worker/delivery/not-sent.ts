/**
 * Why a provider did not take a message:
 * `unreachable`: this recipient cannot get it, by any provider of the kind;
 * `refused`: this provider will not send it, however often it is asked;
 * `unavailable`: it may take it in a moment (an outage, a limit, a time-out).
 */
export type Failure = 'unreachable' | 'refused' | 'unavailable';

/** Thrown by providers. Its message goes to the log: a provider's name and code, never an address or a text. */
export class NotSent extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, message: string) {
    super(message);
    this.failure = failure;
  }
}
