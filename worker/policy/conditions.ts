import type { Condition, Policy } from '../../schema/api/policy.ts';
import { inNetwork } from './in-network.ts';

/** Where somebody signs in from, as far as the platform says. */
export interface Place {
  ip: string | null;
  /** ISO 3166-1. */
  country: string | null;
}

/** The conditions that somebody meets there, in the policy's order. */
export const conditionsMet = (policy: Policy, groups: readonly string[], place: Place): Condition[] =>
  policy.conditions.filter(
    (condition) =>
      (condition.groups.length === 0 || condition.groups.some((group) => groups.includes(group))) &&
      isThere(condition, place) === (condition.where === 'inside'),
  );

const isThere = ({ networks, countries }: Condition, { ip, country }: Place) =>
  (ip !== null && networks.some((network) => inNetwork(ip, network))) ||
  (country !== null && countries.includes(country));

/** The country of a request's place, 'Lyon, FR'. */
export const countryOf = (place: string | null) => /(?:^|, )([A-Z]{2})$/.exec(place ?? '')?.[1] ?? null;
