import type { Activity } from '../round.ts';

interface Journal {
  acknowledged: string;
  /** The rename that was under way when the service was killed. */
  lost: string | null;
}

/** Renames the authenticator app again and again. */
export const rename: Activity<Journal> = {
  async run(round, { main, factorId }) {
    let acknowledged = 'Authenticator app';
    for (let n = 1; ; n++) {
      const name = `Phone ${n}`;
      const outcome = await round.change(main, 'PATCH', `/v1/factors/${factorId}`, { name });
      if (outcome.lost) return { acknowledged, lost: name };
      round.check(outcome.ok, `a rename was refused: ${outcome.problem}`);
      acknowledged = name;
      round.tally.renamed++;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    }
  },

  async verify(round, { main, factorId }, { acknowledged, lost }) {
    const { factors } = await main.call<{ factors: { id: string; name: string }[] }>('GET', '/v1/factors');
    const name = factors.find(({ id }) => id === factorId)?.name;
    round.check(
      name === acknowledged || name === lost,
      `the name is “${name}”, acknowledged was “${acknowledged}”`,
    );
    const again = await main.request('PATCH', `/v1/factors/${factorId}`, { name: 'Renamed after the crash' });
    round.check(again.ok, 'a rename whose answer was lost cannot be repeated');
  },
};
