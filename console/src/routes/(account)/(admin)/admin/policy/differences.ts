import type { Condition, Policy, TwoStepRule } from '#schema/api/policy.ts';
import { words } from '#lib/language.svelte.ts';
import { listOf } from '#lib/list-of.ts';
import { methodWords } from '#lib/method-words.ts';
import { dateOf } from '#lib/time-words.ts';
import { inUnits } from './in-units.ts';

/** What a policy says about one thing, in words; null: nothing. */
type Setting = [label: string, says: string | null];

export interface Difference {
  label: string;
  before: string | null;
  after: string | null;
}

type NameOf = (group: string) => string;

/** What differs between two policies, in words, in the order of the page. */
export function differences(before: Policy, after: Policy, nameOf: NameOf): Difference[] {
  const [old, changed] = [new Map(settings(before, nameOf)), new Map(settings(after, nameOf))];
  const labels = new Set([...old.keys(), ...changed.keys()]);
  return [...labels]
    .map((label) => ({ label, before: old.get(label) ?? null, after: changed.get(label) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

function settings(policy: Policy, nameOf: NameOf): Setting[] {
  const text = words().admin.policyPage;
  const yesOrNo = (yes: boolean) => words().admin.rolesPage[yes ? 'yes' : 'no'];
  const { sessions, lockout, passkeys, methods } = text;
  const list = (items: readonly string[]) => listOf(items) || text.nothing;
  return [
    [`${text.twoStep.title}: ${text.everyone}`, ruleWords(policy.twoStep)],
    ...policy.groups.map((rule): Setting => [
      `${text.twoStep.title}: ${nameOf(rule.group)}`,
      ruleWords(rule),
    ]),
    [methods.legend, list(policy.methods.map((method) => methodWords(method).title))],
    [methods.recovery, list(policy.recovery.toSorted().map((method) => methodWords(method).title))],
    [methods.digits, methods.digitsOf(policy.pushDigits)],
    [sessions.reauthentication, inUnits('minute')(policy.reauthenticationMinutes)],
    [sessions.idle, inUnits('minute')(policy.session.idleMinutes)],
    [sessions.absolute, inUnits('hour')(policy.session.absoluteHours)],
    [
      sessions.remember,
      policy.rememberDeviceDays ? inUnits('day')(policy.rememberDeviceDays) : sessions.never,
    ],
    [lockout.tries, lockout.triesOf(policy.lockout.tries)],
    [lockout.lock, inUnits('minute')(policy.lockout.lockMinutes)],
    [passkeys.verification, yesOrNo(policy.passkeys.requireUserVerification)],
    [passkeys.deviceBound, yesOrNo(policy.passkeys.requireDeviceBound)],
    [passkeys.attestation, yesOrNo(policy.passkeys.attestation === 'direct')],
    [passkeys.allow, list(policy.passkeys.allowAaguids)],
    [passkeys.deny, list(policy.passkeys.denyAaguids)],
    [text.resets.label, text.resets.modes[policy.adminReset]],
    ...policy.conditions.map((condition, i): Setting => [
      `${text.conditions.title} ${i + 1}: ${condition.name}`,
      conditionWords(condition, nameOf),
    ]),
  ];
}

function ruleWords({ rule, due, skips }: TwoStepRule): string {
  const { says } = words().admin.policyPage.twoStep;
  if (rule !== 'required') return says[rule];
  if (due !== null) return says.due(dateOf(due));
  return skips > 0 ? says.skips(skips) : says.now;
}

function conditionWords({ effect, where, networks, countries, groups }: Condition, nameOf: NameOf): string {
  const { effects, wheres } = words().admin.policyPage.conditions;
  const places = listOf([...networks, ...countries]);
  const people = groups.length > 0 ? [`(${listOf(groups.map(nameOf))})`] : [];
  return [effects[effect], wheres[where], places, ...people].join(' ');
}
