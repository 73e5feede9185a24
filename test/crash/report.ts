import type { Round } from './round.ts';

const COLUMNS = [
  'round',
  'killed after',
  'answered',
  'lost',
  'renames',
  'codes',
  '(lost)',
  'TOTP',
  '(lost)',
  'replayed',
  'addresses',
  'accounts',
  'events',
  'back in',
  'broken',
];
const line = (cells: (string | number)[]) =>
  cells.map((cell, index) => String(cell).padStart(COLUMNS[index]!.length)).join('  ');

export const printHead = () => console.log(line(COLUMNS));

/** One line a round: what was acknowledged, what was under way, and what was found broken. */
export function printRow(
  { number, tally, violations }: Round,
  { killedAfter, back, events }: { killedAfter: number; back: number; events: number },
): void {
  const { answered, lost, renamed, codes, codesLost, totp, totpLost, replayed, mails, accounts } = tally;
  const cells = [
    number,
    `${killedAfter} ms`,
    answered,
    lost,
    renamed,
    codes,
    codesLost,
    totp,
    totpLost,
    replayed,
    mails,
    accounts,
    events,
  ];
  console.log(line([...cells, `${(back / 1000).toFixed(1)} s`, violations.length]));
}
