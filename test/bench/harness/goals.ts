export interface Goal {
  what: string;
  value: number;
  unit: string;
  atMost?: number;
  atLeast?: number;
  /** Where we would like to be; printed, never failed. */
  stretch?: number;
}

export function reached({ value, atMost = Infinity, atLeast = -Infinity }: Goal): boolean {
  return value <= atMost && value >= atLeast;
}

/** Prints each goal with what was measured. @returns whether all were reached */
export function printGoals(goals: Goal[]): boolean {
  console.log('\nGoals');
  for (const goal of goals) {
    const limit = goal.atMost === undefined ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`;
    const verdict = reached(goal) ? 'pass' : 'FAIL';
    console.log(
      `  ${verdict}  ${goal.what}: ${goal.value.toFixed(2)} ${goal.unit} (${limit}${stretchNote(goal)})`,
    );
  }
  return goals.every(reached);
}

function stretchNote({ value, stretch }: Goal): string {
  if (stretch === undefined) return '';
  return `; stretch ${stretch}: ${value <= stretch ? 'reached' : 'not reached'}`;
}
