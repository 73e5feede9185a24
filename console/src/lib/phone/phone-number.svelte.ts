import type { CountryCode } from 'libphonenumber-js/mobile';
import { loadPlans, type Plans } from './load-plans.ts';

/** A phone number as it is being typed, in a country. */
export class PhoneNumber {
  /** ISO 3166-1. A number that begins with + brings its own. */
  country = $state('');
  /** As it stands in the field. */
  typed = $state('');
  plans = $state.raw<Plans>();
  /** The countries that are served; empty: all. */
  readonly #served: readonly string[];

  constructor(served: readonly string[], guesses: readonly (string | null)[]) {
    this.#served = served;
    const guess = guesses.find(
      (country) => country !== null && (served.length === 0 || served.includes(country)),
    );
    this.country = guess ?? served[0] ?? '';
    void this.#load().catch(() => {});
  }

  /** The countries that one may choose, with their calling codes. */
  readonly countries = $derived.by(() => {
    const known: readonly string[] = this.plans?.getCountries() ?? (this.country ? [this.country] : []);
    return known
      .filter((country) => this.#served.length === 0 || this.#served.includes(country))
      .map((country) => ({ country, code: this.plans?.getCountryCallingCode(country as CountryCode) ?? '' }));
  });

  /** Takes what stands in the field now, and gives it the form of its country while it is typed at its end. */
  take(text: string, atEnd: boolean): void {
    this.typed = text;
    if (!this.plans) return;
    const international = text.replace(/^\s*00/, '+');
    const typing = new this.plans.AsYouType(this.#default);
    const formatted = typing.input(international);
    const country = typing.getCountry();
    if (international.trimStart().startsWith('+') && country && this.#choosable(country))
      this.country = country;
    // Only digits and what numbers are written with: a letter is left for the person to see.
    if (atEnd && /^[\s\d+()./-]*$/.test(international)) this.typed = formatted;
  }

  /** Another country for the same digits. */
  choose(country: string): void {
    const parsed = this.plans?.parsePhoneNumberFromString(this.typed, this.#default);
    this.country = country;
    if (this.typed !== '') this.take(parsed?.nationalNumber ?? this.typed, true);
  }

  /** E.164 where it can be told, else what was typed: the API says what is wrong with it. */
  async e164(): Promise<string> {
    const plans = await this.#load().catch(() => null);
    const text = this.typed.replace(/^\s*00/, '+');
    return plans?.parsePhoneNumberFromString(text, this.#default)?.number ?? text;
  }

  async #load(): Promise<Plans> {
    if (this.plans) return this.plans;
    this.plans = await loadPlans();
    // What was typed before they came is theirs now.
    if (this.typed !== '') this.take(this.typed, true);
    return this.plans;
  }

  get #default(): CountryCode | undefined {
    return (this.country || undefined) as CountryCode | undefined;
  }

  #choosable(country: string): boolean {
    return this.countries.some((choice) => choice.country === country);
  }
}
